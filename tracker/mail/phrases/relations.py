"""The words by which authors of patches join one work to another.

"Based on" says one thing of a series and another of a git tree or a letter, so each rule names
the links it holds for.
"""

import re

from tracker.mail.links.rules import ANY_MAIL, CODE, COMMITS, PAST, POSTED, WORK, Rule, words
from tracker.model.relations import TAKEN_OVER, Kind

_SOMEBODYS = re.compile(
    r"(?:\b[A-Z][\w.-]+['’]s?|\b(?:his|her|their|by [A-Z]\w+|from [A-Z]\w+|onto|upon|on top of|"
    r"based on))\b[^.]{0,45}$"
)
"""Somebody else's work is no older version of this one."""

_DEPENDS = (
    Rule(
        Kind.DEPENDS_ON,
        "depends",
        words(
            r"depend(?:s|ed|ing|ent|ant|ency|encies|ence)?\b",
            r"d(?:p[ea]nd|epand|epedn)s? on",
            r"pre-?requisites?",
            r"pre-?reqs?\b",
            r"rel(?:ies|y|ying) on",
            r"blocked (?:by|on)",
        ),
        ANY_MAIL,
        0.85,
    ),
    Rule(
        Kind.DEPENDS_ON,
        "on-top",
        words(
            r"on (?:the )?top of(?! (?:that|this|it)\s{0,2}[-,.;:])",
            r"on top\b(?! of\b)",
            r"atop\b",
            r"stacked on",
            r"rebase[ds]? (?:on|onto|over|to)\b",
            r"rebasing (?:on|onto)",
            r"buil(?:ds?|t|ding) (?:up)?on",
            r"appl(?:y|ies|ied) (?:cleanly )?(?:after|over)",
        ),
        ANY_MAIL,
        0.8,
    ),
    Rule(
        Kind.DEPENDS_ON,
        "based",
        words(
            r"(?<!was )(?<!were )based (?:up)?on\b"
            r"(?: (?:an? |the )?(?:rework|rewrite|refactoring|cleanup) of\b)?"
        ),
        POSTED,
        0.7,
    ),
    Rule(
        Kind.DEPENDS_ON,
        "needs",
        words(
            r"(?:requires?|needs?)(?! to be)(?! for)\b",
            r"(?:requiring|needing|assum(?:es|ing))\b",
            r"(?:makes?|making) use of",
            rf"uses? the {WORK}\b",
            r"should (?:be )?(?:go|applied|merged|land)\w* after",
            r"to be applied first",
        ),
        POSTED,
        0.6,
    ),
)

_VERSIONS = (
    Rule(
        Kind.PREVIOUS_VERSION,
        "version",
        words(
            rf"(?:{PAST}|rfc|prototype)(?:\s+(?:rfc|v\d+|public|internal|upstream|non-rfc|poc))?\s+"
            r"(?:versions?|revisions?|iterations?|rounds?|spins?|submissions?|postings?|respins?|"
            r"drafts?)\b",
            rf"{PAST} (?:rfc[ -]?)?v\d{{1,2}}\b",
            rf"{PAST} (?:rfc\b|changes:)",
            r"continu(?:ation|ing) (?:of |from )?(?:the |my |our )?(?:\w+ )?rfc\b",
            r"(?:changes|changed|differences?|diff|updates?|compared|update) "
            rf"(?:since|from|to|with|versus|vs|between) (?:the )?(?:v\d+|rfc|{PAST} \w+)",
            r"(?:this|the) (?:series|patch(?:set)?) was (?:previously |first |originally |"
            r"initially )?(?:posted|sent|submitted)",
            r"(?:previously|originally|initially|first) (?:posted|sent|submitted)(?: as)?",
            r"re-?(?:send(?:ing)?|post(?:ing)?|spin|roll) of",
            r"non-rfc version of",
        ),
        ANY_MAIL,
        0.7,
        _SOMEBODYS,
    ),
    Rule(
        Kind.PREVIOUS_VERSION,
        "counter",
        words(
            r"(?:link to |see |the |in |since |from |to |^|\(|my )(?:rfc[ -]?)?v\d{1,2}\b(?=\s*(?:"
            r"of this|of the (?:series|patch)|can be found|is here|was|:|\)|,|\[|\(|$|at |here|"
            r"posting|thread))",
            r"(?:the|my|^) rfc\b(?=\s*(?:can be found|is here|was|:|\)|\[|\(|$|at |here|version|"
            r"posting))",
        ),
        ANY_MAIL,
        0.65,
        _SOMEBODYS,
    ),
)

