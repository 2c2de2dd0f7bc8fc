# SPDX-License-Identifier: GPL-2.0-or-later
"""The words for the result of a test in tables, subjects and lists of machines."""

import re

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.model.verdicts import CheckState, Severity

RESULT_WORDS = {
    "pass": CheckState.SUCCESS,
    "passed": CheckState.SUCCESS,
    "passing": CheckState.SUCCESS,
    "success": CheckState.SUCCESS,
    "succeeded": CheckState.SUCCESS,
    "ok": CheckState.SUCCESS,
    "warn": CheckState.WARNING,
    "warning": CheckState.WARNING,
    "warnings": CheckState.WARNING,
    "fail": CheckState.FAIL,
    "failed": CheckState.FAIL,
    "failing": CheckState.FAIL,
    "failure": CheckState.FAIL,
    "error": CheckState.FAIL,
    "errored": CheckState.FAIL,
    "broken": CheckState.FAIL,
    "timeout": CheckState.FAIL,
    "timed_out": CheckState.FAIL,
    "post_failure": CheckState.FAIL,
    "node_failure": CheckState.FAIL,
    "conflict": CheckState.FAIL,
    "pending": CheckState.PENDING,
    "running": CheckState.PENDING,
    "queued": CheckState.PENDING,
    "in progress": CheckState.PENDING,
    "✅": CheckState.SUCCESS,
    "✓": CheckState.SUCCESS,
    "✔": CheckState.SUCCESS,
    "🟢": CheckState.SUCCESS,
    "⚠": CheckState.WARNING,
    "🚧": CheckState.WARNING,
    "🟡": CheckState.WARNING,
    "❌": CheckState.FAIL,
    "✗": CheckState.FAIL,
    "✘": CheckState.FAIL,
    "💥": CheckState.FAIL,
    "🔴": CheckState.FAIL,
}
"""A word or sign, lower case -> the state it means (patchwork's names, KernelCI's, CKI's signs)."""

SEVERITY_WORDS = {
    "critical": Severity.CRITICAL,
    "blocker": Severity.CRITICAL,
    "severe": Severity.CRITICAL,
    "p0": Severity.CRITICAL,
    "high": Severity.HIGH,
    "major": Severity.HIGH,
    "error": Severity.HIGH,
    "p1": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "moderate": Severity.MEDIUM,
    "warning": Severity.MEDIUM,
    "p2": Severity.MEDIUM,
    "low": Severity.LOW,
    "minor": Severity.LOW,
    "nit": Severity.LOW,
    "nitpick": Severity.LOW,
    "p4": Severity.LOW,
    "info": Severity.LOW,
    "trivial": Severity.LOW,
    "p3": Severity.LOW,
}
"""A word for the severity of a finding, lower case -> its severity."""

_WORDS = "|".join(
    sorted((re.escape(one) for one in RESULT_WORDS if one.isascii()), key=len, reverse=True)
)
_SIGNS = "|".join(re.escape(one) for one in RESULT_WORDS if not one.isascii())
_SEVERITIES = "|".join(sorted(SEVERITY_WORDS, key=len, reverse=True))

