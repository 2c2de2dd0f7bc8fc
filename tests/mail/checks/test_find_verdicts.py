# SPDX-License-Identifier: GPL-2.0-or-later
"""What machines say of patches is read by its form, from machines of any name."""

import pytest

from tests.mails import ADA, REX, mail
from tracker.mail.reader import read
from tracker.model.mail import Message, Stored
from tracker.model.verdicts import CheckState, Severity, Verdict

LKP = "kernel test robot <lkp@intel.com>"
BLUEZ = "bluez.test.bot@gmail.com"
SYZ = "syzbot ci <syzbot+ci0123456789abcdef@syzkaller.appspotmail.com>"
SASHIKO = "Sashiko <sashiko-bot@kernel.org>"
ANSWER = {"in_reply_to": "v1-1@example.org"}


def message(subject: str, sender: str, body: str, **rest: str) -> Message:
    found = read(Stored(raw=mail(subject, sender, body, **(rest or ANSWER)), archive="a", key="k"))
    assert isinstance(found, Message)
    return found


def verdicts(
    sender: str, body: str, subject: str = "Re: [PATCH 1/2] widget: frob"
) -> tuple[Verdict, ...]:
    return message(subject, sender, body).verdicts


def test_a_build_robot_names_the_patch_the_configuration_and_the_new_error():
    body = (
        "Hi Ada,\n\nkernel test robot noticed the following build errors:\n\n"
        "[auto build test ERROR on widgets/next]\n\n"
        "patch link:    https://lore.kernel.org/r/v1-1%40example.org\n"
        "patch subject: [PATCH v2 1/2] widget: frob\n"
        "config: arm-allmodconfig (https://download.example.org/config)\n"
        "| Closes: https://lore.kernel.org/oe-kbuild-all/1-lkp@intel.com/\n\n"
        "All errors (new ones prefixed by >>):\n\n"
        "   widget.c: In function 'frob':\n"
        ">> widget.c:12:2: error: implicit declaration of function 'twist'\n"
    )
    (found,) = verdicts(LKP, body)
    assert (found.context, found.state) == ("build arm-allmodconfig", CheckState.FAIL)
    assert (found.target, found.title) == ("v1-1@example.org", "widget: frob")
    assert found.summary == "widget.c:12:2: error: implicit declaration of function 'twist'"
    assert found.url == "https://lore.kernel.org/oe-kbuild-all/1-lkp@intel.com/"
    assert not found.series


def test_a_build_robot_that_warns_fails_nothing():
    (found,) = verdicts(LKP, "kernel test robot noticed the following build warnings:\n\nx\n")
    assert found.state is CheckState.WARNING


def test_a_build_robot_names_a_commit_of_a_tree_by_its_title():
    body = (
        "tree:   https://git.example.org/widgets.git master\n"
        "commit: 2c7eca0c9c9e2c7eca0c9c9e2c7eca0c9c9e2c7e [12/15] widget: frob\n"
        "All warnings (new ones prefixed by >>):\n\n>> widget.c:3: warning: unused 'x'\n"
    )
    found = message("[widgets:master 12/15] widget.c:3: warning: x", LKP, body, in_reply_to="")
    assert [one.title for one in found.verdicts] == ["widget: frob"]


def test_mail_about_a_tree_that_names_no_patch_says_nothing():
    body = "BUILD SUCCESS\n\nThe following configs have been built successfully.\n"
    assert message("[widgets:master] BUILD SUCCESS", LKP, body, in_reply_to="").verdicts == ()
    found = "syzbot found the following issue on:\n\nHEAD commit: 123\nWARNING in frob\n"
    assert verdicts("syzbot <syzbot+12@syzkaller.appspotmail.com>", found) == ()


