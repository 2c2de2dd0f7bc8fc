# SPDX-License-Identifier: GPL-2.0-or-later
"""What becomes of a mail that is stored once more, read better, or cannot be stored."""

import sqlite3
from dataclasses import replace

import pytest

from tracker.model.mail import ArchiveKind, Diff, MailZone, Person, Subject, TagLine, Unreadable
from tracker.store.records import SavedCount
from tracker.store.save import Writer


def test_a_first_reading_is_new_and_a_second_is_known(store, message):
    """Saving the same mails from the same place again changes nothing: a killed run is rerun."""
    mails = [message(f"{n}@example.org") for n in range(3)]
    assert store.save(*mails) == SavedCount(new=3)
    assert store.save(*mails) == SavedCount(known=3)
    assert store.rows("SELECT count(*) FROM copy") == [(0,)]


def test_a_mail_in_another_archive_is_a_copy_and_the_first_reading_stays(store, message):
    """A cross-posted mail lies in two archives; it is one message and one copy."""
    first = message("a@example.org", own_lines=1)
    store.save(first, archive=store.archive("/mail/a"))
    other = store.archive("/mail/b")
    again = replace(first, own_lines=2)
    assert store.save(again, archive=other) == SavedCount(copies=1)
    assert store.save(again, archive=other) == SavedCount(known=1)
    with store.reader() as reader:
        assert reader.messages(["a@example.org"])["a@example.org"] == first
        location = reader.where("a@example.org")
        assert location is not None and location.path == "/mail/a"


def test_the_same_id_under_two_keys_of_one_call_is_one_message_and_one_copy(store, message):
    one = message("a@example.org")
    counted = store.save(one, one, keys=["blob-1", "blob-2"])
    assert counted == SavedCount(new=1, copies=1)
    assert store.rows("SELECT key FROM copy") == [("blob-2",)]


def test_mails_in_equal_mails_out(store, message):
    """Messages, copies and unreadable mails add up to what was handed over."""
    one, two = message("a@example.org"), message("b@example.org")
    bad = Unreadable(location="/mail/a k4", why="no date")
    counted = store.save(one, two, one, bad, keys=["k1", "k2", "k3", "k4"])
    assert counted.total == 4
    tables = ("message", "copy", "unreadable")
    rows = [store.rows(f"SELECT count(*) FROM {name}")[0][0] for name in tables]
    assert rows == [2, 1, 1]


def test_a_whole_mail_replaces_a_shortened_copy_wherever_it_lies(store, message):
    """The shipped example gives way to the real mail, and its place becomes a copy."""
    short = message("a@example.org", abridged=True, own_lines=1)
    whole = message("a@example.org", own_lines=9)
    store.save(short, archive=store.archive("/example"), keys=["s"])
    assert store.save(whole, archive=store.archive("/mail"), keys=["w"]) == SavedCount(replaced=1)
    with store.reader() as reader:
        assert reader.messages(["a@example.org"])["a@example.org"] == whole
        location = reader.where("a@example.org")
        assert location is not None and (location.path, location.key) == ("/mail", "w")
    assert store.rows("SELECT key FROM copy") == [("s",)]


def test_a_shortened_copy_never_replaces_a_whole_mail(store, message):
    """Not even where it is read by newer rules from the same place."""
    store.save(message("a@example.org", own_lines=9))
    counted = store.save(message("a@example.org", abridged=True), version=2)
    assert counted == SavedCount(known=1)
    with store.reader() as reader:
        assert reader.messages(["a@example.org"])["a@example.org"].own_lines == 9


def test_a_shortened_and_a_whole_mail_in_one_call_leave_the_whole_one(store, message):
    short, whole = message("a@example.org", abridged=True), message("a@example.org", own_lines=9)
    for order in ((short, whole), (whole, short)):
        store.save(*order, keys=["1", "2"])
        with store.reader() as reader:
            assert reader.messages(["a@example.org"])["a@example.org"] == whole


@pytest.mark.parametrize(("version", "kept"), [(1, 1), (2, 1), (3, 2)])
def test_only_newer_rules_replace_a_reading_of_the_same_place(store, message, version, kept):
    """Stored by rules 2; rules 1 and 2 change nothing, rules 3 do."""
    store.save(message("a@example.org", own_lines=1), version=2)
    store.save(message("a@example.org", own_lines=2), version=version)
    with store.reader() as reader:
        assert reader.messages(["a@example.org"])["a@example.org"].own_lines == kept


def test_newer_rules_in_another_archive_make_a_copy_only(store, message):
    store.save(message("a@example.org", own_lines=1), archive=store.archive("/a"))
    other = store.archive("/b")
    counted = store.save(message("a@example.org", own_lines=2), archive=other, version=2)
    assert counted == SavedCount(copies=1)


