# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which machines report on a patch: builds, tests, reviews.

Only mail of machines is searched for them; every machine has a few fixed sentences.
"""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable


class MachineReport(Enum):
    """What a sentence of a machine says of the patch it was given."""

    TREE_REPORT = "tree-report"
    """Something found in a tree, of no patch."""
    NOT_APPLIED = "not-applied"
    BUILD_FAILED = "build-failed"
    BUILD_WARNED = "build-warned"
    BUILD_PASSED = "build-passed"
    TEST_FAILED = "test-failed"
    TEST_WARNED = "test-warned"
    TEST_PASSED = "test-passed"
    BINDING_FAILED = "binding-failed"
    """Devicetree bindings or sources do not validate."""
    BINDING_WARNED = "binding-warned"
    STYLE_WARNED = "style-warned"
    REVIEW_PASSED = "review-passed"
    REVIEW_FOUND = "review-found"


MACHINE_REPORTS = PhraseTable(
    "what a machine reports",
    (
        Phrase(
            r"\bsyzbot (?:has )?found (?:a reproducer for )?the following "
            r"(?:issue|crash|bug)s? on:",
            MachineReport.TREE_REPORT,
            "syzbot found the following issue on:",
            "syzbot ci found the following issue in your series",
        ),
        Phrase(
            r"\bsyzbot has bisected this (?:issue|bug)|\bsuspects? this (?:issue|bug) (?:was|"
            r"could)",
            MachineReport.TREE_REPORT,
            "syzbot has bisected this issue to:",
            "The issue was bisected by hand",
        ),
        Phrase(
            r"\binvolved with the breaking commit\b|\bbisect(?:ed|ion)\b.{0,60}\bfirst bad "
            r"commit\b",
            MachineReport.TEST_FAILED,
            "that you may be involved with the breaking commit it has",
            "the commit that broke it is not known",
        ),
        Phrase(
            r"\bI cannot test it\b|\bdoes not have a reproducer\b",
            MachineReport.TREE_REPORT,
            "This crash does not have a reproducer. I cannot test it.",
            "I could test it at last",
        ),
        Phrase(
            r"\b(?:patch(?:es|set)?|series)\b.{0,60}\b(?:could ?n[o']t|couldn't|cannot|can't|did "
            r"not|does not|do not|failed to|fails to|unable to) (?:be )?appl(?:y|ied)\b",
            MachineReport.NOT_APPLIED,
            "the patches you submitted couldn't be applied to the current HEAD",
            "The series was applied to widgets.git",
        ),
        Phrase(
            r"\b(?:failed|unable|fails) to apply\b|\bapply(?:ing)? (?:of )?(?:the |this |your )?"
            r"(?:patch|series|patchset)\w* (?:has )?failed\b|^Patch failed at \d{4}\b",
            MachineReport.NOT_APPLIED,
            "Failed to apply patch 3 to next-20250101:",
            "Apply the patch on top of next",
        ),
        Phrase(
            r"\bpatch (?:has been |was )?tested\b.{0,40}\bnot trigger|\btested the proposed patch "
            r"and the reproducer did not trigger",
            MachineReport.TEST_PASSED,
            "syzbot has tested the proposed patch and the reproducer did not trigger any issue:",
            "syzbot has tested the proposed patch but the reproducer is still triggering an issue:",
        ),
        Phrase(
            r"\bthe reproducer is still triggering\b|\bstill (?:triggers|triggering) an? issue",
            MachineReport.TEST_FAILED,
            "syzbot has tested the proposed patch but the reproducer is still triggering an issue:",
            "the reproducer did not trigger any issue",
        ),
        Phrase(
            r"\btried to test the proposed patch but the build/boot failed|\bbuild/boot failed",
            MachineReport.BUILD_FAILED,
            "syzbot tried to test the proposed patch but the build/boot failed:",
            "the build and boot passed",
        ),
        Phrase(
            r"^All errors? \(new ones|^All error/warnings? \(new ones",
            MachineReport.BUILD_FAILED,
            "All errors (new ones prefixed by >>):",
            "All warnings (new ones prefixed by >>):",
        ),
        Phrase(
            r"^All warnings? \(new ones",
            MachineReport.BUILD_WARNED,
            "All warnings (new ones prefixed by >>, old ones prefixed by <<):",
            "All errors (new ones prefixed by >>):",
        ),
        Phrase(
            r"\bbuild (?:error|failure)s?\b|\bbuild test (?:error|failed)\b|\b(?:does|did) not "
            r"(?:build|compile)\b|\b(?:build|compil\w+|make) (?:has )?(?:failed|broke|fails)\b|"
            r"\bfailed to (?:build|compile)\b",
            MachineReport.BUILD_FAILED,
            "kernel test robot noticed the following build errors:",
            "the build succeeded",
        ),
        Phrase(
            r"\bbuild warnings?\b|\bbuild test warning\b|\b(?:new )?(?:sparse|smatch|coccinelle|"
            r"cocci|kismet|kernel-doc|static checker|htmldocs) warnings?\b|\bnoticed the following "
            r"warnings?\b",
            MachineReport.BUILD_WARNED,
            "kernel test robot noticed the following build warnings:",
            "a warning to everybody",
        ),
        Phrase(
            r"\bbuild (?:success|succeeded|passed|ok)\b|\b(?:built|builds) (?:fine|successfully|"
            r"cleanly)\b",
            MachineReport.BUILD_PASSED,
            "BUILD SUCCESS on branch topic",
            "could not be built",
        ),
        Phrase(
            r"\bbot found errors running\b",
            MachineReport.BINDING_FAILED,
            "My bot found errors running 'make dt_binding_check' on your patch:",
            "My dog found a bone",
        ),
        Phrase(
            r"\bbot found new (?:DTB|dtbs?_check) warnings\b|\bnew warnings running 'make "
            r"(?:CHECK_DTBS|dtbs_check)",
            MachineReport.BINDING_WARNED,
            "My bot found new DTB warnings on the .dts files added or changed in this",
            "New warnings are welcome",
        ),
        Phrase(
            r"\bno (?:new )?(?:issues?|problems?|bugs?|findings?|regressions?) (?:were |was |have "
            r"been )?(?:found|detected|identified|to report)\b|\bdid not find any (?:issues?|"
            r"problems?|bugs?|regressions?)\b|\bfound (?:0|no|zero) (?:potential )?(?:issue|"
            r"problem|"
            r"bug|finding)",
            MachineReport.REVIEW_PASSED,
            "The review found no issues.",
            "The review found 2 issues.",
        ),
        Phrase(
            r"\bfound (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|"
            r"\d{1,3}) "
            r"(?:potential |possible |new )?(?:issue|problem|bug|finding|concern|regression)",
            MachineReport.REVIEW_FOUND,
            "AI review found 3 potential issue(s) to consider:",
            "AI review found 0 potential issues",
        ),
        Phrase(
            r"\b(?:AI|automated|automatic|machine|LLM)(?:[ -]generated)? review(?:ed|er)?\b",
            MachineReport.REVIEW_FOUND,
            "AI reviewed your patch. Please fix the bug or email reply why it's not a bug.",
            "I reviewed your patch",
        ),
        Phrase(
            r"\band found the following (?:issue|problem)s?\b|\b(?:test|robot|bot|ci)\w*\b.{0,40}"
            r"\b(?:detected|found|encountered|hit|met) (?:some |the following |new )?"
            r"(?:issues?|problems?|regressions?|failures?|errors?)\b",
            MachineReport.TEST_FAILED,
            "and found the following issue:",
            "I met a friend",
        ),
        Phrase(
            r"\btests? (?:run |suite |case )?(?:has |have )?fail(?:ed|s|ures?)\b|\b(?:series|"
            r"patch\w*"
            r"|submission) fail(?:ed|s) (?:the |our |in )?(?:[\w@./-]{1,40} ){0,3}(?:tests?|"
            r"checks?|"
            r"CI)\b|^Overall result: FAIL",
            MachineReport.TEST_FAILED,
            "This series failed the docker-quick build test.",
            "All tests passed",
        ),
        Phrase(
            r"\b[Pp]ipeline\b.{0,40}\b(?:has |have )?fail(?:ed|ure)\b|\bI encountered (?:some|an) "
            r"errors?\b",
            MachineReport.TEST_FAILED,
            "Pipeline #12 has failed for branch topic.",
            "The pipeline of the display is full.",
        ),
        Phrase(
            r"\b(?:coding style|checkpatch) (?:problem|error|warning|issue)s?\b",
            MachineReport.STYLE_WARNED,
            "This series seems to have some coding style problems.",
            "checkpatch is clean",
        ),
        Phrase(
            r"\b[Pp]ipeline\b.{0,40}\b(?:has |have )?(?:passed|succeeded)\b|"
            r"\ball (?:\d{1,5} )?(?:tests?|checks?|builds?|jobs?) (?:have |were )?(?:passed|"
            r"succeeded|"
            r"successful|ok)\b|\btests? (?:have |has )?passed\b|^Overall result: PASS",
            MachineReport.TEST_PASSED,
            "All tests passed.",
            "not all tests pass",
        ),
        Phrase(
            r"\bnoticed an? -?[\d.]{1,8}% (?:regression|decrease|drop)\b",
            MachineReport.TEST_WARNED,
            "kernel test robot noticed a -7.1% regression of will-it-scale.per_thread_ops on:",
            "kernel test robot noticed a 5.0% improvement of stress-ng.ops_per_sec on:",
        ),
        Phrase(
            r"\bnoticed an? [\d.]{1,8}% improvement\b",
            MachineReport.TEST_PASSED,
            "kernel test robot noticed a 5.0% improvement of stress-ng.ops_per_sec on:",
            "kernel test robot noticed a -7.1% regression of will-it-scale.per_thread_ops on:",
        ),
        Phrase(
            r"\b(?:robot|bot) noticed \"[^\"]{1,200}\"|\bnoticed the following (?:failures?|"
            r"issues?)",
            MachineReport.TEST_FAILED,
            'kernel test robot noticed "kernel-selftests.rseq.make.fail" on:',
            "The robot noticed a change",
        ),
    ),
)
"""In order: what is said of a tree and not of a patch comes first, a plain success last."""
