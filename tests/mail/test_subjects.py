# SPDX-License-Identifier: GPL-2.0-or-later
"""Subject lines of every form that kernel lists carry."""

import pytest

from tracker.mail.subjects import MAX_SUBJECT, is_inserted, parse_subject, title_key


@pytest.mark.parametrize(
    ("raw", "version", "label", "position", "total"),
    [
        ("[PATCH] widget: Turn it", 1, "", None, None),
        ("[PATCH 1/2] widget: Turn it", 1, "", 1, 2),
        ("[PATCH v2 01/12] widget: Turn it", 2, "v2", 1, 12),
        ("[PATCH 1/2 v2] widget: Turn it", 2, "v2", 1, 2),
        ("[PATCHv3] widget: Turn it", 3, "v3", None, None),
        ("[PATCHv10 0/9] widget: Turn it", 10, "v10", 0, 9),
        ("[V2 PATCH] widget: Turn it", 2, "V2", None, None),
        ("[PATCH v4.1 3/5] widget: Turn it", 4, "v4.1", 3, 5),
        ("[PATCH v5b] widget: Turn it", 5, "v5b", None, None),
        ("[PATCH bpf,v2,1/2] widget: Turn it", 2, "v2", 1, 2),
        ("[net-next,v2,4/5] widget: Turn it", 2, "v2", 4, 5),
        ("[PATCH] 1/2 widget: Turn it", 1, "", 1, 2),
        ("[PATCH] 1/2: widget: Turn it", 1, "", 1, 2),
        ("[PATCH 1 of 2] widget: Turn it", 1, "", 1, 2),
        ("[PATCH 1/ 2] widget: Turn it", 1, "", 1, 2),
        ("[PATCH V 2 1/3] widget: Turn it", 2, "v2", 1, 3),
        ("[PATCH version 2 1/3] widget: Turn it", 2, "v2", 1, 3),
        ("[PATCH] widget: Turn it (v3)", 3, "v3", None, None),
        ("[PATCH][v2] widget: Turn it", 2, "v2", None, None),
        ("[PATCH v.2] widget: Turn it", 2, "v.2", None, None),
        ("[PATCH ipv6 1/3] widget: Turn it", 1, "", 1, 3),
        ("[PATCH RESEND 2 00/16] widget: Turn it", 1, "", 0, 16),
        ("[PATCH 4/3] widget: Turn it", 1, "", 4, 3),
        ("[RFC v2 0/3] widget: Turn it", 2, "v2", 0, 3),
        ("[PATCHSET v2] widget: Turn it", 2, "v2", None, None),
        ("[PATCH#v2] widget: Turn it", 2, "v2", None, None),
        ("[PATCHv2-resend 3/4] widget: Turn it", 2, "v2", 3, 4),
        ("[PATCHv2-3/4] widget: Turn it", 2, "v2", 3, 4),
        ("[PATCH v6-rebased] widget: Turn it", 6, "v6", None, None),
        ("[PATCH/RFC v3 1/2] widget: Turn it", 3, "v3", 1, 2),
        ("[RFC2 0/3] widget: Turn it", 2, "v2", 0, 3),
        ("Subject: [PATCH V7 1/3] widget: Turn it", 7, "V7", 1, 3),
        ("RESEND: [PATCH v2 1/2] widget: Turn it", 2, "v2", 1, 2),
        ("v2 [PATCH] widget: Turn it", 2, "v2", None, None),
    ],
)
def test_counters_and_versions_are_read_in_every_spelling(
    raw: str, version: int, label: str, position: int | None, total: int | None
) -> None:
    found = parse_subject(raw)
    assert found.tagged
    assert found.title == "widget: Turn it"
    assert (found.version, found.label) == (version, label)
    assert (found.position, found.total) == (position, total)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("[bpf-next 0/6] Turn it", ("bpf-next",)),
        ("[PATCH net-next v6 0/8] Turn it", ("net-next",)),
        ("[BlueZ PATCH v5] Turn it", ("bluez",)),
        ("[PATCH ipv6 1/3] Turn it", ("ipv6",)),
        ("[PATCH 6.6.y] Turn it", ("6.6.y",)),
        ("[PATCH net-next v6 0/8][pull request] Turn it", ("net-next", "pull", "request")),
        ("[PATCH] Turn it", ()),
    ],
)
def test_the_other_words_of_brackets_are_kept_in_lower_case(
    raw: str, words: tuple[str, ...]
) -> None:
    assert parse_subject(raw).words == words


@pytest.mark.parametrize(
    "prefix", ["Re:", "RE: ", "Aw: ", "AW: Re: ", "回复:", "回复：", "Re[2]: ", "Re: Re: ", "Sv: ",
               "Fwd: ", "Antw: "]
)  # fmt: skip
def test_reply_prefixes_of_every_language_make_a_reply(prefix: str) -> None:
    found = parse_subject(f"{prefix}[PATCH v2 1/2] widget: Turn it")
    assert found.is_reply
    assert (found.version, found.position, found.title) == (2, 1, "widget: Turn it")


