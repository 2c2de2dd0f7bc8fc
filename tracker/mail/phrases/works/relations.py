# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which authors of patches join one work to another.

Where several say something of a link, those nearest to it decide; see ``mail/links/words.py``.
"""

from tracker.mail.links.meanings import Meaning
from tracker.mail.phrases.phrase import PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.mail.phrases.works.prerequisites import PREREQUISITES
from tracker.mail.phrases.works.relation_phrase import relation_phrase
from tracker.mail.phrases.works.successions import SUCCESSIONS, VERSIONS

_PROJECTS = (
    r"(?:iproute2?|qemu|man[ -]?pages?|pahole|dwarves|liburing|libbpf|bluez|xfstests|fstests|"
    r"xfsprogs|e2fsprogs|btrfs-progs|kvmtool|kvm-unit-tests|ethtool|util-linux|rdma-core|nvme-cli|"
    r"libnvme|mdadm|opensbi|blktests|ltp|mkfs|erofs-utils|glibc|gcc|llvm|clang|criu|systemd|"
    r"nftables|nft|libnftnl|"
    r"iptables|ublksrv|ubdsrv|trace-cmd|libtracefs|lttng|bpftool|seabios|edk2|ovmf|firmware|"
    r"cloud-hypervisor|crosvm|firecracker|xen|fio|mutter|mesa|strace|openvswitch|dpdk|frr|"
    r"selinux-testsuite|stress-ng|u-boot|nfs-utils|gnutls|ktls-utils|tlshd)"
)
"""Projects beside the kernel, as people write them in prose."""
_PARTS = (
    r"(?:side|parts?|patch\w*|code|tools?|tooling|librar\w+|implementation|programs?|support|"
    r"counterparts?|app\w*|changes?|daemons?|components?|branch|series|repo\w*|server|driver)\b"
)

CHANGED_PART = Vocabulary(
    rf"(?<!this )(?<!these )(?<!the )\b{_PARTS}|\b(?:counterparts?|companion|user[- ]?(?:space|"
    rf"land)|wip|prototype|poc)\b",
    "The QEMU side is at",
    "This series was tested with QEMU",
)
"""Words of a change in another project, and not of the project as such."""
PROGRAM_NAMED = Vocabulary(
    r"\b(?:daemons?|tools?|programs?|librar(?:y|ies)|apps?|applications?|utilit(?:y|ies)|"
    r"servers?)\W{0,3}$",
    "it is answered by the userspace daemon",
    "the userspace daemon is at",
)
"""A program that is named right before its link, and not where its change is."""
_REQUEST = (
    r"(?:mr|pr|merge request|pull request)s?(?: [#!]\d{1,6})? (?:for|in|to|against|on) [\w./-]+\b|"
    r"(?:submitted|sent|posted|filed) to [\w./-]+ as (?:an? )?(?:\w+ )?"
    r"(?:mr|pr|merge request|pull request)\b(?: [#!]\d{1,6})?"
)
REQUEST_FOR = Vocabulary(
    rf"\b(?:{_REQUEST})",
    "an MR for widgetd has been filed",
    "this MR was filed",
)
"""A request to another project to take a change."""

_COMPANIONS = (
    relation_phrase(
        Meaning.COUNTERPART,
        rf"user[- ]?(?:space|land)\b(?=\s*[:(]|['’s]{{0,2}}\s+(?:\w+\s+){{0,2}}{_PARTS})|"
        r"counterparts?\b|(?<!acpi )companion(?! (?:chip|device|ic|core|die|node|fwnode|board))|"
        r"corresponding|accompan\w+|"
        r"man[- ]?pages? (?:drafts?|patch(?:es)?|updates?) (?:(?:was|were|is|are|ha(?:s|ve) "
        r"been) )?"
        r"(?:posted|sent|submitted|here|at)\b",
        "The userspace part is at [1].",
        "It is called from userspace, see [1].",
    ),
    relation_phrase(
        Meaning.COUNTERPART,
        r"kernel[ -](?:side|part|patch(?:es)?|series|fix(?:es)?|counterpart|changes|support)\b",
        "The kernel side is at [1].",
    ),
    relation_phrase(
        Meaning.COUNTERPART,
        r"tests? (?:for )?(?:the |an? )?(?:problem|bug|issue|regression|leak|crash|race|change)\b"
        r"[^.;:]{0,40}? (?:fixed|addressed|introduced|added|solved) (?:by|in|with)\b"
        r"(?: the| this| a)?(?: following)?(?: kernel)?(?: patch(?:es)?| fix| series| commit)?|"
        r"(?<=^)\W{0,4}(?:k?selftests?|tests?|test ?cases?|fstests?)\s?:(?=\s{2})",
        "This tests the problem fixed by the patch [1].",
        "This tests the lamp, see [1].",
    ),
    relation_phrase(
        Meaning.COUNTERPART,
        _REQUEST,
        "An MR for widgetd has been filed here: [1]",
        "The MR is here: [1]",
    ),
    relation_phrase(
        Meaning.COUNTERPART,
        r"(?:test|tests|testing|benchmark\w*) (?:tools?|program|utilit\w+|app\w*)\b|"
        r"(?<!porting )(?:k?selftests?|test ?suite|testcases?|tests?) "
        r"(?:(?:are|is) (?:at|here|available|posted|sent|in)\b|for (?:this|it|them|these)\b|can "
        r"be found|posted|"
        r"series\b|patch(?:es)?\b|from\b)",
        "The tests can be found at [1].",
        "The test fails, see [1].",
    ),
    relation_phrase(
        Meaning.PROJECT,
        rf"{_PROJECTS}\b(?=['’s]{{0,2}}\s+(?:\w+\s+){{0,3}}(?:{_PARTS}|tree|fork|updates?)\b)",
        "The QEMU side is at [1].",
    ),
    relation_phrase(
        Meaning.PROJECT,
        rf"{_PROJECTS}\b(?: (?:rfc )?v\d{{1,2}})?(?=\s+(?:at|here|"
        r"(?:is|are|can be|ha(?:s|ve) been) (?:found|available|here|at|in|posted|sent)|"
        r"available|provided)\b|\s*(?:[:\[]|\((?:see(?: also)?|cf\.?|at)?\s{0,2}(?:\s{2}|\[)|$))",
        "QEMU: [1]",
        "A bug in the kernel or ltp, see [1].",
    ),
    relation_phrase(
        Meaning.PROJECT,
        r"(?:patch(?:es|set)?|series|changes?|support|part|branch|code) (?:for|in|to|of) "
        rf"(?:the )?{_PROJECTS}\b",
        "Patches for pahole are at [1].",
    ),
)

WORKS = PhraseTable("relations", (*PREREQUISITES, *VERSIONS, *SUCCESSIONS, *_COMPANIONS))
"""Words that join two works."""
