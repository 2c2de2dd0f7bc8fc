# SPDX-License-Identifier: GPL-2.0-or-later
"""The picture of a review over time."""

from dataclasses import replace
from xml.etree import ElementTree

from tests.views import attacks, samples
from tracker.export.timeline import WIDE, timeline
from tracker.model.status import Stage


def drawn(view=samples.FULL):
    return ElementTree.fromstring(timeline(view))


def test_a_lane_is_a_version_and_a_mark_what_happened_on_it():
    picture = drawn()
    names = [one.text for one in picture.iter("text") if one.get("class") == "name"]
    assert names == ["v1", "v2"]
    kinds = [one.get("class") for one in picture.iter("g")]
    assert set(kinds) == {"tag", "question", "applied"}
    told = [one.find("title").text for one in picture.iter("g")]
    assert "2025-03-13 Ron Root asked" in told
    assert any(one.startswith("2025-03-12 ") and "Reviewed-by Rita" in one for one in told)


def test_what_falls_on_one_place_is_drawn_once_and_counted():
    tags = tuple(samples.tag("Acked-by", replace(samples.TIM, name=f"T{n}"), 1) for n in range(9))
    first = replace(samples.PATCHES[0], tags=tags, landing=())
    posting = replace(samples.SECOND, patches=(first,), questions=())
    picture = drawn(replace(samples.FULL, revisions=(posting,)))
    (mark,) = picture.iter("g")
    assert mark.find("title").text.endswith("Acked-by T0, Acked-by T1, Acked-by T2 and 6 more")


def test_marks_stay_inside_the_picture_whatever_the_dates():
    late = replace(samples.QUESTION, date=samples.NOW.replace(year=2035))
    early = replace(samples.QUESTION, date=samples.NOW.replace(year=1999))
    view = replace(
        samples.FULL, revisions=(replace(samples.SECOND, questions=(late, early)), samples.FIRST)
    )
    places = [float(one.get("cx")) for one in drawn(view).iter("circle")]
    assert places
    assert all(0 < place < WIDE for place in places)


def test_what_is_over_ends_with_what_happened_last_and_what_is_open_goes_on():
    """Else the marks of a series that landed long ago would fall on one another."""
    later = replace(samples.FULL, as_of=samples.NOW.replace(year=2035))

    def last(view):
        return [one.text for one in drawn(view).iter("text") if one.get("class") == "small end"]

    assert last(later) == ["2035-03-20"]
    assert last(replace(later, stage=Stage.APPLIED)) == ["2025-03-18"]


def test_words_stand_for_it_where_it_cannot_be_seen():
    picture = drawn()
    assert picture.get("role") == "img"
    assert picture.find("title").text == "Review of gadgets: levers without a driver over time"
    assert picture.find("desc").text == (
        "v1, posted 2025-03-01: no answer that is counted. "
        "v2, posted 2025-03-10: 4 tags, 1 question, 4 landings."
    )


def test_nothing_is_drawn_where_nothing_happened():
    bare = replace(samples.FIRST, patches=(), questions=())
    assert timeline(samples.EMPTY) == ""
    assert timeline(replace(samples.FULL, revisions=(bare,))) == ""


def test_only_the_newest_versions_are_drawn_and_the_rest_is_told():
    many = tuple(replace(samples.FIRST, label=f"v{n}") for n in range(40))
    picture = drawn(replace(samples.FULL, revisions=many))
    names = [one.text for one in picture.iter("text") if one.get("class") == "name"]
    assert names == ["v34", "v35", "v36", "v37", "v38", "v39"]
    assert "34 oldest versions left out" in picture.find("desc").text


def test_hostile_mail_is_text_in_it():
    picture = timeline(attacks.hostile())
    assert "<script" not in picture
    assert "\x1b" not in picture
    assert {one.tag for one in ElementTree.fromstring(picture).iter()} == {
        "svg", "title", "desc", "text", "rect", "g", "circle",
    }  # fmt: skip
