# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes out of the database equals what went in, field by field."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.model.mail import (
    DateSource,
    Diff,
    Evidence,
    LinkUse,
    MailZone,
    Message,
    Notice,
    NoticeItem,
    NoticeKind,
    Person,
    Remark,
    RemarkKind,
    Scope,
    Subject,
    TagLine,
)
from tracker.model.series import Patch, Revision, Series
from tracker.model.verdicts import CheckState, Severity, Verdict

WHEN = datetime(2031, 5, 4, 11, 59, 58, tzinfo=UTC)
ANN = Person("Änn Author", "ann@example.org")
BOB = Person("Bob 'B' Reviewer", "bob@example.org")
NOBODY = Person("", "")


def full_message() -> Message:
    """A message whose every field differs from its default."""
    return Message(
        message_id="full-1@example.org",
        subject=Subject(
            raw="Re: [GIT PULL stable v4.1 2/3 gizmo-next] gizmo: spin\tfaster",
            title="gizmo: spin\tfaster",
            is_reply=True,
            tagged=True,
            version=4,
            label="v4.1",
            position=2,
            total=3,
            rfc=True,
            resend=True,
            pull=True,
            stable=True,
            words=("gizmo-next", "ünïcode", ""),
        ),
        sender=BOB,
        author=ANN,
        date=WHEN,
        in_reply_to="parent@example.org",
        references=("root@example.org", "mid@example.org", "root@example.org"),
        lists=("list@example.org", "other@example.org"),
        recipients=(ANN, BOB, ANN, NOBODY),
        addressed=2,
        bot=True,
        auto="gizmo-bot",
        diff=Diff(
            patch_id="ab" * 20,
            files=("b.c", "a.c", ""),
            added=3,
            removed=2,
            line=17,
            changed=b"\x00\xff\x01\x02",
        ),
        has_stat=True,
        change_id="20310504-gizmo-abcdef",
        base_commit="cd" * 20,
        tags=(
            TagLine(
                name="Reviewed-by",
                person=BOB,
                place=MailZone.TRAILER,
                line=4,
                quote="Reviewed-by: Bob <bob@example.org> # rpi",
                lead="With that fixed:",
                note="# rpi",
            ),
            TagLine(name="Acked-by", person=NOBODY, place=MailZone.BELOW, line=5, quote="A\0B 'x'"),
        ),
        links=(
            LinkUse(
                url="https://lists.example.org/r/other@example.org/",
                message_id="other@example.org",
                change_id="20310101-gadget-012345",
                commit="ef" * 6,
                place=MailZone.BODY,
                line=30,
                quote="[1] https://lists.example.org/r/other@example.org/",
                used_line=9,
                words="This needs the gadget work [1].",
                before="needs the gadget work",
                section="Dependencies:",
                trailer="Link",
                label="[1]",
            ),
            LinkUse(url="x", place=MailZone.BELOW, line=1, quote="x", used_line=1, words=""),
        ),
        remarks=(
            Remark(
                kind=RemarkKind.UNTAG,
                line=7,
                quote="Forget my Acked-by.",
                under="+\tspin();",
                word="Acked-by",
            ),
            Remark(kind=RemarkKind.QUESTION, line=8, quote="Why?"),
        ),
        notices=(
            Notice(
                kind=NoticeKind.PERSON,
                scope=Scope.ALL_BUT,
                positions=(2, 5),
                tree="gizmo/gizmo.git",
                branch="next",
                by=ANN,
                items=(
                    NoticeItem(
                        title="gizmo: spin",
                        position=1,
                        total=3,
                        version=4,
                        commit="123456789abc",
                        url="https://git.example.org/c/123456789abc",
                        author=BOB,
                        line=12,
                    ),
                    NoticeItem(title="gizmo: stop"),
                ),
                version=3,
                dropped=True,
                moved=True,
                rehash=True,
                sure=False,
                line=10,
                quote="Applied, all but 2 and 5.",
            ),
            Notice(kind=NoticeKind.TIP, scope=Scope.LISTED, line=1, quote="", by=NOBODY),
        ),
        verdicts=(
            Verdict(
                context="build i386-allmodconfig",
                state=CheckState.FAIL,
                severity=Severity.HIGH,
                series=True,
                target="full-2@example.org",
                title="gizmo: spin",
                url="https://ci.example.org/1",
                summary="gizmo.c:1: error",
                line=3,
                quote="it fails",
            ),
        ),
        by_list=True,
        date_from=DateSource.RECEIVED,
        own_lines=21,
        abridged=True,
    )


def bare_message() -> Message:
    """A message with nothing but what every message has."""
    return Message(
        message_id="bare@example.org",
        subject=Subject(raw="", title="", is_reply=False, tagged=False),
        sender=NOBODY,
        author=NOBODY,
        date=datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC),
    )