_SUCCESSION = (
    Rule(
        Kind.FOLLOWS,
        "follow-up",
        words(
            r"follow(?:s|ed|ing)?[ -]?(?:up|on)s?\b",
            r"continuation",
            r"continu(?:es|ing|e) (?:the|on|from|my|work)",
            r"sequel",
            r"successor",
            rf"follows (?:the |my |on )?(?:\w+ )?(?:{WORK}|commit)\b",
            r"second (?:part|half|batch) of",
            r"part (?:2|3|4|ii|iii|two|three) of",
            r"next step (?:after|of|to)",
            r"subsequent to",
            r"as promised in",
        ),
        POSTED,
        0.75,
    ),
    Rule(
        Kind.REPLACES,
        "based-on-old",
        words(
            r"based (?:up)?on (?:an? |the |my |our |his |her |their )?"
            r"(?:old(?:er)?\b|(?:earlier|previous) (?:attempt|rfc)\b)",
            rf"rework(?:ed)? from (?:an? |the |my |our )?{PAST}\b",
        ),
        POSTED,
        0.65,
    ),
    Rule(
        Kind.REPLACES,
        "replaces",
        words(
            r"supersed(?:es?|ed|ing)\b(?! by)",
            r"obsolet(?:es?|ed|ing)\b(?! by)",
            r"replac(?:es?|ed|ing)\b(?!\(| by| it with)(?: the)?(?: need)?",
            r"replacement (?:for|of)",
            r"reviv(?:al|es?|ed|ing)",
            r"resurrect\w*",
            r"tak(?:es?|ing|en) over",
            r"pick(?:s|ed|ing)? up (?:[\w'’]+ ){0,3}(?:work|series|effort)\b",
            r"(?<!provide an )alternat(?:iv)?e (?:to|approach|implementation|solution)",
            r"refresh(?:ed)?(?: version)? of",
            r"forward[- ]?port(?:ed|s)? of",
            rf"(?:{PAST}|been|another|failed|abandoned|second|third|my|his|her|their|other) "
            r"(?:an? )?(?:rfc )?attempts?\b",
            r"there (?:was|were) (?:an? |one |some |several )?(?:\w+ )?attempts?\b",
            r"attempted (?:before|earlier|previously|in the past)",
            r"(?:thread-?merge|merge[rs]?|combination) (?:of |between )",
            r"combin(?:es|ed|ing)\b[^.]{0,120}\binto\b",
            r"combin(?:es|ed|ing) (?:both|two)\b",
            r"rework(?:ed|ing)?(?: version)? of",
            r"rewrite of",
            r"instead of (?:the )?(?:\w+ ){0,2}(?:series|approach|patch\w*)",
        ),
        POSTED,
        0.7,
    ),
    Rule(
        Kind.SPLIT_FROM,
        "split",
        words(
            r"split(?:s|ted|ting)? (?:\w+ )?(?:from|out|off|of)\b",
            r"extracted (?:from|out)",
            r"carved (?:out|from)",
            r"br(?:oken|eaks?|eaking) out",
            r"spun (?:out|off)|spin-?off",
            r"separated (?:out )?from",
            r"(?:pulled|factored) out of",
            r"(?:was|were|where|is|are|used to be|originally|previously|formerly) (?:a )?part of "
            rf"(?:the |a |my |this )?(?:\w+ ){{0,3}}?{WORK}",
            r"subset of",
        ),
        POSTED,
        0.7,
    ),
    Rule(
        Kind.BACKPORT_OF,
        "origin",
        words(
            r"back-?port(?:s|ed|ing)?\b(?: of)?",
            r"cherry[ -]pick(?:s|ed|ing)?\b",
            r"upstream commit",
        ),
        COMMITS,
        0.65,
    ),
    Rule(
        Kind.BACKPORT_OF,
        TAKEN_OVER,
        words(
            r"(?:taken|borrowed|picked|imported|lifted|copied|originates?) (?:up )?"
            r"(?:verbatim |as is |directly )?from",
            r"pick(?:s|ed|ing)?(?: up)? (?:[\w'’]+ ){0,4}(?:patch(?:es)?|changes)\b",
            rf"includ\w+ (?:\w+ ){{0,2}}{WORK} (?:from|by)",
            rf"carr(?:y|ies) (?:\w+ ){{0,2}}{WORK} from",
            r"reviewed (?:\w+ ){0,3}(?:as )?part of",
            r"(?:the )?original author",
            r"originally (?:written|authored|sent|posted|proposed) by",
        ),
        COMMITS,
        0.65,
    ),
    Rule(
        Kind.REVERTS,
        "revert",
        words(
            r"reverts?\b(?=[^.]{0,40}$)", r"revert(?:s|ing)? (?:the )?(?:commit|patch|series|\[)"
        ),
        COMMITS,
        0.7,
    ),
)