RESULT_ROW = lazy_pattern(
    rf"[ \t]{{0,12}}(?:[-*|#+•] ?)?(?:Test: )?(?P<name>[A-Za-z][\w./@+:()\[\]-]{{0,60}}(?: [\w./@+"
    rf"()-]{{1,40}}){{0,5}}?)(?:[ \t]{{2,60}}|[ \t]{{0,20}}(?:[:|=]|\.{{2,40}}|-{{1,3}}|→|=>)[ \t]"
    rf"{{0,40}})[\[*(`]{{0,3}}(?P<word>{_WORDS})[\]*)`]{{0,3}}(?=[ \t]{{2}}|[ \t]*(?:$|[|(,;]|\d|"
    rf"in \d))",
    re.IGNORECASE,
)
"""``CheckPatch        PASS      0.42 seconds``, ``checkpatch: fail``, ``| build | success |``."""
JOB_ROW = lazy_pattern(
    rf"[ \t]{{0,12}}[-*] (?P<name>[\w./+-]{{2,80}}) https?://\S{{1,400}} ?: (?P<word>{_WORDS}) in "
    rf"\d",
    re.IGNORECASE,
)
"""``- widgets-tox https://logs.example.org/1 : FAILURE in 4m 02s``: Zuul."""
COUNT_ROW = lazy_pattern(
    r"[ \t]{0,12}(?:[-*] )?(?P<name>[A-Za-z][\w -]{1,30}): {0,10}\d{1,6} (?:pass(?:ed)?|ok)[,;/ "
    r"]{1,4}"
    r"(?P<failed>\d{1,6}) fail(?:ed|ures?)?\b",
    re.IGNORECASE,
)
"""``Builds: 10 PASS, 2 FAIL``."""
SIGN_ROW = lazy_pattern(
    rf"[ \t]{{0,12}}(?:[-*|] ?)?(?P<word>{_SIGNS})[\ufe0f ]{{1,4}}(?P<name>\w[^\n]{{1,100}}?)[ "
    rf"\t.:]*$"
)
"""``    ❌ LTP``: the sign stands first (CKI)."""
SUBJECT_RESULT = lazy_pattern(
    rf"(?P<sign>{_SIGNS})\ufe0f? ?(?P<name>[\w./@+-]{{2,60}}): (?P<word>{_WORDS}) for "
    rf"(?P<title>.{{1,300}})",
    re.IGNORECASE,
)
"""``✗ Fi.CI.BAT: failure for drm/x: frob the y (rev2)``: patchwork of freedesktop.org."""
SUBJECT_STATUS = lazy_pattern(
    rf"(?:(?:\[[^\]]{{1,60}}\] ?){{0,2}}\|(?P<word>{_WORDS})\| ?(?:pw\d{{1,12}}|"
    rf"\(?\d{{1,12}}[\d, -]{{0,60}}\)?)?|"
    rf"(?:{_SIGNS})\ufe0f? ?(?P<overall>{_WORDS}):) ?(?P<title>.{{1,300}})",
    re.IGNORECASE,
)
"""``[dpdk-test-report] |SUCCESS| pw12345 [PATCH] x``, ``❌ FAIL: Test report for ...``."""
STATED_RESULT = lazy_pattern(
    r"_?(?P<what>Test-(?:Label|Status)|Overall result|State|Status|Result)_? ?: *\**(?P<word>[\w./"
    r" -]{2,60}?)\**$",
    re.IGNORECASE,
)
"""``Test-Label: unit-tests`` and ``Test-Status: FAILURE``; ``Overall result: PASSED``."""
FINDING = lazy_pattern(
    rf"[ \t>*-]{{0,6}}(?:\*\*)?(?:\[ ?(?:severity ?: ?)?(?P<word>{_SEVERITIES}) ?\]|severity"
    rf"(?:\*\*)? ?[:=](?:\*\*)? ?(?:\*\*)?(?P<named>{_SEVERITIES})\b|\((?P<round>{_SEVERITIES})\)|"
    rf"(?P<lead>critical|blocker|major|minor|nit(?:pick)?|"
    rf"high|medium|low)(?:[ -]severity)?(?= ?[:—–-] )|"
    rf"(?:\d{{1,2}}[.)] )?(?:\*\*)?\[?(?P<rank>p[0-4])\]?(?=(?:\*\*)? ?[:—–-] )|"
    rf"\| ?(?:\*\*)?(?P<cell>{_SEVERITIES})(?:\*\*)? ?\|)(?:\*\*)?[ "
    rf":—–-]{{0,4}}(?P<text>.{{0,400}})$",
    re.IGNORECASE,
)
"""``[Severity: High]``, ``- [High] Text``, ``Severity: low``, ``High: text``."""
PATCH_LINK = Vocabulary(
    r"patch link: {0,10}(https?://\S{8,900})",
    "patch link:    https://lore.kernel.org/r/1@example.org",
    "patch link: none",
    case=True,
)
PATCH_SUBJECT = Vocabulary(
    r"patch subject: {0,10}(\S.{0,400})",
    "patch subject: [PATCH] widget: Turn",
    "the subject of the patch",
    case=True,
)
TESTED_COMMIT = Vocabulary(
    r"(?:commit| {0,4}Result): {0,10}[0-9a-f]{12,40} (?:\(\"(?P<quoted>[^\"]{1,300})\"\)|"
    r"(?P<title>\S.{0,300}))",
    'commit: 0123456789abcdef ("widget: Turn")',
    "commit: none",
    case=True,
)
LINK_HEAD = Vocabulary(
    r".{0,80}\b(?:full report|report is available|details)\b.{0,40}:$",
    "The full report is available at:",
    "The report is long.",
)
TREE_LINE = Vocabulary(
    r"(?:tree|git (?:tree|URL)|base): {0,12}https?://",
    "tree:   https://git.example.org/widgets.git",
    "tree: widgets",
)
BUILD_CONFIG = Vocabulary(
    r"config: {0,10}([\w.+-]{3,80})", "config: x86_64-randconfig", "with this config", case=True
)
TEST_CASE = Vocabulary(
    r"(?:in testcase|testcase): {0,10}([\w./+-]{2,80})",
    "in testcase: ltp",
    "in this test",
    case=True,
)
BUILD_FINDING = Vocabulary(
    r".{0,300}\b(?:error|warning|undefined|Error|Warning)\b|\S{1,200}:\d{1,7}",
    ">> net/frob.c:12:2: error: implicit declaration",
    "it builds",
    case=True,
)
PERSONS_BOT = Vocabulary(
    r"My bot found (?:errors|new)\b", "My bot found errors running", "My bot is down", case=True
)
RELAYED_BUILD_BOT = Vocabulary(
    r"kernel test robot noticed the following\b",
    "kernel test robot noticed the following build warnings:",
    "The kernel test robot is down.",
    case=True,
)
"""A report of the kernel test robot that a person's address sends, as that of smatch does."""
SMATCH_FINDING = Vocabulary(
    r"\S{1,200}\.[chS]:\d{1,7} [\w.]{1,80}\(\) (?:error|warn|warning|info)\b",
    "net/frob.c:26 frob_start() error: uninitialized symbol 'x'.",
    "net/frob.c:26:2: error: x",
)
NO_BUG = Vocabulary(
    r"\b(?:this|it) (?:isn't|is not) (?:really |necessarily )?a (?:functional )?(?:bug|problem|"
    r"issue)\b"
    r"(?! of)|\b(?:just|only|merely) a (?:nit|typo|style|cosmetic)\b|^\W*(?:nit|minor|style|typo):",
    "This isn't a bug, but there's a typo here.",
    "This is a bug.",
)
"""A reviewing program's own word that what it found does no harm."""
SUBMISSION_TESTED = Vocabulary(
    r"CI has tested the following submission\b",
    "CI has tested the following submission:",
    "CI has been down.",
    case=True,
)
SUBMISSION_NAME = Vocabulary(
    r"Name: {1,20}(\S.{0,300})",
    "Name:       [bpf-next,v2] widget: Turn",
    "Name your driver",
    case=True,
)
STATED_TEST = Vocabulary(
    r"_?Test-(?:Label|Status)_?: ?\S", "Test-Label: unit-tests", "Test-driven", case=True
)
"""The first line of a report in patchwork's fields, whoever's address sends it."""
BINDING_FINDING = Vocabulary(
    r"\S{1,200}\.(?:yaml|dtsi?|dtb)\b\S{0,40}: .{3,300}",
    "aspeed.yaml: ignoring, error in schema",
    "aspeed is ignored",
    case=True,
)
"""``.../i2c/aspeed.yaml: ignoring, error in schema``: dtschema and dtc, below their headings."""
FOUND_BEFORE = Vocabulary(
    r"\bpre-?existing\b|\bnot (?:a (?:bug|problem) )?introduced (?:by|in) this\b|\balready "
    r"present before\b",
    "This is a pre-existing issue.",
    "This exists.",
)
NEW_FINDINGS = Vocabulary(
    r"(?:new|introduced|other)\b.{0,40}\bissues?:?$", "New issues:", "No news"
)
TEST_DETAIL = Vocabulary(
    r"(?:[#=* ]{0,8})?Test: (?P<name>\S.{0,80}?) - [A-Z]{4,8}$",
    "Test: BuildKernel - FAIL",
    "Test: BuildKernel",
    case=True,
)
TEST_DETAILS = Vocabulary(
    r"(?:[#=* ]{0,80})?(?:Details?\b:?$|Test: \S.{0,80}? - [A-Z]{4,8}$)",
    "Details",
    "Detailed",
    case=True,
)
"""Where the details below a table start: what a failed test printed may look like rows."""
TEST_OUTPUT = Vocabulary(r"Output:|Desc(?:ription)?:.{0,200}$", "Output:", "The output", case=True)
