# SPDX-License-Identifier: GPL-2.0-or-later
"""Which project a series changes: the kernel, or one of those that share its lists.

Told by the words in the subject's brackets first (``[PATCH iproute2-next]``), then by the files,
then by the lists it was sent to. Lists and prefixes: MAINTAINERS of the kernel, the README or
CONTRIBUTING file of each project, and lore's list of inboxes. The user may add rows of his own;
the kernel's folders stay the kernel's.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tracker.model.project import Project, Projects

if TYPE_CHECKING:
    from tracker.model.series import Revision, Series

KERNEL = "kernel"


def _project(name: str, *, lists: str = "", words: str = "", files: str = "") -> Project:
    """A row of the table below; names are set apart by spaces."""
    return Project(
        name=name,
        lists=tuple(lists.split()),
        words=tuple(words.split()),
        files=tuple(files.split()),
    )


PROJECTS = (
    _project(
        "pahole",
        lists="dwarves",
        words="dwarves pahole",
        files="pahole.c btf_encoder btf_loader dwarf_loader dwarves man-pages/pahole dutil. "
        "pfunct.c codiff.c ctf_loader",
    ),
    _project(
        "bluez",
        words="bluez",
        files="profiles/ client/ monitor/ mesh/ emulator/ obexd/ gobex/ btio/ gdbus/ attrib/ "
        "peripheral/ src/shared/ src/adapter src/device.c plugins/sixaxis unit/test- "
        "lib/bluetooth/ tools/btmgmt tools/mgmt-tester doc/org.bluez",
    ),
    _project(
        "qemu",
        lists="qemu-devel qemu-arm qemu-ppc qemu-block qemu-riscv qemu-s390x qemu-stable qemu-rust",
        words="qemu",
        files="hw/ target/ qemu- accel/ qapi/ linux-user/ include/hw/ tests/qtest/",
    ),
    _project(
        "iproute2",
        words="iproute2 iproute",
        files="ip/ip tc/ bridge/ devlink/ rdma/ dcb/ vdpa/ man/man8/ip man/man8/tc "
        "include/uapi/linux/if_link.h misc/ss.c",
    ),
    _project(
        "liburing",
        words="liburing",
        files="src/include/liburing src/liburing src/queue.c src/setup.c src/register.c "
        "src/syscall test/io_uring man/io_uring examples/io_uring liburing.spec",
    ),
    _project(
        "btrfs-progs",
        words="btrfs-progs",
        files="cmds/ kernel-shared/ mkfs/ btrfs.c convert/ check/",
    ),
    _project("erofs-utils", words="erofs-utils", files="include/erofs/ lib/liberofs"),
    _project(
        "xfsprogs",
        words="xfsprogs",
        files="libxfs/ repair/ scrub/ libxlog/ mkfs/xfs db/ spaceman/ xfs_",
    ),
    _project(
        "man-pages",
        lists="linux-man",
        words="man-pages man",
        files="man2/ man3/ man4/ man5/ man7/ man/man2 man/man3 man/man4 man/man5 man/man7",
    ),
    _project("ltp", lists="ltp", words="ltp", files="testcases/ include/tst_ lib/tst_"),
    _project("libbpf", words="libbpf-tools libbpf-bootstrap"),
    _project("e2fsprogs", words="e2fsprogs", files="e2fsck/ lib/ext2fs/ misc/mke2fs resize/"),
    _project(
        "fstests",
        lists="fstests",
        words="fstests xfstests",
        files="tests/generic/ tests/xfs/ tests/btrfs/ tests/ext4/ tests/overlay/ common/rc",
    ),
    _project(
        "kvm-unit-tests",
        words="kvm-unit-tests kut",
        files="x86/vmx x86/svm lib/x86/ lib/arm/ lib/s390x/ lib/powerpc/ lib/riscv/",
    ),
    _project("kvmtool", words="kvmtool", files="builtin-run.c include/kvm/ virtio/"),
    _project(
        "util-linux",
        lists="util-linux",
        words="util-linux",
        files="sys-utils/ libmount/ libblkid/ disk-utils/ login-utils/ misc-utils/",
    ),
    _project("ethtool", words="ethtool", files="ethtool.c netlink/ ethtool.8.in"),
    _project("nftables", words="nft nftables", files="src/parser_bison include/nftables"),
    _project("libnftnl", words="libnftnl", files="include/libnftnl"),
    _project("iptables", words="iptables", files="iptables/ extensions/libxt libxtables/"),
    _project("b4", lists="tools", words="b4", files="src/b4/ b4/"),
    _project("git", lists="git", words="git", files="builtin/ Documentation/git- t/t"),
    _project("lttng", lists="lttng-dev", words="lttng lttng-tools lttng-modules lttng-ust"),
    _project("mdadm", words="mdadm", files="mdadm.c super-intel.c Grow.c"),
    _project("nvme-cli", words="nvme-cli libnvme", files="nvme.c nvme-print"),
    _project("blktests", words="blktests", files="tests/nvme/ tests/block/ tests/zbd/"),
    _project("multipath-tools", words="multipath-tools", files="multipathd/ libmultipath/"),
    _project("trace-cmd", lists="linux-trace-devel", words="trace-cmd libtracefs libtraceevent"),
    _project("rt-tests", words="rt-tests", files="src/cyclictest/"),
    _project("keyutils", words="keyutils"),
    _project("selinux", words="selinux-userspace libsepol", files="libsepol/ libselinux/"),
    _project("nfs-utils", words="nfs-utils", files="utils/mountd/ utils/nfsd support/nfs/"),
    _project("pynfs", words="pynfs", files="nfs4.0/ nfs4.1/"),
    _project("opensbi", lists="opensbi", words="opensbi", files="lib/sbi/ include/sbi/"),
    _project("u-boot", lists="u-boot", words="u-boot", files="board/ configs/ cmd/"),
    _project("xen", lists="xen-devel", words="xen", files="xen/ tools/libxl tools/xl"),
    _project("rdma-core", words="rdma-core", files="libibverbs/ providers/ kernel-headers/rdma"),
    _project("glibc", lists="libc-alpha", words="glibc", files="sysdeps/"),
    _project("gcc", lists="gcc-patches", words="gcc", files="gcc/"),
    _project("binutils", lists="binutils gdb-patches", words="binutils", files="gdb/ bfd/"),
)
"""Every project besides the kernel that the lists of kernel.org and its neighbours carry."""

_KERNEL_TREE = frozenset(
    {
        "arch", "block", "certs", "crypto", "drivers", "fs", "init", "io_uring", "ipc",
        "kernel", "mm", "net", "rust", "samples", "security", "sound", "usr", "virt",
    }
)  # fmt: skip
"""Folders at the top of the kernel that settle it; ``lib`` and ``tools`` others have as well."""
_KERNEL_STARTS = (
    "Documentation/devicetree/", "Documentation/admin-guide/", "Documentation/filesystems/",
    "Documentation/networking/", "Documentation/core-api/", "Documentation/bpf/",
    "Documentation/arch/", "include/linux/", "include/net/", "include/uapi/",
    "include/asm-generic/", "include/trace/", "include/kvm/arm", "include/drm/",
    "include/sound/", "tools/testing/", "tools/lib/bpf/", "tools/perf/", "tools/include/",
    "tools/bpf/", "tools/objtool/", "scripts/", "lib/Kconfig", "lib/kunit/", "MAINTAINERS",
    "Kbuild",
)  # fmt: skip
_KERNEL_LISTS = frozenset(
    {
        "linux-kernel", "netdev", "bpf", "linux-kselftest", "kunit-dev", "linux-mm",
        "linux-fsdevel", "linux-arm-kernel", "linux-riscv", "kvm", "linux-doc", "linux-arch",
        "linux-block", "linux-wireless", "stable", "devicetree",
    }
)  # fmt: skip
_ALSO_KERNEL = frozenset(
    {
        "lkml", "io-uring", "dri-devel", "amd-gfx", "intel-gfx", "intel-xe", "nouveau",
        "alsa-devel", "kvmarm", "kvm-riscv", "damon", "cgroups", "keyrings", "selinux",
        "netfilter-devel", "virtualization", "xdp-newbies", "ceph-devel", "rust-for-linux",
        "mm-commits", "imx", "asahi", "chrome-platform", "platform-driver-x86", "loongarch",
        "ntfs3", "ocfs2-devel", "v9fs", "nvdimm", "regressions", "patches", "target-devel",
        "dm-devel", "dmaengine", "fsverity", "live-patching", "kexec", "bridge", "bpf-next",
        "netdevbpf", "ath10k", "ath11k", "ath12k", "b43-dev", "wireguard", "iommu", "llvm",
        "op-tee", "sound-open-firmware",
    }
)  # fmt: skip
"""More lists of the kernel, by their names on lore and patchwork, beside all called ``linux-``."""
_GENERIC = frozenset({"xen", "git", "man", "gcc", "nft", "ethtool", "iptables", "qemu", "selinux"})
"""Words that also name a part or tree of the kernel: a kernel file outweighs them."""


def with_own(own: Projects) -> Projects:
    """The table with the user's rows first; each takes the place of a shipped one of its name."""
    names = {one.name for one in own}
    return (*own, *(one for one in PROJECTS if one.name not in names))


