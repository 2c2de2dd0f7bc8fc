# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented mail for tests: people at example.org, words of ours, real formats.

``mail`` makes any message, ``patch`` a ``[PATCH vN n/m]`` with a diff that git can apply,
``cover`` its cover letter. Everything has a default, and equal arguments make equal bytes.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime, formataddr, getaddresses, parseaddr

ADA = "Ada Author <ada@example.org>"
REX = "Rex Reviewer <rex@example.org>"
MIA = "Mia Maintainer <mia@example.org>"
LIST = "widgets@lists.example.org"
START = datetime(2025, 1, 6, 10, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    """A moment so many hours after the first mail of every test."""
    return START + timedelta(hours=hours)


def mail(
    subject: str,
    sender: str = ADA,
    body: str = "Hello.\n",
    *,
    message_id: str = "",
    date: datetime = START,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    to: Sequence[str] = (),
    cc: Sequence[str] = (),
    lists: Sequence[str] = (LIST,),
    headers: Sequence[tuple[str, str]] = (),
    charset: str = "utf-8",
) -> bytes:
    """One plain-text mail. Ids are written without angle brackets.

    ``references`` is taken as given, the oldest first; left out, it is ``in_reply_to``. Without a
    ``message_id`` one is made from the sender, subject and date. ``lists`` stand in To: with
    ``to``. ``headers`` come last, as they are.
    """
    parents = tuple(references) or ((in_reply_to,) if in_reply_to else ())
    lines = [
        ("From", _person(sender)),
        ("To", ", ".join(_person(one) for one in (*to, *lists))),
        ("Cc", ", ".join(_person(one) for one in cc)),
        ("Subject", _encoded(subject)),
        ("Date", format_datetime(date)),
        ("Message-ID", f"<{message_id or _made_id(sender, subject, date)}>"),
        ("In-Reply-To", f"<{in_reply_to}>" if in_reply_to else ""),
        ("References", "\n ".join(f"<{one}>" for one in parents)),
        ("List-Id", f"<{lists[0].replace('@', '.')}>" if lists else ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", f"text/plain; charset={charset}"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    head = "".join(f"{name}: {value}\n" for name, value in (*lines, *headers) if value)
    return head.encode() + b"\n" + body.encode(charset)


def patch(
    title: str,
    sender: str = ADA,
    *,
    number: int | None = None,
    total: int | None = None,
    version: int = 1,
    prefix: str = "PATCH",
    log: str = "Because it is better that way.\n",
    trailers: Sequence[str] | None = None,
    below: str = "",
    change: str | None = None,
    message_id: str = "",
    date: datetime = START,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    to: Sequence[str] = (),
    cc: Sequence[str] = (),
    lists: Sequence[str] = (LIST,),
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A patch as ``git send-email`` sends it: log, trailers, ``---``, diffstat, diff, signature.

    ``trailers`` left out is the sender's Signed-off-by. ``below`` stands between ``---`` and the
    diffstat. ``change`` is the diff, by default one made from the title, so that two patches of
    one title have one patch-id.
    """
    signed = [f"Signed-off-by: {sender}"] if trailers is None else list(trailers)
    text = diff(new=title) if change is None else change
    parts = [log.rstrip("\n"), "", *signed, "---"]
    if below:
        parts.append(below.rstrip("\n"))
    body = "\n".join(parts) + "\n" + stat(text) + "\n" + text + "-- \n2.50.0\n"
    return mail(
        f"{bracket(prefix, version, number, total)} {title}",
        sender,
        body,
        message_id=message_id,
        date=date,
        in_reply_to=in_reply_to,
        references=references,
        to=to,
        cc=cc,
        lists=lists,
        headers=headers,
    )


def cover(
    title: str,
    sender: str = ADA,
    *,
    total: int,
    version: int = 1,
    prefix: str = "PATCH",
    body: str = "These patches make the widgets better.\n",
    message_id: str = "",
    date: datetime = START,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    to: Sequence[str] = (),
    cc: Sequence[str] = (),
    lists: Sequence[str] = (LIST,),
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A cover letter, ``[PATCH vN 0/M] title``, with a shortlog and a diffstat below its text."""
    name = parseaddr(sender)[0]
    shortlog = f"{name} ({total}):\n" + "".join(f"  {title}, {n}\n" for n in range(1, total + 1))
    return mail(
        f"{bracket(prefix, version, 0, total)} {title}",
        sender,
        f"{body.rstrip(chr(10))}\n\n{shortlog}\n{stat(diff())}\n-- \n2.50.0\n",
        message_id=message_id,
        date=date,
        in_reply_to=in_reply_to,
        references=references,
        to=to,
        cc=cc,
        lists=lists,
        headers=headers,
    )


def bracket(
    prefix: str = "PATCH", version: int = 1, number: int | None = None, total: int | None = None
) -> str:
    """The bracket of a subject, as ``git format-patch`` writes it: ``[PATCH v2 1/3]``."""
    words = [prefix]
    if version > 1:
        words.append(f"v{version}")
    if number is not None and total is not None:
        words.append(f"{number:0{len(str(total))}d}/{total}")
    return f"[{' '.join(words)}]"


def diff(path: str = "lib/widget.c", old: str = "plain", new: str = "better") -> str:
    """A diff of one hunk that changes one line of a seven-line file."""
    before, after = widget(old), widget(new)
    return (
        f"diff --git a/{path} b/{path}\n"
        f"index {_blob(before)[:12]}..{_blob(after)[:12]} 100644\n"
        f"--- a/{path}\n"
        f"+++ b/{path}\n"
        "@@ -1,7 +1,7 @@\n"
        " #include <widget.h>\n"
        " \n"
        " const char *widget(void)\n"
        f"-{before.splitlines()[3]}\n"
        f"+{after.splitlines()[3]}\n"
        " \n"
        " /* the end */\n"
        " \n"
    )


def widget(word: str = "plain") -> str:
    """The file that ``diff`` changes, with the word in it."""
    lines = ["#include <widget.h>", "", "const char *widget(void)", f'{{ return "{word}"; }}', ""]
    return "\n".join([*lines, "/* the end */", "", ""])


def stat(text: str) -> str:
    """The diffstat of such a diff."""
    path = text.split("\n", 1)[0].split(" b/")[-1]
    return f" {path} | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"


def _blob(text: str) -> str:
    data = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _made_id(sender: str, subject: str, date: datetime) -> str:
    seed = f"{sender}|{subject}|{date.isoformat()}".encode()
    return f"{date:%Y%m%d%H%M%S}.{hashlib.sha256(seed).hexdigest()[:12]}@example.org"


def _person(text: str) -> str:
    return ", ".join(
        formataddr((name, address)) if name else address for name, address in getaddresses([text])
    )


def _encoded(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=200).encode()