def variations() -> Iterator[Message]:
    """Messages that differ from a bare or a full one in a single field."""
    for base, other in ((bare_message(), full_message()), (full_message(), bare_message())):
        for field in fields(Message):
            if field.name != "message_id":
                name = f"{field.name}-of-{base.message_id}"
                value = getattr(other, field.name)
                yield replace(base, message_id=name, **{field.name: value})
    yield replace(
        bare_message(),
        message_id="empty-diff@example.org",
        diff=Diff(patch_id="", files=(), added=0, removed=0, line=1),
    )


def full_series() -> Series:
    """A series whose every field differs from its default."""
    patch = Patch(
        message_id="p1@example.org",
        position=1,
        title="gizmo: spin",
        author=ANN,
        date=WHEN,
        patch_id="ab" * 20,
        files=("b.c", "a.c"),
        base_commit="cd" * 20,
        extra=True,
    )
    first = Revision(
        message_id="c1@example.org",
        cover="c1@example.org",
        title="gizmo: a tour",
        author=ANN,
        date=WHEN,
        version=1,
        label="v1.5",
        expected=3,
        patches=(patch, replace(patch, message_id="p2@example.org", position=3, files=())),
        spare=("s2@example.org", "s1@example.org"),
        replies=("r2@example.org", "r1@example.org"),
        rfc=True,
        resend=True,
        pull=True,
        partial=True,
        answers="question@example.org",
        change_id="20310504-gizmo-abcdef",
        base_commit="cd" * 20,
        prefixes=("gizmo-next", ""),
        lists=("list@example.org",),
        poster=Person("Bo Poster", "bo@example.org"),
    )
    second = Revision(
        message_id="bare@example.org",
        cover=None,
        title="",
        author=NOBODY,
        date=WHEN + timedelta(days=3),
        version=2,
        label="",
        expected=1,
        patches=(),
    )
    evidence = Evidence(
        rule="evolve.change-id",
        message_id="bare@example.org",
        line=4,
        quote="change-id: 20310504-gizmo-abcdef",
        repository="gizmo.git",
        commit="cd" * 20,
        url="https://example.org/gizmo",
    )
    return Series(
        id="c1@example.org",
        revisions=(first, second),
        evidence=(evidence, Evidence(rule="evolve.title")),
    )


def defaults_left(record: object, name: str = "") -> Iterator[str]:
    """The fields, at any depth, that still hold their default."""
    assert is_dataclass(record)
    for field in fields(record):
        # What is not compared is not stored: the text, of which the words alone are kept, and what
        # follows from other fields.
        if not field.compare:
            continue
        value = getattr(record, field.name)
        path = f"{name}.{field.name}"
        if field.default is not MISSING and value == field.default:
            yield path
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield from defaults_left(value[0], path)
        elif is_dataclass(value):
            yield from defaults_left(value, path)


@pytest.mark.parametrize("record", [full_message(), full_series()], ids=["message", "series"])
def test_the_samples_below_fill_every_field(record):
    """A field that is added to the model must be added to the samples, and so to the store."""
    assert list(defaults_left(record)) == []


def test_a_message_comes_back_equal_in_every_field(store):
    """Strings with NULs and quotes, repeated and empty values, None and its absence."""
    sent = [full_message(), bare_message(), *variations()]
    assert store.save(*sent).new == len(sent)
    with store.reader() as reader:
        assert reader.messages(m.message_id for m in sent) == {m.message_id: m for m in sent}
        assert list(reader.all_messages()) == sent


def test_a_message_replaced_comes_back_as_the_new_one_and_nothing_of_the_old(store):
    """Every table of the old reading is cleared before the new one is written."""
    for name, old, new in (
        ("emptied@example.org", full_message(), bare_message()),
        ("filled@example.org", bare_message(), full_message()),
    ):
        store.save(replace(old, message_id=name), version=1)
        better = replace(new, message_id=name, abridged=old.abridged)
        assert store.save(better, version=2).replaced == 1
        with store.reader() as reader:
            assert reader.messages([name]) == {name: better}


def test_dates_come_back_in_utc_whatever_zone_they_had(store, message):
    """2031-05-04 08:00 +05:30 and 02:30 UTC are one moment."""
    zone = timezone(timedelta(hours=5, minutes=30))
    store.save(message("a@example.org", date=datetime(2031, 5, 4, 8, 0, tzinfo=zone)))
    with store.reader() as reader:
        (found,) = reader.messages(["a@example.org"]).values()
    assert found.date.isoformat() == "2031-05-04T02:30:00+00:00"


def test_a_series_comes_back_equal_in_every_field(store, series):
    """Also beside others, and when only some are asked for, in the order asked."""
    sent = (full_series(), series("a@example.org"), series("b@example.org", patches=["b1", "b2"]))
    store.save_series(*sent)
    with store.reader() as reader:
        assert reader.series([one.id for one in reversed(sent)]) == tuple(reversed(sent))
        assert set(reader.all_series()) == set(sent)
        assert reader.series(["unknown@example.org", sent[1].id]) == (sent[1],)