def project_of(
    lists: Iterable[str],
    words: Iterable[str],
    files: Iterable[str],
    projects: Projects = PROJECTS,
) -> str | None:
    """The project that mail with these lists, subject words and touched files is for.

    Lists are addresses or bare names; words those of ``Subject.words``. None where nothing tells.
    """
    touched = tuple(files)[:200]
    names = {address.partition("@")[0].lower() for address in lists}
    kernel = any(map(_is_kernel_file, touched))
    named = _by_word(words, projects)
    if named and not (kernel and named in _GENERIC):
        return named
    if kernel:
        return KERNEL
    shared = bool(names & _KERNEL_LISTS)
    on_lists = {found for name in names if (found := _by_list(name, projects))}
    if len(on_lists) == 1 and (touched or not shared):
        return on_lists.pop()
    found = next((one.name for one in projects if one.files and _mostly(touched, one.files)), None)
    return found or (KERNEL if shared else None)


def series_project(series: "Series", projects: Projects = PROJECTS) -> str | None:
    """The project that a series changes, as its newest revision tells."""
    newest = series.newest
    files = [file for patch in newest.patches for file in patch.files]
    return project_of(newest.lists, (*newest.prefixes, *_title_heads(newest)), files, projects)


def _title_heads(revision: "Revision") -> Iterator[str]:
    """Yield what titles begin with that only a project is called: ``erofs-utils: fix the build``.

    Parts of the kernel have short names, of one word.
    """
    for title in (revision.title, *(patch.title for patch in revision.patches)):
        head = title.partition(":")[0]
        if "-" in head and " " not in head:
            yield head