def test_a_mail_that_becomes_readable_is_unreadable_no_more(store, message):
    """Newer rules read what older ones could not."""
    bad = Unreadable(location="/mail/a k", why="no date")
    store.save(bad, keys=["k"])
    assert store.save(bad, keys=["k"]) == SavedCount(unreadable=1)
    with store.reader() as reader:
        assert reader.unreadable() == (bad,)
    store.save(message("a@example.org"), keys=["k"], version=2)
    with store.reader() as reader:
        assert reader.unreadable() == ()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"auto": "\udcff"},
        {"own_lines": 10**20},
        {"recipients": (Person("\ud800", "x@example.org"),)},
        {"diff": Diff(patch_id="", files=("\udcff",), added=0, removed=0, line=1)},
        {"subject": Subject(raw="", title="", is_reply=False, tagged=True, position=10**30)},
    ],
)
def test_a_mail_that_sqlite_cannot_hold_is_set_aside_and_the_others_are_stored(
    store, message, spoilt
):
    """A lone surrogate or a counter of twenty digits stops nothing."""
    mails = [message(f"{n}@example.org") for n in range(9)]
    mails.insert(4, message("bad@example.org", **spoilt))
    assert store.save(*mails) == SavedCount(new=9, unreadable=1)
    with store.reader() as reader:
        assert reader.message_count() == 9
        (bad,) = reader.unreadable()
        assert bad.message_id == "bad@example.org" and "no Unicode" in bad.why


@pytest.mark.parametrize(
    ("name", "key"), [("a\0b@example.org", "k"), ("\udcff@example.org", "k"), ("b", "k\0")]
)
def test_a_name_that_cannot_be_looked_up_is_stored_as_unreadable(store, message, name, key):
    """And again the next time: it is the same row."""
    for _ in range(2):
        counted = store.save(message(name), message("a"), keys=[key, "k2"])
        assert counted.unreadable == 1
    with store.reader() as reader:
        assert reader.message_count() == 1
        assert len(reader.unreadable()) == 1


def test_a_place_that_held_a_copy_and_now_holds_a_new_mail_counts_once(store, message):
    """An mbox was written anew, and another mail lies at the same offset."""
    store.save(message("a@example.org"), archive=store.archive("/a"))
    other = store.archive("/b")
    assert store.save(message("a@example.org"), archive=other, keys=["0"]).copies == 1
    assert store.save(message("b@example.org"), archive=other, keys=["0"]).new == 1
    assert store.rows("SELECT count(*) FROM copy") == [(0,)]


def test_mail_of_an_archive_that_was_never_added_is_a_fault_of_the_caller(store, message):
    """The database holds no row that names what is not there."""
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store.save(message("a@example.org"), archive=99)


def test_mails_and_cursor_land_together_or_not_at_all(path, store, message, noon):
    """A source that fails in the middle leaves neither its mails nor a cursor past them."""
    place = store.archive()
    store.save(message("before@example.org"), archive=place, cursor="41")

    def broken_source():
        yield "k1", message("a@example.org")
        raise ConnectionError("the line went dead")

    with Writer(path) as writer, pytest.raises(ConnectionError):
        writer.save_mail(place, broken_source(), "99", noon, read_version=1, title_key=str.casefold)
    with store.reader() as reader:
        assert reader.message_count() == 1
        assert reader.cursor(ArchiveKind.MBOX, "/mail/a") == "41"


def test_saving_without_a_cursor_keeps_the_old_one(store, message, noon):
    store.save(message("a@example.org"), cursor="41")
    store.save(message("b@example.org"), cursor=None)
    with store.reader() as reader:
        (row,) = reader.archives()
        assert (row.cursor, row.read_at, row.kind) == ("41", noon, ArchiveKind.MBOX)


def test_more_mails_than_one_batch_are_all_stored_with_their_people_once(store, message):
    """Two thousand mails to the same two people."""
    people = (Person("Ann", "ann@example.org"), Person("Bob", "bob@example.org"))
    mails = [message(f"{n}@example.org", recipients=people) for n in range(2100)]
    assert store.save(*mails) == SavedCount(new=2100)
    assert store.rows("SELECT count(*) FROM person") == [(2,)]
    with store.reader() as reader:
        found = list(reader.all_messages())
    assert [mail.message_id for mail in found] == [mail.message_id for mail in mails]
    assert all(mail.recipients == people for mail in found)


def test_an_archive_is_added_once_and_learns_its_address(path):
    with Writer(path) as writer:
        first = writer.add_archive(ArchiveKind.GIT, "/epoch", None)
        assert writer.add_archive(ArchiveKind.GIT, "/epoch", "https://example.org/") == first
        assert writer.add_archive(ArchiveKind.GIT, "/epoch", None) == first
        assert writer.add_archive(ArchiveKind.MBOX, "/epoch", None) != first
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT url FROM archive WHERE id = ?", (first,)).fetchone() == (
            "https://example.org/",
        )
    db.close()


