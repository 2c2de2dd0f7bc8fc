# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a series: what stands beside a tag."""

from dataclasses import replace

from tests.views import samples
from tracker.export.site.series import SeriesPlace, series_html


def test_a_tag_says_what_became_of_it() -> None:
    """In the words of the review table: a condition, a version before, a change since."""
    page = series_html(samples.FULL, None, SeriesPlace(alone=True))
    assert 'Acked-by Mia Maintainer</a> <span class="mark">(on a condition)' in page
    assert "(on v1, carried" in page


def test_a_patch_without_tags_says_so_where_no_head_stands_above() -> None:
    newest = samples.FULL.revisions[-1]
    bare = replace(newest, patches=(replace(newest.patches[0], tags=()),))
    page = series_html(replace(samples.FULL, revisions=(bare,)), None, SeriesPlace(alone=True))
    assert ">no tags</td>" in page