def project_named(text: str, projects: Projects = PROJECTS) -> str | None:
    """The project that a list or prefix is named after: ``qemu-devel``, ``iproute2-next``."""
    name = text.lower().partition("@")[0]
    return _by_list(name, projects) or _by_word((name,), projects)


def project_of_list(name: str, projects: Projects = PROJECTS) -> str | None:
    """Return the project that a list or patchwork project is for, the kernel's lists included."""
    name = name.lower().partition("@")[0]
    if found := _by_list(name, projects) or _by_word((name,), projects):
        return found
    known = name in _KERNEL_LISTS or name in _ALSO_KERNEL or name.startswith("linux-")
    return KERNEL if known else None


def _by_list(name: str, projects: Projects) -> str | None:
    return next((one.name for one in projects if name in one.lists), None)


def _by_word(words: Iterable[str], projects: Projects) -> str | None:
    given = tuple(words)
    if "pull" in given:
        return None
    for word in given:
        plain = word.lower().strip("[]:,")
        for project in projects:
            for start in project.words:
                rest = plain.removeprefix(start) if plain.startswith(start) else None
                if rest == "" or (rest and (rest[0] in "-_/. v" or rest.isdigit())):
                    return project.name
    return None


def _is_kernel_file(path: str) -> bool:
    top, slash, _ = path.partition("/")
    return bool(slash and top in _KERNEL_TREE) or path.startswith(_KERNEL_STARTS)


def _mostly(touched: tuple[str, ...], starts: tuple[str, ...]) -> bool:
    """Whether at least half of the files begin so."""
    hits = sum(path.startswith(starts) for path in touched)
    return bool(touched) and 2 * hits >= len(touched)
