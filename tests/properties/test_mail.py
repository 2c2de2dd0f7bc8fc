# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds of every mail: it is read, in linear time, its parts as the email package has them."""

import email.policy
import re
import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.phrases.test_phrases import ROOMS, tables
from tests.mails import mail
from tracker.mail import mime
from tracker.mail.lines import split_lines
from tracker.mail.mime.headings import read_heading
from tracker.mail.reader import read_all
from tracker.mail.sentences import sentences
from tracker.model.mail import Message, Stored, Unreadable

FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85"))


@FEW
@given(st.binary(max_size=400), st.binary(max_size=200))
def test_any_bytes_are_read_to_records(body: bytes, field: bytes) -> None:
    for raw in (body, mail("[PATCH] x") + body, b"Message-ID: <a@b>\nSubject: " + field + body):
        found = read_all(Stored(raw=raw, archive="", key="1"))
        assert all(isinstance(one, Message | Unreadable) for one in found)


@FEW
@given(st.binary(max_size=80), st.binary(max_size=200))
def test_a_header_says_of_a_mail_what_reading_it_does(name: bytes, field: bytes) -> None:
    raw = b"Message-ID: <a" + name + b"@b>\nFrom: x@y\nSubject: " + field + b"\n\n"
    stored = Stored(raw=raw, archive="", key="1", arrived=datetime(2025, 1, 6, tzinfo=UTC))
    heading, found = read_heading(stored), read_all(stored)[0]
    if heading is not None:
        assert isinstance(found, Message)
        assert heading.message_id == found.message_id
        assert heading.title == found.subject.title
        assert heading.is_reply == found.subject.is_reply


@FEW
@given(WORDS)
def test_lines_are_numbered_and_none_is_made_up(text: str) -> None:
    given_lines = text.split("\n")
    for line in split_lines(text):
        assert line.text in given_lines[line.number - 1]


@FEW
@given(WORDS)
def test_sentences_hold_only_words_of_the_mail(text: str) -> None:
    held = set(text.split())
    for one in sentences(split_lines(text)):
        assert set(one.text.split()[1:-1]) <= held


PARTS = st.recursive(
    st.tuples(st.sampled_from(["plain", "html", "x-patch"]), st.text("ab =é\n-", max_size=60)),
    lambda inner: st.lists(inner, min_size=1, max_size=3),
    max_leaves=6,
)


def built(tree: object) -> EmailMessage:
    """A mail of the tree by the email package: a list is a part that holds parts."""
    made = EmailMessage(policy=email.policy.compat32.clone(linesep="\n"))
    if isinstance(tree, list):
        made["Content-Type"] = f'multipart/mixed; boundary="cut{id(tree)}"'
        made.set_payload([built(one) for one in tree])
    else:
        kind, text = tree  # type: ignore[misc]
        made["Content-Type"] = f"text/{kind}; charset=utf-8"
        made["Content-Transfer-Encoding"] = "8bit"
        made.set_payload(text.encode().decode("ascii", "surrogateescape"))
    return made


@FEW
@given(st.lists(PARTS, min_size=1, max_size=3))
def test_parts_are_those_of_the_email_package(tree: list[object]) -> None:
    raw = built(tree).as_bytes()
    whole = email.message_from_bytes(raw)
    theirs = [
        (one.get_content_type(), one.get_payload(decode=True).rstrip(b"\n"))
        for one in whole.walk()
        if not one.is_multipart()
    ]
    headers, body = mime.split(raw)
    leaves = mime.leaf_parts(headers.first("content-type"), body) or []
    ours = [(mime.part_kind(part), data.rstrip(b"\n")) for part, data in leaves]
    assert ours == theirs


def cpu(pattern: re.Pattern[str], text: str) -> float:
    """The least CPU time of searching a text, of some tries."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        pattern.search(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.rpartition(".")[2])
def test_phrases_take_time_in_step_with_the_length_of_a_sentence(room: object) -> None:
    """By the ratio of doublings: 4 is linear, 16 square; below a millisecond none is said."""
    own = [one for one in tables() if one in vars(room).values()]
    slow = []
    for phrase in (one for table in own for one in table.phrases):
        pattern = re.compile(phrase.pattern, re.IGNORECASE)
        for piece in (phrase.example[:40], phrase.example.split()[0] + " ", "1-", "a, ", "  "):
            few, many = (piece * (size // len(piece)) for size in (500, 2000))
            if (took := cpu(pattern, many)) > 0.002 and took > 10 * cpu(pattern, few):
                slow.append((phrase.pattern[:60], piece, took))
    assert slow == []