def test_another_mail_under_a_known_id_is_kept_beside_it(store, message):
    """A forged answer that comes first does not hide the patch that bears the id."""
    diff = Diff(patch_id="12" * 20, files=("a.c",), added=1, removed=1, line=9)
    patch = message("a@example.org", diff=diff)
    forged = replace(patch, sender=Person("Mallory", "mallory@example.com"), diff=None)
    store.save(forged, keys=["1"])
    assert store.save(patch, keys=["2"]) == SavedCount(others=1)
    assert store.save(patch, keys=["2"]) == SavedCount(known=1)
    names = [name for (name,) in store.rows("SELECT message_id FROM message ORDER BY id")]
    assert names[0] == "a@example.org"
    assert names[1].startswith("a@example.org#")


def test_a_copy_whose_sender_a_list_rewrote_is_no_other_mail(store, message):
    one = message("a@example.org")
    again = replace(one, sender=Person("Ada via list", "list@lists.example.org"))
    store.save(one, archive=store.archive("/mail/a"))
    assert store.save(again, archive=store.archive("/mail/b")) == SavedCount(copies=1)


def test_a_copy_adds_the_list_that_it_came_by(store, message):
    one = message("a@example.org", lists=("one@lists.example.org",))
    store.save(one, archive=store.archive("/mail/one"))
    for _ in range(2):
        store.save(
            replace(one, lists=("two@lists.example.org",)), archive=store.archive("/mail/two")
        )
    with store.reader() as reader:
        held = reader.messages(["a@example.org"])["a@example.org"]
    assert held.lists == ("one@lists.example.org", "two@lists.example.org")


def test_an_author_and_a_line_of_a_tag_that_other_columns_imply_are_not_stored(store, message):
    """What is not implied is, were it empty."""
    ann, bob = Person("Ann", "ann@example.org"), Person("Bob", "bob@example.org")
    plain, odd = (
        TagLine(name="Acked-by", person=bob, place=MailZone.BODY, line=n, quote=quote)
        for n, quote in ((1, "Acked-by: Bob <bob@example.org>"), (2, "acked-by:  Bob"))
    )
    own = message("own@example.org", sender=ann, author=ann, tags=(plain, odd))
    sent = [
        own,
        replace(own, message_id="for@example.org", author=bob),
        replace(own, message_id="half@example.org", author=Person("", ann.email)),
        replace(own, message_id="none@example.org", author=Person("", "")),
    ]
    store.save(*sent)
    assert store.rows("SELECT author_name, author_email FROM message ORDER BY id") == [
        (None, None),
        ("Bob", "bob@example.org"),
        ("", None),
        ("", ""),
    ]
    assert store.rows("SELECT DISTINCT quote FROM tag_line ORDER BY 1") == [(None,), (odd.quote,)]
    with store.reader() as reader:
        assert list(reader.all_messages()) == sent


def test_a_mail_that_comes_after_what_answers_it_takes_its_place(store, message):
    """Until it comes, its name alone is known; it connects the thread all the while."""
    sent = [
        message("b@example.org", in_reply_to="a@example.org"),
        message("c@example.org", in_reply_to="x@example.org", references=("a@example.org",)),
    ]
    store.save(*sent)
    names = "SELECT message_id FROM absent_mail ORDER BY 1"
    assert store.rows(names) == [("a@example.org",), ("x@example.org",)]
    with store.reader() as reader:
        assert set(reader.thread_ids("a@example.org")) == {one.message_id for one in sent}
    root = message("a@example.org")
    store.save(root)
    assert store.rows(names) == [("x@example.org",)]
    with store.reader() as reader:
        assert list(reader.all_messages()) == [*sent, root]
        assert len(reader.thread_ids("b@example.org")) == 3


def test_a_mail_that_goes_is_still_named_by_what_answers_it(store, message):
    sent = [
        message("a@example.org"),
        message("b@example.org", in_reply_to="a@example.org"),
        message("c@example.org", references=("a@example.org",)),
    ]
    store.save(*sent)
    with Writer(store.path) as writer:
        assert writer.remove_mail(store.archive(), [sent[0].message_id]) == 1
    store.save(message("d@example.org", in_reply_to="c@example.org"))
    with store.reader() as reader:
        assert list(reader.all_messages())[:2] == sent[1:]
        assert len(reader.thread_ids("b@example.org")) == 3
        assert reader.check() == ()
    assert store.rows("SELECT in_reply_to FROM message_answers ORDER BY 1") == [
        ("a@example.org",),
        ("c@example.org",),
    ]
    assert store.rows("SELECT target FROM message_reference") == [("a@example.org",)]
