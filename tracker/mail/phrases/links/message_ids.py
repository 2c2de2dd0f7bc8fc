# SPDX-License-Identifier: GPL-2.0-or-later
"""Message-IDs by their shape: those that tools make, those that mailers make, what leads to one."""

from tracker.mail.phrases.vocabulary import Vocabulary

MADE_BY_TOOL = Vocabulary(
    r"\d{8}-[^\s@/]{1,200}-v\d{1,3}-\d{1,4}-[0-9a-f]{6,16}@|"  # b4
    r"\d{12,14}\.\d{1,9}-\d{1,4}-|"  # git send-email
    r"cover\.\d{8,12}\.git\.|"  # git format-patch --thread
    r"[0-9a-f]{40}\.\d{8,12}\.git\.|"
    r"\d{8,12}-\d{1,9}-\d{1,4}-git-send-email-|"
    r"\d{14}\.\d{6,9}@|"  # quilt
    r"\d{1,3}-v\d{1,3}-[0-9a-f]{12}\+|"
    r"\d{9,12}\.\d{1,10}\.\d{1,25}\.stgit@|"
    r"(?:pull|cover)\.\d{1,6}\.(?:v\d{1,3}\.)?git\.|"  # gitgitgadget
    r"\d{14}\.[^\s@/]{1,60}@changeid$",
    "20250701-widget-v1-1-0123456789ab@example.org",
    "ada@example.org",
)
COUNTED_ID = Vocabulary(
    r"(\d{12,14}\.\d{1,9}-|\d{8,12}-\d{1,9}-)\d{1,4}(-\S{1,250})$",
    "20250701120000.12345-1-ada@example.org",
    "20250701120000.12345@example.org",
)
"""An id of git send-email, which counts the mails of one sending."""
MADE_BY_MAILER = Vocabulary(
    r"CA[\w+=.-]{30,80}@mail\.gmail\.com|"
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@|"
    r"\d{8,14}\.[A-Za-z0-9]{2,30}@|"
    r"[a-z0-9]{10,60}\.f(?:sf|fs)(?:_-_)?@|"
    r"[0-9a-f]{20,64}\.camel@",
    "0123456789abcdef0123.camel@example.org",
    "ada@example.org",
)
ID_SHAPE = Vocabulary(
    r"[^\s<>@\"'`()\[\],;]{4,240}@[A-Za-z0-9][A-Za-z0-9._-]{1,100}",
    "1234@example.org",
    "ada@example.org",
    case=True,
)
BEFORE_AN_ID = Vocabulary(
    r"(?:message-?id|msg-?id|in-reply-to)\s*[:=]?\s*\W{0,3}$|"
    r"(?:based-on|depends(?:-on|-upon)?|dependency|pre-?req\w{0,10}(?:-message-id)?|requires|needs|"
    r"supersedes|obsoletes|replaces|links?|closes|fixes|follows|follow-up-to|references?|refs?|"
    r"thread|reverts|backport-of|split-from|companion|discussion)\s?:\s{0,8}[<(\[]?$",
    "Based-on: <",
    "Based on <",
)
"""What stands before an id of any mailer: ``Based-on: <``."""
BEFORE_AN_ADDRESS = Vocabulary(
    r"(?:(?!(?<!\S)(?:See|In|As|Per|At|Cf|Ref|Refs|Also|And|Or|By|Of|On|After|Needs|Based|Id|Ids|ID|"
    r"Mail|Message|Thread|Patch|Series|This|The|Note|Link|Links|Like|Unlike|Reference|Fixes)\b)"
    r"[A-Z][\w.'-]{0,30},?|\"|\)|\bcc:?|\bto:?|\bfrom:?)\s{0,3}<$",
    "Tim Smith <",
    "see <",
    case=True,
)
"""A name before an address in brackets: "Tim Smith <", or a header of people."""
REST_OF_ID = Vocabulary(
    r"[^\s<>@:/\"']{0,200}@[A-Za-z0-9][A-Za-z0-9.-]{2,80}(?:/\S{0,80})?[.,;:)]?$",
    "-1@example.org",
    "example.org",
    case=True,
)

REPORT_ID = Vocabulary(
    r"[^@]{1,120}lkp@intel\.com$|(?:[0-9a-f]{8}\.[0-9a-f]{6,10}\.[0-9a-f]{4,6}\.[0-9a-f]{2,4}\.GAE|"
    r"0{8,}[0-9a-f]{6,12})@google\.com$|[^@]{1,100}@(?:syzkaller\.|kernelci\.org$|bugzilla\.)|"
    r"(?:lkp|kisskb|kernelci|kbuild)[^@]{0,80}@",
    "202507011200.0123abcd-lkp@intel.com",
    "ada@example.org",
)
TYPED_MAIL_ID = Vocabulary(
    r"CA[\w+=.-]{30,80}@mail\.gmail\.com$|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@|"
    r"[^@]{4,80}\.f(?:sf|fs)(?:_-_)?@|[0-9a-f]{20,64}\.camel@|\d{8,14}\.[A-Z]{2}\d{2,10}[\w-]{0,20}@|"
    r"\d{12,14}\.[a-z0-9]{6,40}@|[\w+=-]{12,30}@(?!.*\.local)[\w.-]+$|[a-z0-9]{40,80}@[a-z0-9]{8,20}$",
    "0123456789abcdef0123.camel@example.org",
    "ada@example.org",
)

SENDING_STEM = Vocabulary(
    r"(.{8,}?)[-.](\d{1,4})(?!-\d{1,4}[-@])([-.@].*|$)",
    "20250701.1234-2-ada@example.org",
    "ada@example.org",
    case=True,
)
"""git send-email writes ``TIME.PID-N-ADDRESS``: of two numbers the second one counts."""
