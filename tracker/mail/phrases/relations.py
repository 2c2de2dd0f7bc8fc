# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which authors of patches join one work to another.

Where several say something of a link, those nearest to it decide; see ``mail/links/words.py``.
"""

from tracker.mail.links.meanings import Meaning
from tracker.mail.phrases.phrase import Phrase, PhraseTable

WORK = r"(?:patch(?:es|set|-set)?|series|work|posting|changes?|rfc)"
PAST = r"(?:previous|prior|earlier|last|first|initial|original|old|older|former|preceding|past)"
_OURS = r"(?:this|these|the following|our|my)"
_PROJECTS = (
    r"(?:iproute2?|qemu|man[ -]?pages?|pahole|dwarves|liburing|libbpf|bluez|xfstests|fstests|"
    r"xfsprogs|e2fsprogs|btrfs-progs|kvmtool|kvm-unit-tests|ethtool|util-linux|rdma-core|nvme-cli|"
    r"libnvme|mdadm|opensbi|blktests|ltp|glibc|gcc|llvm|clang|criu|systemd|nftables|nft|libnftnl|"
    r"iptables|ublksrv|ubdsrv|trace-cmd|libtracefs|lttng|bpftool|seabios|edk2|ovmf|firmware|"
    r"cloud-hypervisor|crosvm|firecracker|xen|fio|mutter|mesa|strace|openvswitch|dpdk|frr|"
    r"selinux-testsuite|stress-ng|u-boot|nfs-utils|gnutls|ktls-utils|tlshd)"
)
"""Projects beside the kernel, as people write them in prose."""
_PARTS = (
    r"(?:side|parts?|patch\w*|code|tools?|tooling|librar\w+|implementation|programs?|support|"
    r"counterparts?|app\w*|changes?|daemons?|components?|branch|series|repo\w*|server|driver)\b"
)


def _relation_phrase_says(
    meaning: Meaning, pattern: str, example: str, not_example: str = ""
) -> Phrase:
    """Return a phrase that begins at the start of a word."""
    return Phrase(rf"(?<![\w-])(?:{pattern})", meaning, example, not_example)


_DEPENDS = (
    _relation_phrase_says(
        Meaning.DEPENDS,
        r"d(?:epend|p[ea]nd|epand|epedn)s?(?: up| not only)?[ -]?(?:on|to|from)\b|"
        r"depend(?:s|ed)? (?:up)?on\b|depends?(?=\s?[:,\[(])|"
        r"depending (?:up)?on (?=\[|http|the (?:\w+ ){0,3}(?:series|patch))",
        "This series depends on [1].",
        "Depending on the configuration the counter is wrong, see [1].",
    ),
    _relation_phrase_says(
        Meaning.DEPENDS,
        r"dependents? (?:up)?on\b|dependent (?:patch|series|work)\w*",
        "The driver is dependent on the clock series [1].",
    ),
    _relation_phrase_says(
        Meaning.DEPENDS,
        r"(?<!this )(?<!that )(?<!circular )(?<!no )dependenc(?:y|ies|e)\b"
        r"(?! (?:led|between|was|were|injection|track\w+|chain|graph|for \[|of \[))",
        "There is a dependency on the lamp series [1].",
        "This dependency led to a use-after-free, addressed in [1].",
    ),
    _relation_phrase_says(
        Meaning.DEPENDS,
        r"pre-?requisites?\b(?! (?:to|for|of) (?!this|these|the present|our))|pre-?reqs?\b",
        "The lamp series [1] is a prerequisite for this one.",
        "These patches are a prerequisite to the codec changes posted at [1].",
    ),
    _relation_phrase_says(
        Meaning.DEPENDS, r"rel(?:ies|y|ying) (?:up)?on\b", "The patchset relies on [1]."
    ),
    _relation_phrase_says(
        Meaning.DEPENDS,
        r"blocked (?:by|on)\b|has to wait for|waits? (?:for|until)|waiting for",
        "It is blocked on the lamp series [1].",
    ),
    _relation_phrase_says(
        Meaning.ON_TOP,
        r"on(?: the)? ?top of(?! (?:that|this|it)\s{0,2}[-,.;:])|on top\b(?! of\b)|atop\b",
        "This goes on top of the lamp series [1].",
        "On top of that, the series [1] counts twice.",
    ),
    _relation_phrase_says(
        Meaning.ON_TOP,
        r"stacked on|rebase[ds]? (?:on|onto|over|to|upon)\b|rebasing (?:on|onto)|"
        r"(?:diff-?)?based against|sits? on\b",
        "This series has been rebased on the recent patchset of Tim: [1]",
    ),
    _relation_phrase_says(
        Meaning.ON_TOP,
        r"buil(?:ds?|t|ding) (?:up)?on\b|buil(?:ds?|t|ding) (?:on ?)?top",
        "These patches build on your recent series, here: [1]",
    ),
    _relation_phrase_says(
        Meaning.ON_TOP,
        r"(?:be )?(?:appl(?:y|ies|ied)|merged?|land|go(?:es)? in|taken|sent) "
        r"(?:cleanly |only |in )?(?:after|over|once)\b",
        "This should be applied after the work of Ann gets merged. [1]",
    ),
    _relation_phrase_says(
        Meaning.BASED_ON_OLD,
        r"based (?:up)?on (?:an? |the |my |our |his |her |their )?"
        r"(?:old(?:er)?\b|(?:earlier|previous) (?:attempt|rfc)\b)|"
        rf"rework(?:ed)? from (?:an? |the |my |our )?{PAST}\b",
        "This is based on an old series [1].",
    ),
    _relation_phrase_says(
        Meaning.BASED,
        r"(?<!was )(?<!were )based (?:up)?on\b"
        r"(?: (?:an? |the )?(?:rework|rewrite|refactoring|cleanup) of\b)?",
        "Based on the patch of Tim: [1]",
        "The old one was based on something else [1].",
    ),
    _relation_phrase_says(
        Meaning.NEEDS,
        r"(?:requires?|needs?)(?! to be)(?! for)(?! an? )\b|(?:requiring|needing)\b|"
        r"(?:you|we)(?:'ll| will)? (?:also )?need\b",
        "It needs the lamp series [1].",
        "It still needs to be tested, see [1].",
    ),
    _relation_phrase_says(
        Meaning.NEEDS,
        rf"assum(?:es|ing) (?:that )?(?:the |these |you have )?(?:\w+ ){{0,3}}{WORK}\b",
        "This is assuming the lamp series [1] is in.",
        "It assumes that the flag is set, as in [1].",
    ),
    _relation_phrase_says(
        Meaning.NEEDS,
        rf"(?:makes?|making) use of|uses? the {WORK}\b",
        "It makes use of the lamp series [1].",
    ),
    _relation_phrase_says(
        Meaning.NEEDS,
        rf"(?:needed|required|necessary) (?:for|by|to \w+) {_OURS}\b|"
        r"to be (?:applied|merged) first|"
        r"should (?:be )?(?:go|applied|merged|land)\w* (?:after|before this)",
        "The fix [1] is needed for this to work.",
        "This is needed for the codec, see [1].",
    ),
)

_VERSIONS = (
    _relation_phrase_says(
        Meaning.VERSION,
        rf"(?:{PAST}|rfc|prototype)(?:\s+(?:rfc|v\d+|public|internal|upstream|non-rfc|poc))?\s+"
        r"(?:versions?|revisions?|iterations?|rounds?|spins?|submissions?|postings?|respins?|"
        r"drafts?)\b",
        "The previous version is at [1].",
    ),
    _relation_phrase_says(
        Meaning.VERSION,
        rf"{PAST} (?:rfc[ -]?)?v\d{{1,2}}\b|{PAST} (?:rfc\b|changes:)",
        "The previous v2 is at [1].",
    ),
    _relation_phrase_says(
        Meaning.VERSION,
        r"continu(?:ation|ing) (?:of |from )?(?:the |my |our )?(?:\w+ )?rfc\b|non-rfc version of",
        "This is a continuation of my RFC [1].",
    ),
    _relation_phrase_says(
        Meaning.VERSION,
        r"(?:changes|changed|differences?|diff|updates?|compared|update) "
        rf"(?:since|from|to|with|versus|vs|between) (?:the )?(?:v\d+|rfc|{PAST} \w+)",
        "Changes since v2 [1]:",
    ),
    _relation_phrase_says(
        Meaning.VERSION,
        r"(?:this|the) (?:series|patch(?:set)?) was (?:previously |first |originally |"
        r"initially )?(?:posted|sent|submitted)|"
        r"(?:previously|originally|initially|first) (?:posted|sent|submitted)(?: as)?",
        "This series was first posted as [1].",
    ),
    _relation_phrase_says(
        Meaning.VERSION,
        r"re-?(?:send(?:ing)?|post(?:ing)?|spin|roll) of\b",
        "This is a resend of [1].",
    ),
    _relation_phrase_says(
        Meaning.COUNTER,
        r"(?:link to |see |the |in |since |from |to |at |^|\(|my )(?:rfc[ -]?)?v\d{1,2}"
        r"(?:(?:,| and|,? &| /) v\d{1,2}){0,6}\b(?=\s*(?:"
        r"of this|of the (?:series|patch)|can be found|is here|was|:|\)|,|\[|\(|$|at\b|here|"
        r"posting|thread))",
        "Please see v1 and v2 at: [1]",
        "It was first released in v6.1 of the kernel [1].",
    ),
    _relation_phrase_says(
        Meaning.COUNTER,
        r"(?:the|my|^) rfc\b(?=\s*(?:can be found|is here|was|:|\)|\[|\(|$|at |here|version|"
        r"posting))",
        "My RFC can be found at [1].",
    ),
)

_SUCCESSION = (
    _relation_phrase_says(
        Meaning.FOLLOW_UP,
        r"follow(?:s|ed|ing)?[ -]?(?:up|on)s?\b(?! (?:is|patch(?:es)? (?:will|is|can)|will|can)\b)"
        r"|successor|sequel",
        "This is a follow-up to [1].",
        "A follow-up will come later, see [1].",
    ),
    _relation_phrase_says(
        Meaning.FOLLOW_UP,
        r"continuation|continu(?:es|ing|e) (?:the|on|from|my|work)",
        "This is a continuation of the lamp series [1].",
    ),
    _relation_phrase_says(
        Meaning.FOLLOW_UP,
        rf"follows (?:the |my |on )?(?:\w+ )?(?:{WORK}|commit)\b|subsequent to|as promised in",
        "It follows the lamp series [1].",
    ),
    _relation_phrase_says(
        Meaning.FOLLOW_UP,
        r"second (?:part|half|batch) of|part (?:2|3|4|ii|iii|two|three) of|"
        r"next step (?:after|of|to)|series \d[a-z]?/\d+ of",
        "This is the second part of [1].",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        r"supersed(?:es?|ed|ing)\b(?! by)|obsolet(?:es?|ed|ing)\b(?! by)",
        "This supersedes the patch of Tim [1].",
        "It was superseded by [1].",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        r"replac(?:es?|ing)\b(?!\(| by| it with| with| all\b| each\b)(?: the)?(?: need)?|"
        r"replacement (?:for|of)",
        "This replaces the attempt of Tim [1].",
        "Replace it with a mutex, as in [1].",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        r"reviv(?:al|es?|ed|ing)|resurrect\w*|refresh(?:ed)?(?: version)? of|"
        r"forward[- ]?port(?:ed|s)? of",
        "This revives the series of Tim [1].",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        r"tak(?:es?|ing|en) over|(?:would like|want) to revisit|"
        r"pick(?:s|ed|ing)? up (?:[\w'’]+ ){0,3}(?:work|series|effort)\b",
        "I picked up the work of Tim [1].",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        r"(?<!provide an )alternat(?:iv)?e (?:to|approach|implementation|solution)|"
        r"instead of (?:the )?(?:\w+ ){0,2}(?:series|approach|patch\w*)",
        "This is an alternative to [1].",
        "Could somebody provide an alternative solution to [1]?",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        rf"(?:{PAST}|been|another|failed|abandoned|second|third|my|his|her|their|other) "
        r"(?:an? )?(?:rfc )?attempts?\b|"
        r"there (?:was|were) (?:an? |one |some |several )?(?:\w+ )?attempts?\b|"
        r"attempted (?:before|earlier|previously|in the past)|"
        r"\w+ (?:has |had )?tried (?:to \w+|\w+ing)\b",
        "An earlier attempt was [1].",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        r"(?:thread-?merge|merge[rs]?|combination) (?:of |between )|"
        r"combin(?:es|ed|ing)\b[^.]{0,120}\binto\b|combin(?:es|ed|ing) (?:both|two)\b",
        "It is a combination of [1] and [2].",
    ),
    _relation_phrase_says(
        Meaning.REPLACES,
        r"rework(?:ed|ing)?(?: version)? of|rewrite of|cleaned[ -]up (?:version|implementation) of",
        "This is a rework of [1].",
    ),
    _relation_phrase_says(
        Meaning.SPLIT,
        r"split(?:s|ted|ting)?(?: \w+)?(?: \w+)? (?:from|out|off|of)\b|"
        r"(?:was|were|is|are|been) split\b|spun (?:out|off)|spin-?off",
        "This was split out of the lamp series [1].",
    ),
    _relation_phrase_says(
        Meaning.SPLIT,
        r"extracted (?:from|out)|carved (?:out|from)|br(?:oken|eaks?|eaking) (?:out|off)|"
        r"separated (?:out )?from|(?:pulled|factored|cut|moved|taken) out (?:of|from)|"
        r"taken (?:out )?from (?:the |my )?(?:\w+ ){0,2}series",
        "The patches were pulled out of the lamp series [1].",
    ),
    _relation_phrase_says(
        Meaning.SPLIT,
        r"(?:was|were|where|is|are|used to be|originally|previously|formerly) (?:a )?part of "
        rf"(?:the |a |my |this )?(?:\w+ ){{0,3}}?{WORK}|subset of|"
        rf"(?:first|last|part|half) (?:\w+ ){{0,2}}(?:patches|part) (?:of|from) "
        rf"(?:the |my )?(?:\w+ ){{0,3}}?{WORK}",
        "These were originally part of my series [1].",
    ),
    _relation_phrase_says(
        Meaning.BACKPORT,
        r"(?:this is |is |as )(?:an? |the )?(?:\w+ ){0,2}back-?ports?\b|"
        r"back-?port(?:s|ed|ing)? (?:of|from)\b|back-?port\s?:",
        "This is a backport of [1].",
        "They have backported some patch that changed the limit [1].",
    ),
    _relation_phrase_says(
        Meaning.BACKPORT,
        r"cherry[ -]?pick(?:s|ed|ing)? (?:of|from)\b|^\W{0,3}cherry[ -]?pick(?:ed)?\b",
        "(cherry picked from commit 0123456789ab)",
        "Please cherry-pick it to your tree, see [1].",
    ),
    _relation_phrase_says(
        Meaning.BACKPORT,
        r"(?<=^)\W{0,4}upstream commit|^\W{0,4}commit (?=[0-9a-f]{12,64} upstream)",
        "[ Upstream commit 0123456789ab ]",
        "Linux 6.1 introduced it in upstream commit 0123456789ab.",
    ),
    _relation_phrase_says(
        Meaning.TAKEN,
        r"(?:taken|borrowed|picked|imported|lifted|copied|originates?|took|grabbed) (?:up )?"
        r"(?:verbatim |as is |directly )?from\b|"
        rf"(?:took|takes|taken) (?:[\w'’]+ ){{0,6}}{WORK} from\b",
        "The first patch was taken verbatim from [1].",
    ),
    _relation_phrase_says(
        Meaning.TAKEN,
        r"(?<!you )(?<!you've )(?<!already )pick(?:s|ed|ing)?(?: up)? (?:[\w'’]+ ){0,4}"
        r"(?:patch(?:es)?|changes)\b",
        "I picked up the patch of Tim [1].",
        "I see you picked up this patch [1].",
    ),
    _relation_phrase_says(
        Meaning.TAKEN,
        rf"includ\w+ (?:\w+ ){{0,2}}{WORK} (?:from|by)|carr(?:y|ies) (?:\w+ ){{0,2}}{WORK} from",
        "It includes a patch from the lamp series [1].",
    ),
    _relation_phrase_says(
        Meaning.TAKEN,
        r"reviewed (?:\w+ ){0,3}(?:as )?part of|(?:the )?original author|"
        r"originally (?:written|authored|sent|posted|proposed) by",
        "It was originally written by Tim [1].",
    ),
    _relation_phrase_says(
        Meaning.REVERT,
        r"reverts?\b(?=[^.]{0,40}$)|revert(?:s|ing)? (?:the )?(?:commit|patch|series|\[)",
        "This reverts commit 0123456789ab.",
    ),
)

_COMPANIONS = (
    _relation_phrase_says(
        Meaning.COUNTERPART,
        rf"user[- ]?(?:space|land)\b(?=\s*[:(]|['’s]{{0,2}}\s+(?:\w+\s+){{0,2}}{_PARTS})|"
        r"counterparts?\b|companion|corresponding|accompan\w+",
        "The userspace part is at [1].",
        "It is called from userspace, see [1].",
    ),
    _relation_phrase_says(
        Meaning.COUNTERPART,
        r"kernel[ -](?:side|part|patch(?:es)?|series|counterpart|changes|support)\b",
        "The kernel side is at [1].",
    ),
    _relation_phrase_says(
        Meaning.COUNTERPART,
        r"(?:test|tests|testing|benchmark\w*) (?:tools?|program|utilit\w+|app\w*)\b|"
        r"(?<!porting )(?:k?selftests?|test ?suite|testcases?|tests?) "
        r"(?:(?:are|is) (?:at|here|available|posted|sent|in)\b|for this|can be found|posted|"
        r"series\b|patch(?:es)?\b|from\b)",
        "The tests can be found at [1].",
        "The test fails, see [1].",
    ),
    _relation_phrase_says(
        Meaning.PROJECT,
        rf"{_PROJECTS}\b(?=['’s]{{0,2}}\s+(?:\w+\s+){{0,3}}(?:{_PARTS}|tree|fork|updates?)\b)",
        "The QEMU side is at [1].",
    ),
    _relation_phrase_says(
        Meaning.PROJECT,
        rf"{_PROJECTS}\b(?=\s+(?:at|here|"
        r"(?:is|are|can be|ha(?:s|ve) been) (?:found|available|here|at|in|posted|sent)|"
        r"available|provided)\b|\s*(?:[:(\[]|$))",
        "QEMU: [1]",
        "A bug in the kernel or ltp, see [1].",
    ),
    _relation_phrase_says(
        Meaning.PROJECT,
        r"(?:patch(?:es|set)?|series|changes?|support|part|branch|code) (?:for|in|to|of) "
        rf"(?:the )?{_PROJECTS}\b",
        "Patches for pahole are at [1].",
    ),
)

WORKS = PhraseTable("relations", (*_DEPENDS, *_VERSIONS, *_SUCCESSION, *_COMPANIONS))
"""Words that join two works."""
