# SPDX-License-Identifier: GPL-2.0-or-later
"""Series replace what was derived before, and only that."""

from datetime import timedelta

from tracker.store.save import Writer


def test_a_series_replaces_every_series_that_held_one_of_its_messages(store, series):
    """Two postings turn out to be one work: the older rows of both go."""
    one, two = series("a@example.org"), series("b@example.org")
    other = series("c@example.org")
    store.save_series(one, two, other)
    joined = series("z@example.org", patches=["a@example.org", "b@example.org"])
    store.save_series(joined)
    with store.reader() as reader:
        assert set(reader.all_series()) == {joined, other}
        assert reader.series_of("a@example.org") == "z@example.org"
        assert reader.check() == ()


def test_saving_the_same_series_twice_leaves_one(store, series):
    one = series("a@example.org", replies=("r1@example.org", "r2@example.org"))
    store.save_series(one)
    store.save_series(one)
    with store.reader() as reader:
        assert reader.all_series() == (one,)
        assert reader.series_count() == 1


def test_every_message_of_a_series_leads_to_it(store, series):
    """Cover, patches, spares and replies."""
    one = series(
        "cover@example.org",
        patches=["p1@example.org", "p2@example.org"],
        spare=("s@example.org",),
        replies=("r@example.org",),
    )
    store.save_series(one, series("other@example.org"))
    with store.reader() as reader:
        assert {reader.series_of(name) for name in one.messages} == {"cover@example.org"}
        assert reader.series_of("nobody@example.org") is None


def test_dropping_what_is_derived_keeps_what_was_fetched_and_said(
    store, path, message, series, noon
):
    store.save(message("a@example.org"))
    store.save_series(series("a@example.org"))
    with Writer(path) as writer:
        writer.track("a@example.org", noon)
        writer.drop_derived()
    with store.reader() as reader:
        assert (reader.all_series(), reader.series_count(), reader.derivation()) == ((), 0, None)
        assert reader.message_count() == 1
        assert reader.tracked() == (("a@example.org", noon),)


def test_series_are_sorted_by_their_last_message_replies_included(store, message, series, noon):
    """The older series has the newer answer."""
    store.save(message("answer@example.org", date=noon + timedelta(days=9)))
    old = series("old@example.org", replies=("answer@example.org",))
    new = series("new@example.org", date=noon + timedelta(days=5))
    store.save_series(old, new)
    with store.reader() as reader:
        assert [one.id for one in reader.all_series()] == ["new@example.org", "old@example.org"]


def test_the_oldest_derivation_tells_whether_to_derive_again(store, series):
    store.save_series(series("a@example.org"), derivation=4)
    store.save_series(series("b@example.org"), derivation=5)
    with store.reader() as reader:
        assert reader.derivation() == 4