TABLE = """\
---Test result---

Test Summary:
CheckPatch                    PENDING   0.24 seconds
BuildKernel                   PASS      20.46 seconds
CheckSmatch                   WARNING   348.90 seconds
TestRunner_mgmt-tester        FAIL      174.03 seconds

Details
##############################
Test: TestRunner_mgmt-tester - FAIL
Desc: Run mgmt-tester with test-runner
Output:
Total: 492, Passed: 487 (99.0%), Failed: 4, Not Run: 1

Failed Test Cases
Read Exp Feature - Success                           Failed       0.104 seconds
"""


def test_each_row_of_a_table_is_a_check_of_the_series_and_no_line_of_the_details():
    found = verdicts(BLUEZ, TABLE, "RE: [v2] widget: frob")
    assert [(one.context, one.state.value) for one in found] == [
        ("CheckPatch", "pending"),
        ("BuildKernel", "success"),
        ("CheckSmatch", "warning"),
        ("TestRunner_mgmt-tester", "fail"),
    ]
    assert all(one.series for one in found)
    assert found[-1].summary == "Total: 492, Passed: 487 (99.0%), Failed: 4, Not Run: 1"


def test_what_a_test_printed_is_told_without_the_title_that_it_names_first():
    details = "Details\n###\nTest: GitLint - FAIL\nDesc: Run gitlint\nOutput:\n"
    body = f"GitLint   FAIL   0.1 seconds\n\n{details}[v2] widget: frob\nWARNING: Too long\n"
    (found,) = verdicts(BLUEZ, body, "RE: [v2] widget: frob")
    assert found.summary == "WARNING: Too long"


def test_a_series_that_does_not_apply_fails_before_any_test():
    body = "While preparing the tests, the patches you sent couldn't be\napplied to the HEAD.\n"
    (found,) = verdicts(BLUEZ, body)
    assert (found.context, found.state, found.series) == ("apply", CheckState.FAIL, True)


def test_signs_before_names_and_words_in_cells_are_rows_too():
    signs = "    ✅ Boot test\n    ❌ LTP\n    🚧 stress: lockdep\n"
    found = verdicts("Acme CI <ci@example.org>", signs)
    assert [one.state.value for one in found] == ["success", "fail", "warning"]
    cells = "| job | result |\n| build | success | 3s |\n| kunit: | fail |\n"
    found = verdicts("Acme robot <acme@example.org>", cells)
    assert [(one.context, one.state.value) for one in found] == [
        ("build", "success"),
        ("kunit:", "fail"),
    ]


def test_of_rows_of_one_name_the_worst_holds():
    found = verdicts("Acme CI <ci@example.org>", "Host 1\n  ✅ LTP\nHost 2\n  ❌ LTP\n")
    assert [(one.context, one.state) for one in found] == [("LTP", CheckState.FAIL)]


def test_prose_with_a_result_word_is_no_row():
    body = "We saw that the widget: failed to spin, and the error: was ours to mend.\n"
    assert verdicts("Acme CI <ci@example.org>", body) == ()


def test_a_subject_with_a_verdict_names_context_and_title():
    subject = "✗ Fi.CI.BAT: failure for widget: frob (rev2)"
    (found,) = verdicts("Patchwork <patchwork@emeril.freedesktop.org>", "== Summary ==\n", subject)
    assert (found.context, found.state) == ("Fi.CI.BAT", CheckState.FAIL)
    assert (found.title, found.series) == ("widget: frob", True)
    label = "Test-Label: iol-unit\nTest-Status: SUCCESS\n"
    subject = "|SUCCESS| pw123 [PATCH v3] widget: frob"
    (found,) = verdicts("Acme robot <acme@example.org>", label, subject)
    assert (found.context, found.state) == ("iol-unit", CheckState.SUCCESS)


def test_findings_of_a_reviewing_program_carry_their_severity():
    body = (
        "Thank you! The review found 2 potential issue(s) to consider:\n"
        "- [High] The lock is dropped twice.\n"
        "- [Low] A comment is stale.\n--\n\n> +\tunlock();\n\n"
        "[Severity: High]\nCan the lock be dropped twice here?\n"
    )
    found = verdicts(SASHIKO, body)
    assert [(one.severity, one.state, one.summary) for one in found] == [
        (Severity.HIGH, CheckState.FAIL, "The lock is dropped twice."),
        (Severity.LOW, CheckState.WARNING, "A comment is stale."),
    ]