_PROJECTS = (
    r"(?:iproute2?|qemu|man[ -]?pages?|pahole|dwarves|liburing|libbpf|bluez|xfstests|fstests|"
    r"xfsprogs|e2fsprogs|btrfs-progs|kvmtool|kvm-unit-tests|ethtool|util-linux|rdma-core|nvme-cli|"
    r"libnvme|mdadm|opensbi|blktests|ltp|glibc|gcc|llvm|clang|criu|systemd|nftables|nft|libnftnl|"
    r"iptables|ublksrv|ubdsrv|trace-cmd|libtracefs|lttng|bpftool|seabios|edk2|ovmf|firmware|"
    r"cloud-hypervisor|crosvm|firecracker|xen|fio|mutter|mesa|strace|openvswitch|dpdk|frr|"
    r"selinux-testsuite|stress-ng|u-boot)"
)
"""Projects beside the kernel, as people write them in prose."""
_PARTS = (
    r"(?:side|parts?|patch\w*|code|tools?|tooling|librar\w+|implementation|programs?|support|"
    r"counterparts?|app\w*|changes?|daemons?|components?|branch|series|repo\w*|server|driver)\b"
)

_COMPANIONS = (
    Rule(
        Kind.COMPANION,
        "counterpart",
        words(
            rf"user[- ]?(?:space|land)\b(?=\s*[:(]|['’s]{{0,2}}\s+(?:\w+\s+){{0,2}}{_PARTS})",
            r"counterparts?\b",
            r"companion",
            r"corresponding",
            r"accompan\w+",
            r"kernel[ -](?:side|part|patch(?:es)?|series|counterpart|changes|support)\b",
            r"(?:test|tests|testing|benchmark\w*) (?:setup|tools?|program|utilit\w+|app\w*)\b",
            r"(?<!porting )(?:k?selftests?|tests?|test ?suite|testcases?) "
            r"(?:are|is|for this|can be found|posted|series|patch(?:es)?|from)",
        ),
        CODE,
        0.6,
    ),
    Rule(
        Kind.COMPANION,
        "project",
        words(
            rf"{_PROJECTS}\b(?=['’s]{{0,2}}\s+(?:\w+\s+){{0,3}}(?:{_PARTS}|tree|fork|updates?)\b)",
            rf"{_PROJECTS}\b(?=\s+(?:is|are|has|have|can|here|at|available|provided)\b|\s*(?:[:(\[]|$))",
            rf"(?:patch(?:es|set)?|series|changes?|support|part|branch|code) (?:for|in|to|of) "
            rf"(?:the )?{_PROJECTS}\b",
        ),
        CODE,
        0.65,
    ),
)

RULES = (*_DEPENDS, *_VERSIONS, *_SUCCESSION, *_COMPANIONS)