def test_a_reply_prefix_behind_a_lists_bracket_makes_a_reply() -> None:
    found = parse_subject("[widgets] Re: [PATCH 1/2] widget: Turn it")
    assert found.is_reply
    assert (found.tagged, found.position) == (True, 1)


@pytest.mark.parametrize("raw", ["Reply: it turns", "resend the widget", "Area: widgets"])
def test_words_that_start_like_a_prefix_make_no_reply(raw: str) -> None:
    assert not parse_subject(raw).is_reply


@pytest.mark.parametrize(
    "raw",
    ["widget: v2 of the plan", "[widgets] meeting notes", "[ANNOUNCE] widget 2.0",
     "[syzbot] widget: crash in turn", "", "   ", "[", "]][[", "[PATCH"],
)  # fmt: skip
def test_what_carries_no_patch_words_is_no_patch(raw: str) -> None:
    assert not parse_subject(raw).tagged


def test_rfc_resend_pull_and_stable_are_told() -> None:
    assert parse_subject("[RFC PATCH 1/2] Turn it").rfc
    assert parse_subject("[RFC] Turn it").rfc
    assert parse_subject("[PATCH RESEND v2] Turn it").resend
    assert parse_subject("[REPOST PATCH v2] Turn it").resend
    assert parse_subject("[GIT PULL] widgets for 6.20").pull
    assert parse_subject("[PATCH AUTOSEL 6.12 06/36] Turn it").stable
    assert not parse_subject("[PATCH 6.6-stable 1/2] Turn it").stable
    plain = parse_subject("[PATCH] Turn it")
    assert not (plain.rfc or plain.resend or plain.pull or plain.stable)


def test_a_numbered_series_named_pull_request_is_a_series() -> None:
    found = parse_subject("[PATCH net-next v6 0/8][pull request] Turn it")
    assert not found.pull
    assert (found.version, found.position, found.total) == (6, 0, 8)


def test_a_subject_is_kept_raw_and_never_fails_for_its_length() -> None:
    raw = "[PATCH] " + "x" * (10 * MAX_SUBJECT)
    found = parse_subject(raw)
    assert found.raw == raw
    assert len(found.title) == MAX_SUBJECT - len("[PATCH] ")


def test_titles_compare_by_words_alone() -> None:
    assert title_key("Widget: turn_it(), again!") == title_key("widget - turn_it again")
    assert title_key("widget: turn it") != title_key("widget: turn its")


@pytest.mark.parametrize(
    ("raw", "version", "position", "total"),
    [
        ("[PATCH ver. 2 1/2] widget: Turn it", 2, 1, 2),
        ("[PATCH rev2] widget: Turn it", 2, None, None),
        ("[PATCH.v2 1/2] widget: Turn it", 2, 1, 2),
        ("[PATCH V-2] widget: Turn it", 2, None, None),
        ("[[PATCH v3] 1/4] widget: Turn it", 3, 1, 4),
        ("［PATCH v２ １/３］ widget: Turn it", 2, 1, 3),
        ("[PATCH v2 1/3 widget: Turn it", 2, 1, 3),
        ("[PATCH] v2: widget: Turn it", 2, None, None),
        ("[PATCH] (v2) widget: Turn it", 2, None, None),
        ("[PATCH] widget: Turn it (version 2)", 2, None, None),
        ("[PATCH 1/2] widget: Turn it [ver #2]", 2, 1, 2),
        ("[PATCH] widget: Turn it - v2", 2, None, None),
        ("[PATCH 2nd version] widget: Turn it", 2, None, None),
        ("[PATCH third try 1/2] widget: Turn it", 3, 1, 2),
        ("[PATCH take2] widget: Turn it", 2, None, None),
        ("[PATCH try#2 1/2] widget: Turn it", 2, 1, 2),
        ("[PATCH #2] widget: Turn it", 2, None, None),
        ("[PATCH iteration 2] widget: Turn it", 2, None, None),
        ("[PATCH -v2] widget: Turn it", 2, None, None),
        ("[PATCH=v2] widget: Turn it", 2, None, None),
        ("[PATCH v3. 1-of-4] widget: Turn it", 3, 1, 4),
        ("[PATCH v3+ 1/4]: widget: Turn it", 3, 1, 4),
        ("[PATCH net-next-v3] widget: Turn it", 3, None, None),
        ("[PATCH v2-resend 1/2] widget: Turn it", 2, 1, 2),
        ("PATCH v2: widget: Turn it", 2, None, None),
        ("(PATCH v2 1/2) widget: Turn it", 2, 1, 2),
        ("{PATCH 1/2} widget: Turn it", 1, 1, 2),
        ("*****SPAM***** [PATCH v2 1/2] widget: Turn it", 2, 1, 2),
    ],
)
def test_versions_and_counters_in_odd_spellings(
    raw: str, version: int, position: int | None, total: int | None
) -> None:
    found = parse_subject(raw)
    assert (found.version, found.position, found.total) == (version, position, total)
    assert found.title == "widget: Turn it"
    assert found.tagged