def test_a_severity_alone_on_its_line_is_told_by_the_words_below():
    (found,) = verdicts(SASHIKO, "> +\tx();\n\n[Severity: Critical]\nIt is used\nafter the free.\n")
    assert found.severity is Severity.CRITICAL
    assert found.summary == "It is used after the free."


def test_what_was_there_before_the_patch_warns_and_does_not_fail():
    body = "Found 1 issue:\n\nPre-existing issues:\n- [High] The loop never ends.\n"
    assert [one.state for one in verdicts(SASHIKO, body)] == [CheckState.WARNING]


def test_a_review_without_severities_fails_and_a_clean_one_succeeds():
    bpf = "bot+bpf-ci@kernel.org"
    body = "> +\tx();\n\nIs x safe here?\n\n---\nAI reviewed your patch. Please fix the bug.\n"
    (found,) = verdicts(bpf, body)
    assert (found.state, found.summary) == (CheckState.FAIL, "Is x safe here?")
    (found,) = verdicts(SASHIKO, "The AI review found no issues.\n")
    assert found.state is CheckState.SUCCESS


def test_syzbot_says_whether_a_fix_holds_and_what_it_met_in_a_series():
    fine = "syzbot has tested the proposed patch and the reproducer did not trigger any issue:\n"
    assert [one.state for one in verdicts(SYZ, fine)] == [CheckState.SUCCESS]
    said = "syzbot has tested the proposed patch but the reproducer is still triggering an issue:"
    bad = f"{said}\nWARNING in frob\n"
    assert [(one.state, one.summary) for one in verdicts(SYZ, bad)] == [
        (CheckState.FAIL, "WARNING in frob")
    ]
    said = "syzbot ci has tested the following series\n\n[v1] widget: frob\n\n"
    met = f"{said}and found the following issue:\nWARNING in frob\n"
    (found,) = verdicts(SYZ, met, "[syzbot ci] Re: widget: frob")
    assert (found.state, found.series) == (CheckState.FAIL, True)


def test_the_devicetree_script_is_a_machine_under_a_persons_name():
    body = "> Frob.\n\nMy bot found errors running 'make dt_binding_check' on your patch:\n\n"
    body += "dtschema/dtc warnings/errors:\n/b/frob.example.dtb: frob@1: 'x' is required\n"
    found = message("Re: [PATCH 1/2] dt-bindings: frob", REX, body)
    assert found.bot
    assert [(one.context, one.summary) for one in found.verdicts] == [
        ("dt_binding_check", "/b/frob.example.dtb: frob@1: 'x' is required")
    ]
    asked = "> My bot found errors running 'make dt_binding_check' on your patch:\n\nWill do.\n"
    assert not message("Re: [PATCH 1/2] dt-bindings: frob", ADA, asked).bot


def test_what_smatch_found_for_the_build_robot_is_a_check_whoever_sends_it():
    body = "Hi Ada,\n\nkernel test robot noticed the following build warnings:\n\n"
    body += "url:    https://github.com/intel-lab-lkp/linux/commits/Ada/frob\n"
    body += "config: nios2-randconfig-r071\n\nNew smatch warnings:\n"
    body += "net/frob.c:26 frob_start() error: uninitialized symbol 'x'.\n"
    found = message("Re: [PATCH 1/2] frob", REX, body)
    assert found.bot
    assert [(one.context, one.summary[:15]) for one in found.verdicts] == [
        ("build nios2-randconfig-r071", "net/frob.c:26 f")
    ]
    assert not message("Re: [PATCH 1/2] frob", ADA, f"Hi,\n\n> {body.splitlines()[2]}\n\nOK.\n").bot


