# SPDX-License-Identifier: GPL-2.0-or-later
"""Mail made to be expensive: shapes that grow to any size, each one kind of load for one reader.

``SHAPES[name](size)`` is a mail of about so many bytes. ``benchmarks/hostile.py`` measures them in
CPU, ``tests/mail/test_hostile_shapes.py`` counts their steps, and ``tools/fuzz_mail.py`` mutates
small ones.
"""

from collections.abc import Callable

Shape = Callable[[int], bytes]

_ID = b"Message-ID: <shape@example.org>\nDate: Mon, 6 Jan 2025 10:00:00 +0000\n"
_FROM = b"From: Ada Author <ada@example.org>\n"
_TO = b"To: widgets@lists.example.org\n"
_PATCH = b"Subject: [PATCH v2 1/2] widget: Turn\n"
_ANSWER = b"Subject: Re: [PATCH v2 1/2] widget: Turn\nIn-Reply-To: <parent@example.org>\n"
_DIFF = (
    b"\nBecause it turns.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n"
    b" widget.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n"
    b"diff --git a/widget.c b/widget.c\n--- a/widget.c\n+++ b/widget.c\n"
    b"@@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n-- \n2.50.0\n"
)
_MIXED = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="cut"\n'


def _run(unit: bytes, size: int) -> bytes:
    """Return the unit as often as it fits."""
    return unit * max(1, size // len(unit))


def _counted(unit: str, size: int) -> bytes:
    """Return the unit as often as it fits, ``{n}`` another number in each."""
    times = max(1, size // len(unit.format(n=1000)))
    return "".join(unit.format(n=n) for n in range(times)).encode()


def _body(unit: bytes, *, answer: bool = False, diff: bool = True) -> Shape:
    """Return mails whose body is one run, with a patch behind it."""
    head = _ID + _FROM + _TO + (_ANSWER if answer else _PATCH) + b"\n"
    return lambda size: head + _run(unit, size) + b"\n" + (_DIFF if diff else b"")


def _counted_body(unit: str, *, answer: bool = False) -> Shape:
    head = _ID + _FROM + _TO + (_ANSWER if answer else _PATCH) + b"\n"
    return lambda size: head + _counted(unit, size) + b"\n" + _DIFF


def _field(name: bytes, unit: bytes, *, first: bytes = b"") -> Shape:
    """Return mails one of whose fields is a run."""
    head = _ID + (b"" if name == b"From" else _FROM) + (b"" if name == b"Subject" else _PATCH)
    return lambda size: head + name + b": " + first + _run(unit, size) + b"\n" + _TO + _DIFF


def _counted_field(name: bytes, unit: str) -> Shape:
    head = _ID + _FROM + _PATCH + name + b": "
    return lambda size: head + _counted(unit, size) + b"\n" + _DIFF


def _encoded(encoding: bytes, unit: bytes) -> Shape:
    head = _ID + _FROM + _TO + _PATCH + b"Content-Transfer-Encoding: " + encoding + b"\n\n"
    return lambda size: head + _run(unit, size) + b"\n"


def _typed(kind: bytes, unit: bytes) -> Shape:
    head = _ID + _FROM + _TO + _ANSWER + b"Content-Type: " + kind + b"\n\n"
    return lambda size: head + _run(unit, size) + b"\n"


def _part(head: bytes, unit: bytes, tail: bytes = b"") -> Shape:
    """Return mails of one part, whose head and body are ``head``, a run and ``tail``."""
    start = _ID + _FROM + _TO + _PATCH + _MIXED + b"\n--cut\n" + head
    return lambda size: start + _run(unit, size) + tail + b"\n--cut--\n"


def _nested(size: int) -> bytes:
    """Return a mail of parts in parts, each with a boundary of its own."""
    unit = 'Content-Type: multipart/mixed; boundary="c{n}"\n\n--c{n}\n'
    return _ID + _FROM + _TO + _PATCH + b"MIME-Version: 1.0\n" + _counted(unit, size) + b"\nx\n"


def _nested_few(size: int) -> bytes:
    """Return parts in parts as deep as is read, with all the text in the innermost."""
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="c%d"\n\n--c%d\n' % (n, n) for n in range(19)
    )
    inner = b"Content-Type: text/plain\n\n" + _run(b"--c\n", size)
    return _ID + _FROM + _TO + _PATCH + b"MIME-Version: 1.0\n" + deep + inner


_BODIES = {
    "signature marks": b"-- \n",
    "bare signature marks": b"--\n",
    "rulers": b"---\n",
    "long rulers": b"-----\n",
    "quotes": b"> they wrote this\n",
    "empty quotes": b">\n",
    "deep quotes": b"> > > > > > > > > > > > they wrote this\n",
    "From lines": b"From: rex rex@example.org\n",
    "bare From lines": b"From:\n",
    "mbox lines": b"From ada@example.org Mon Sep 17 00:00:00 2001\n",
    "patch brackets": b"[PATCH 1/2]\n",
    "sign-offs": b"Signed-off-by: Ada Author <ada@example.org>\n",
    "bare sign-offs": b"Signed-off-by:\n",
    "reviews": b"Reviewed-by: Rex Reviewer <rex@example.org>\n",
    "twelve tags a line": b"x Acked-by: Acked-by: Acked-by: Acked-by: Acked-by: Acked-by: a@b\n",
    "numbers applied": b"0001-0001-0001-0001-0001-0001-0001-0001-0001-0001-000 applied\n",
    "fields": b"key: value\n",
    "links": b"http://example.org/\n",
    "bare links": b"https://",
    "addresses": b"<a@b>\n",
    "attributions": b"On Mon, 6 Jan 2025, Rex wrote:\n> it\n",
    "open attributions": b"On Mon, 6 Jan 2025\n",
    "Outlook heads": b"-----Original Message-----\nFrom: rex@example.org\nSent: x\nTo: y\n",
    "questions": b"why does it turn?\n",
    "questions in a row": b"why? ",
    "quoted questions": b"> does it turn?\nwhy does it?\n",
    "applied": b"Applied, thanks!\n",
    "applied in a row": b"applied ",
    "applied with commits": b"[1/2] widget: Turn\n      commit: 0123456789abcdef0123\n",
    "no": b"NAK\n",
    "commands": b"pw-bot: reject\n#syz fix: it\n",
    "needs": b"this depends on the series that was sent before it\n",
    "commits": b'commit 0123456789ab ("widget: Turn")\n',
    "blank": b"\n",
    "spaces in a row": b" ",
    "tabs in a row": b"\t",
    "one letter in a row": b"a",
    "one digit in a row": b"1",
    "brackets in a row": b"(",
    "square brackets in a row": b"[",
    "angles in a row": b"<",
    "at signs in a row": b"a@",
    "dots in a row": b". ",
    "commas in a row": b"a, ",
    "colons in a row": b"a:",
    "hyphens in a row": b"-by",
    "quote marks in a row": b"'\"",
    "question marks in a row": b"?",
    "footnote marks in a row": b"[1] ",
    "old files": b"--- a/widget.c\n",
    "files": b"diff --git a/widget.c b/widget.c\n",
    "bare files": b"diff --git \n",
    "indexes": b"Index: widget.c\n",
    "hunks": b"@@ -1 +1 @@\n-a\n+b\n",
    "hunks without an end": b"@@ -1,999999999 +1,999999999 @@\n",
    "files and hunks": b"diff --git a/w b/w\n--- a/w\n+++ b/w\n@@ -1 +1 @@\n-a\n+b\n",
    "hunks in prose": b"diff --git a/w b/w\n--- a/w\n+++ b/w\n@@ -1 +1 @@\n-a\n+b\nw\n\n\n\n\nw\n",
    "stats": b" widget.c | 1 +\n",
    "shortlogs": b"Ada Author (2):\n  one\n",
    "versions": b"Changes in v2:\n- turned it\n",
    "syzbot": b"syzbot found the following issue on:\n",
    "builds": b"kernel test robot noticed the following build warnings:\n",
    "warnings": b"widget.c:1:2: warning: it turns\n",
    "checks": b"CHECK: Alignment should match open parenthesis\n#1: FILE: a.c:1:\n",
    "base commits": b"base-commit: 0123456789abcdef0123456789abcdef01234567\n",
    "prerequisites": b"prerequisite-patch-id: 0123456789abcdef0123456789abcdef01234567\n",
    "bytes": b"\xff\xfe\x80",
    "NULs": b"\0",
    "carriage returns": b"\r",
    "words of other scripts": "при чём тут это? ".encode(),
    "combining marks": "a\u0301\u0301\u0301".encode(),
    "line separators": "a\u2028".encode(),
}
"""Runs of one line or piece, as the body of a patch and of an answer."""

_FIELDS = {
    "References": "<r{n}@example.org> ",
    "In-Reply-To": "<r{n}@example.org> ",
    "To": "N {n} <n{n}@example.org>, ",
    "Cc": '"N, {n}" <n{n}@example.org>, ',
    "Received": "from a{n} by b; ",
    "List-Id": "<l{n}.example.org> ",
}

SHAPES: dict[str, Shape] = {
    **{f"patch: {name}": _body(unit) for name, unit in _BODIES.items()},
    **{f"answer: {name}": _body(unit, answer=True, diff=False) for name, unit in _BODIES.items()},
    **{f"field: {name}": _counted_field(name.encode(), unit) for name, unit in _FIELDS.items()},
    "field: many To": lambda n: _ID + _FROM + _PATCH + _counted("To: n{n}@b.org\n", n) + _DIFF,
    "field: many odd": lambda n: _ID + _FROM + _PATCH + _counted("X-{n}: x\n", n) + _DIFF,
    "field: many Subject": lambda n: _ID + _FROM + _run(b"Subject: [PATCH] x\n", n) + _DIFF,
    "field: many Received": lambda n: _ID + _FROM + _PATCH + _run(b"Received: b;\n", n) + _DIFF,
    "field: folded": _field(b"Subject", b"\n a"),
    "field: folded blanks": _field(b"Cc", b"\n \t", first=b"a@example.org"),
    "field: subject brackets": _field(b"Subject", b"["),
    "field: subject tags": _field(b"Subject", b"[PATCH 1/2] "),
    "field: subject answers": _field(b"Subject", b"Re: "),
    "field: subject words": _field(b"Subject", b"=?utf-8?q?a?= "),
    "field: subject base64": _field(b"Subject", b"=?utf-8?b?", first=b""),
    "field: sender comments": _field(b"From", b"("),
    "field: sender quotes": _field(b"From", b'"a" '),
    "field: sender escapes": _field(b"From", b"\\"),
    "field: sender routes": _field(b"From", b"<@a,"),
    "field: Message-ID": lambda n: _FROM + _ID + b"Message-ID: " + _run(b"<", n) + b"\n" + _DIFF,
    "field: Date": lambda n: b"Message-ID: <a@b>\n" + _FROM + b"Date: " + _run(b"1 ", n) + _DIFF,
    "field: type parameters": lambda n: _ID + _FROM + _PATCH
    + b"Content-Type: multipart/mixed; boundary=cut" + _run(b'; a="', n) + b"\n\n--cut\n\nx\n",
    "field: type continuations": lambda n: _ID + _FROM + _PATCH
    + b"Content-Type: multipart/mixed; boundary=cut" + _counted("; a*{n}*=b", n) + b"\n\n--cut\n",
    "field: boundary": lambda n: _ID + _FROM + _PATCH
    + b"Content-Type: multipart/mixed; boundary=" + _run(b"-", n) + b"\n\n" + _run(b"-", 999),
    "mime: quoted-printable": _encoded(b"quoted-printable", b"=41=3D=\n"),
    "mime: broken quoted-printable": _encoded(b"quoted-printable", b"=="),
    "mime: base64": _encoded(b"base64", b"V2h5Pwo=\n"),
    "mime: base64 with junk": _encoded(b"base64", b"!W\0h\xff"),
    "mime: uuencode": _encoded(b"x-uuencode", b"begin 644 a\nM\nend\n"),
    "mime: html": _typed(b"text/html", b"<p>why?</p>"),
    "mime: html styles": _typed(b"text/html", b"<style><script>"),
    "mime: html angles": _typed(b"text/html", b"<"),
    "mime: html breaks": _typed(b"text/html", b"<br "),
    "mime: html entities": _typed(b"text/html", b"&amp;&#x110000;&"),
    "mime: UTF-7": _typed(b"text/plain; charset=utf-7", b"+AGE-"),
    "mime: UTF-16": _typed(b"text/plain; charset=utf-16", b"a\0\n\0"),
    "mime: HZ": _typed(b"text/plain; charset=hz", b"~{VPND~}"),
    "mime: ISO-2022": _typed(b"text/plain; charset=iso-2022-jp", b"\x1b$B$\"\x1b(B"),
    "mime: parts": _part(b"", b"\nx\n--cut\n"),
    "mime: typed parts": _part(b"", b"Content-Type: text/plain\n\nx\n--cut\n"),
    "mime: attached patches": _part(
        b"", b"Content-Type: text/x-patch\n\ndiff --git a/w b/w\n--cut\n"
    ),
    "mime: named parts": _part(
        b"", b"Content-Disposition: attachment; filename*=utf-8''0001-a.patch\n\nx\n--cut\n"
    ),
    "mime: other boundaries": _part(b"\n", b"--cutter\n"),
    "mime: near boundaries": _part(b"\n", b"--cut \t"),
    "mime: part type": _part(b"Content-Type: text/plain", b';a="', b"\n\nx"),
    "mime: part name": _part(b"Content-Disposition: attachment", b';filename*0*="', b"\n\nx"),
    "mime: part fields": _part(b"", b"X: y\n", b"\nx"),
    "mime: long part field": _part(b"X: ", b"\n y", b"\n\nx"),
    "mime: part base64": _part(b"Content-Transfer-Encoding: base64\n\n", b"!W\0h\xff"),
    "mime: part uuencode": _part(b"Content-Transfer-Encoding: x-uue\n\n", b"begin 644 a\nM\n"),
    "mime: part quoted-printable": _part(
        b"Content-Transfer-Encoding: quoted-printable\n\n", b"=\n"
    ),
    "mime: mails in mails": _part(b"", b"Content-Type: message/rfc822\n\n"),
    "mime: deep": _nested,
    "mime: as deep as is read": _nested_few,
    "body: tags of many": _counted_body("Reviewed-by: N{n} <n{n}@example.org>\n"),
    "body: links to many": _counted_body("see https://lore.kernel.org/r/{n}@example.org for v1\n"),
    "body: footnotes": _counted_body("see [{n}]\n[{n}] https://lore.kernel.org/r/{n}@b.org\n"),
    "body: files": _counted_body(
        "diff --git a/{n} b/{n}\n--- a/{n}\n+++ b/{n}\n@@ -1 +1 @@\n-a\n+b\n"
    ),
    "body: hunks of one file": lambda n: _ID + _FROM + _PATCH + b"\nWhy.\n---\n"
    + b"diff --git a/f b/f\n--- a/f\n+++ b/f\n" + _run(b"@@ -1 +1 @@\n-a\n+b\n", n),
    "body: stats of many": _counted_body(" dir/file{n}.c | {n} +-\n"),
    "body: commits of many": _counted_body('{n:012x} ("widget: Turn {n}")\n', answer=True),
    "body: list of applied": _counted_body(
        "[{n}/9999] widget: Turn\n      (no commit info)\n", answer=True
    ),
    "body: inner patches": _counted_body(
        "From {n:040x} Mon Sep 17 00:00:00 2001\nSubject: [PATCH {n}/2] x\n"
    ),
}  # fmt: skip