@pytest.mark.parametrize(
    "raw",
    [
        "[PATCH] widget: Speak protocol v2",
        "[PATCH] v4l: Turn it",
        "[PATCH bug#1234] widget: Turn it",
        "[PATCH for-v7] widget: Turn it",
        "[PATCH ipv6-v] widget: Turn it",
        "[PATCH] widget: Turn the 2nd version",
        "[PATCH] widget: Add ver2 registers",
    ],
)
def test_a_number_that_is_no_counter_is_no_version(raw: str) -> None:
    found = parse_subject(raw)
    assert (found.version, found.label, found.position) == (1, "", None)


@pytest.mark.parametrize("raw", ["PATCH: how to send one", "patch: fix the build", "(patch) me"])
def test_the_word_patch_alone_begins_no_bracket(raw: str) -> None:
    assert not parse_subject(raw).tagged


@pytest.mark.parametrize(
    "raw",
    [
        "[PATCH 5.10/5.15] a",
        "[PATCH v6.12] a",
        "[PATCH v7.0.2] a",
        "[PATCH FOR v6.1] a",
        "[PATCH 6.6.y] a",
        "[PATCH 6.1+] a",
        "[PATCH OLK-5.10] a",
        "[PATCH 6.1-stable] a",
        "[PATCH v6.18-rc1] a",
    ],
)
def test_a_stable_kernel_is_neither_version_nor_counter(raw: str) -> None:
    found = parse_subject(raw)
    assert (found.version, found.label, found.position, found.total) == (1, "", None, None)


def test_a_point_version_stays_a_version() -> None:
    assert parse_subject("[PATCH v5.1 10/12] a").label == "v5.1"
    assert parse_subject("[PATCH v4.4] a").label == "v4.4"
    assert parse_subject("[PATCH v2.0.1] a").label == "v2.0.1"
    assert parse_subject("[PATCH v4.4] a", backport=True).label == ""


@pytest.mark.parametrize("raw", ["[PATCH 1.5/3] a", "[PATCH 3a/4] a"])
def test_an_inserted_patch_has_no_place_of_its_own(raw: str) -> None:
    assert is_inserted(parse_subject(raw))
    assert not is_inserted(parse_subject("[PATCH 1/3] a"))


@pytest.mark.parametrize(
    "raw",
    [
        "+ widget-turn.patch added to mm-unstable branch",
        "[merged mm-stable] widget-turn.patch removed from -mm tree",
        '[list] Patch "widget: Turn it" has been added to the 6.1-stable tree',
        'FAILED: patch "[PATCH] widget: Turn it" failed to apply to 6.12-stable tree',
        'patch "widget: Turn it" added to usb-testing',
        'Patch "widget: Turn it" has been dropped from the 6.1-stable tree',
        'Applied "widget: Turn it" to the regulator tree',
        "- widget-turn.patch removed from -mm tree",
        "linux-next: manual merge of the widget tree with the mm tree",
        "linux-next: build failure after merge of the widget tree",
    ],
)
def test_mail_of_a_queue_is_no_posting(raw: str) -> None:
    assert parse_subject(raw).stable
    assert not parse_subject("[PATCH] widget.patch: Add it").stable


def test_a_version_at_the_end_of_a_title_that_names_another_is_title() -> None:
    assert parse_subject("[PATCH] gizmo: support v2, v3").version == 1


@pytest.mark.parametrize(
    "raw", ["[v2] widget: Turn it", "[PATH v2] widget: Turn it", "PATCH v2] widget: Turn it"]
)
def test_a_bracket_that_is_not_whole_says_patch_still(raw: str) -> None:
    found = parse_subject(raw)
    assert (found.tagged, found.version, found.title) == (True, 2, "widget: Turn it")


def test_a_bracket_of_a_list_alone_says_no_patch() -> None:
    assert not parse_subject("[widgets] Turn it").tagged


@pytest.mark.parametrize(
    "raw",
    [
        "[RESENT PATCH 0/5] widget: Turn it",
        "[PATCH RERESEND v9 0/9] widget: Turn it",
        "[PATCH RESEND2 v9] widget: Turn it",
        "[PATCH v5 trivial/resend] widget: Turn it",
        "[PATCHv2-resend] widget: Turn it",
        "RESEND: [PATCH v2 1/2] widget: Turn it",
        "[PATCH v2 REPOSTED] widget: Turn it",
    ],
)
def test_a_patch_that_was_sent_again_is_a_resend_in_every_spelling(raw: str) -> None:
    found = parse_subject(raw)
    assert found.resend
    assert set(found.words) <= {"trivial"}


def test_an_rfc_behind_a_stroke_is_one_and_a_release_candidate_is_no_version() -> None:
    assert parse_subject("[PATCH/RFC] widget: Turn it").rfc
    assert parse_subject("[PATCH v5-rc1] widget: Turn it").label == ""
    assert not parse_subject("Resend the widget [PATCH]").tagged
    assert parse_subject("[PATCH sender] widget: Turn it").words == ("sender",)