def test_what_a_reviewing_program_calls_no_bug_warns():
    body = "> +\tx();\n\nThis isn't a bug, but there's a typo here.\n\n---\nAI reviewed your patch."
    (found,) = verdicts("bot+bpf-ci@kernel.org", body + " Please fix the bug.\n")
    assert (found.state, found.severity) == (CheckState.WARNING, Severity.LOW)


def test_people_and_machines_that_tell_of_commits_give_no_verdicts():
    assert verdicts(REX, TABLE) == ()
    applied = "This series was applied to widgets.git (master)\n\nbuild: fail\n"
    assert verdicts("patchwork-bot+widgets@kernel.org", applied) == ()


def test_a_result_in_a_quote_is_not_read_again():
    assert verdicts("Acme CI <ci@example.org>", "> build: fail\n> kunit: fail\n\nRunning.\n") == ()


FORMS = (
    (
        "bot+bpf-ci@kernel.org",
        "Dear patch submitter,\n\nCI has tested the following submission:\n"
        "Status:     FAILURE\nName:       [bpf-next,v2] widget: frob\n",
        [("CI", CheckState.FAIL)],
    ),
    (
        "Zuul <zuul@ci.example.org>",
        "Build failed (check pipeline).\n\n"
        "- widgets-tox https://logs.example.org/1 : FAILURE in 4m 02s\n"
        "- widgets-docs https://logs.example.org/2 : SUCCESS in 2m 11s (non-voting)\n",
        [("widgets-tox", CheckState.FAIL), ("widgets-docs", CheckState.SUCCESS)],
    ),
    (
        '"kernelci.org bot" <bot@kernelci.org>',
        "* that you may be involved with the breaking commit it has      *\n* found.\n\n"
        "Summary:\n  Result:     a1b2c3d4e5f6 widget: frob\n",
        [("test", CheckState.FAIL)],
    ),
    (
        "KernelCI bot <bot@kernelci.org>",
        "Builds: 10 PASS, 2 FAIL\nBoots: 8 PASS, 0 FAIL\n",
        [("Builds", CheckState.FAIL), ("Boots", CheckState.SUCCESS)],
    ),
    (
        "0-day Robot <robot@example.org>",
        "I am a robot and I have tried out your patch.\n\n"
        "I encountered some error that I wasn't expecting.  See the details below.\n",
        [("test", CheckState.FAIL)],
    ),
    (
        "Ivo Lab <ivo@example.org>",
        "Test-Label: unit-tests\nTest-Status: FAILURE\nhttps://example.org/patch/12\n",
        [("unit-tests", CheckState.FAIL)],
    ),
    (
        "builds.sr.ht <builds@sr.ht>",
        "alpine.yml: SUCCESS in 3m1s\n",
        [("alpine.yml", CheckState.SUCCESS)],
    ),
    (
        "ci-bot@example.org",
        "Pipeline #12 has failed for branch topic.\n",
        [("test", CheckState.FAIL)],
    ),
)


@pytest.mark.parametrize(("sender", "body", "found"), FORMS)
def test_results_of_more_machines_are_read_by_their_form(
    sender: str, body: str, found: list[tuple[str, CheckState]]
) -> None:
    assert [(one.context, one.state) for one in verdicts(sender, body)] == found


def test_a_person_who_quotes_a_machine_gives_no_verdict() -> None:
    assert verdicts(REX, "Zuul says:\n- widgets-tox https://x.example.org : FAILURE in 4m\n") == ()


RANKED = (
    "**Severity:** high\n\nwidget_turn() may sleep with the lock held.\n",
    "1. **P1** - `widget.c:12` - the reference leaks.\n",
    "| Severity | Place | Finding |\n|---|---|---|\n| High | widget.c:12 | the reference leaks |\n",
    "Major: widget.c:12 leaks the reference.\n",
)


@pytest.mark.parametrize("body", RANKED)
def test_a_severity_is_known_in_other_forms(body: str) -> None:
    assert [(one.state, one.severity) for one in verdicts("review-bot@example.org", body)] == [
        (CheckState.FAIL, Severity.HIGH)
    ]
