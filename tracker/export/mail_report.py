# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report as a complete message: text and HTML, for any mailer or ``sendmail -t``.

Its Message-ID follows from the question and the moment, so that the next report of the same
question can name it: mail readers then show a digest as one thread (RFC 5322, section 3.6.4). The
List-Id (RFC 2919) sorts it into a folder; ``Auto-Submitted`` keeps vacation programs from answering
(RFC 3834).
"""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from tracker.export.digest import digest_subject
from tracker.lazy_dataclass import dataclass, replace
from tracker.model.people import Person
from tracker.model.report import StatusReport
from tracker.model.terminal_text import clean

_LONGEST = 120
"""Characters of a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFrame:
    """What a message needs beside the report."""

    who: Person
    """Sender and reader of a digest: the user."""
    question: str
    """What the report was asked, in words that stay the same from one to the next."""
    last: datetime | None = None
    """The moment of the report before, which this one answers; None where there is none."""


def report_mail(report: StatusReport, text: str, page: str, frame: MailFrame) -> str:
    """Return the message, with line ends as on any terminal."""
    mail = EmailMessage(policy=SMTP.clone(linesep="\n", cte_type="7bit"))
    mail["From"] = _address(replace(frame.who, name="tracker"))
    mail["To"] = _address(frame.who)
    subject = " ".join(clean(digest_subject(report)).split())
    mail["Subject"] = subject if len(subject) <= _LONGEST else f"{subject[: _LONGEST - 1]}…"
    mail["Date"] = format_datetime(report.as_of)
    mail["Message-ID"] = f"<{_digest_id(frame, report.as_of)}>"
    if frame.last is not None:
        mail["In-Reply-To"] = mail["References"] = f"<{_digest_id(frame, frame.last)}>"
    mail["List-Id"] = f"{_list_name(frame)} <{_digits(frame)}.digest.tracker.localhost>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    mail.add_alternative(page, subtype="html")
    return mail.as_string()


def _address(who: Person) -> Address | str:
    local, _, host = who.email.partition("@")
    try:
        return Address(clean(who.name), local, host)
    except (ValueError, IndexError):
        return "tracker@localhost"


def _digits(frame: MailFrame) -> str:
    return sha256(frame.question.encode("utf-8", "replace")).hexdigest()[:12]


def _digest_id(frame: MailFrame, moment: datetime) -> str:
    host = frame.who.email.partition("@")[2] or "localhost"
    return f"digest.{_digits(frame)}.{int(moment.timestamp())}.tracker@{host}"


def _list_name(frame: MailFrame) -> str:
    words = " ".join(frame.question.replace("\t", " ").split()) or "tracked"
    plain = "".join(one for one in words if one.isascii() and (one.isalnum() or one in " -_"))
    return f'"tracker {plain[:60].strip()}"'
