# SPDX-License-Identifier: GPL-2.0-or-later
"""Which repository shows what landed of a list: where what is posted there goes when applied.

Data, for the lists whose answer is well known: the ``T:`` lines of the kernel's MAINTAINERS file
and the home pages of the projects. A MAINTAINERS file that is configured or stands in a repository
answers for the others. Any clone of mainline shows what became of a kernel list too, late but
surely.
"""

from collections.abc import Iterable, Iterator, Mapping

from tracker.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TreeSource:
    """A repository, and the lists whose patches it gets."""

    lists: tuple[str, ...]
    """Names before the ``@``."""
    name: str
    """What a user would call it in ``[repos]``."""
    url: str
    """Where it can be cloned from."""


_SCM = "https://git.kernel.org/pub/scm"
_LINUX = f"{_SCM}/linux/kernel/git"
MAINLINE = TreeSource((), "linux", f"{_LINUX}/torvalds/linux.git")
"""Shows what became of every kernel list in the end."""
PROJECT_SOURCES = (
    TreeSource(("ltp",), "ltp", "https://github.com/linux-test-project/ltp.git"),
    TreeSource(("linux-man",), "man-pages", f"{_SCM}/docs/man-pages/man-pages.git"),
    TreeSource(("dwarves",), "pahole", f"{_SCM}/devel/pahole/pahole.git"),
    TreeSource(("linux-bluetooth",), "bluez", f"{_SCM}/bluetooth/bluez.git"),
    TreeSource(("ell", "iwd"), "iwd", f"{_SCM}/network/wireless/iwd.git"),
    TreeSource(("fstests",), "xfstests", f"{_SCM}/fs/xfs/xfstests-dev.git"),
    TreeSource(("qemu-devel",), "qemu", "https://gitlab.com/qemu-project/qemu.git"),
    TreeSource(("u-boot",), "u-boot", "https://source.denx.de/u-boot/u-boot.git"),
    TreeSource(("barebox",), "barebox", "https://github.com/barebox/barebox.git"),
    TreeSource(("buildroot",), "buildroot", "https://gitlab.com/buildroot.org/buildroot.git"),
    TreeSource(("git",), "git", "https://github.com/git/git.git"),
    TreeSource(("util-linux",), "util-linux", f"{_SCM}/utils/util-linux/util-linux.git"),
    TreeSource(("linux-sparse",), "sparse", f"{_SCM}/devel/sparse/sparse.git"),
    TreeSource(("devicetree-compiler",), "dtc", f"{_SCM}/utils/dtc/dtc.git"),
    TreeSource(("linux-trace-devel",), "trace-cmd", f"{_SCM}/utils/trace-cmd/trace-cmd.git"),
    TreeSource(("tools",), "b4", f"{_SCM}/utils/b4/b4.git"),
    TreeSource((), "iproute2", f"{_SCM}/network/iproute2/iproute2.git"),
    TreeSource((), "liburing", "https://git.kernel.dk/liburing"),
    TreeSource((), "btrfs-progs", "https://github.com/kdave/btrfs-progs.git"),
    TreeSource((), "kvm-unit-tests", "https://gitlab.com/kvm-unit-tests/kvm-unit-tests.git"),
    TreeSource((), "erofs-utils", f"{_LINUX}/xiang/erofs-utils.git"),
)
"""Projects of their own; a list of several projects is a kernel list."""
KERNEL_SOURCES = (
    TreeSource(("linux-btrfs",), "btrfs", "https://github.com/btrfs/linux.git"),
    TreeSource(("netdev",), "net-next", f"{_LINUX}/netdev/net-next.git"),
    TreeSource(("bpf",), "bpf-next", f"{_LINUX}/bpf/bpf-next.git"),
    TreeSource(("linux-wireless",), "wireless-next", f"{_LINUX}/wireless/wireless-next.git"),
    TreeSource(("linux-nfs",), "nfsd", f"{_LINUX}/cel/linux.git"),
    TreeSource(("linux-mm",), "mm", f"{_LINUX}/akpm/mm.git"),
    TreeSource(("linux-i2c",), "i2c", f"{_LINUX}/andi.shyti/linux.git"),
    TreeSource(("linux-mmc",), "mmc", f"{_LINUX}/ulfh/mmc.git"),
    TreeSource(("dmaengine",), "dmaengine", f"{_LINUX}/vkoul/dmaengine.git"),
    TreeSource(
        ("platform-driver-x86",), "pdx86", f"{_LINUX}/pdx86/platform-drivers-x86.git"
    ),
    TreeSource(("linux-erofs",), "erofs", f"{_LINUX}/xiang/erofs.git"),
    TreeSource(("io-uring", "linux-block"), "linux-block", f"{_LINUX}/axboe/linux.git"),
    TreeSource(("linux-kselftest",), "kselftest", f"{_LINUX}/shuah/linux-kselftest.git"),
    TreeSource(("kunit-dev",), "kselftest", f"{_LINUX}/shuah/linux-kselftest.git"),
    TreeSource(("linux-xfs",), "xfs", f"{_SCM}/fs/xfs/xfs-linux.git"),
    TreeSource(("linux-ext4",), "ext4", f"{_LINUX}/tytso/ext4.git"),
    TreeSource(("linux-fsdevel",), "vfs", f"{_LINUX}/vfs/vfs.git"),
    TreeSource(("linux-f2fs-devel",), "f2fs", f"{_LINUX}/jaegeuk/f2fs.git"),
    TreeSource(("kvm",), "kvm", f"{_SCM}/virt/kvm/kvm.git"),
    TreeSource(("kvmarm",), "kvmarm", f"{_LINUX}/kvmarm/kvmarm.git"),
    TreeSource(("linux-scsi",), "scsi", f"{_LINUX}/mkp/scsi.git"),
    TreeSource(("linux-pci",), "pci", f"{_LINUX}/pci/pci.git"),
    TreeSource(("linux-usb",), "usb", f"{_LINUX}/gregkh/usb.git"),
    TreeSource(("linux-media",), "media", "https://git.linuxtv.org/media.git"),
    TreeSource(("linux-crypto",), "crypto", f"{_LINUX}/herbert/cryptodev-2.6.git"),
    TreeSource(("linux-sound", "alsa-devel"), "sound", f"{_LINUX}/tiwai/sound.git"),
    TreeSource(("linux-riscv",), "riscv", f"{_LINUX}/riscv/linux.git"),
    TreeSource(("linux-s390",), "s390", f"{_LINUX}/s390/linux.git"),
    TreeSource(("linuxppc-dev",), "powerpc", f"{_LINUX}/powerpc/linux.git"),
    TreeSource(("linux-gpio",), "gpio", f"{_LINUX}/brgl/linux.git"),
    TreeSource(("linux-clk",), "clk", f"{_LINUX}/clk/linux.git"),
    TreeSource(("linux-pm", "linux-acpi"), "pm", f"{_LINUX}/rafael/linux-pm.git"),
    TreeSource(("linux-hwmon",), "hwmon", f"{_LINUX}/groeck/linux-staging.git"),
    TreeSource(("linux-iio",), "iio", f"{_LINUX}/jic23/iio.git"),
    TreeSource(("linux-input",), "input", f"{_LINUX}/dtor/input.git"),
    TreeSource(("linux-rdma",), "rdma", f"{_LINUX}/rdma/rdma.git"),
    TreeSource(("selinux",), "selinux", f"{_LINUX}/pcmoore/selinux.git"),
    TreeSource(("linux-security-module",), "lsm", f"{_LINUX}/pcmoore/lsm.git"),
    TreeSource(("linux-trace-kernel",), "trace", f"{_LINUX}/trace/linux-trace.git"),
    TreeSource(("linux-perf-users",), "perf", f"{_LINUX}/perf/perf-tools-next.git"),
    TreeSource(("rcu",), "rcu", f"{_LINUX}/rcu/linux.git"),
    TreeSource(("rust-for-linux",), "rust", "https://github.com/Rust-for-Linux/linux.git"),
    TreeSource(("linux-kbuild",), "kbuild", f"{_LINUX}/kbuild/linux.git"),
    TreeSource(("mptcp",), "mptcp", "https://github.com/multipath-tcp/mptcp_net-next.git"),
    TreeSource(("netfilter-devel",), "nf-next", f"{_LINUX}/netfilter/nf-next.git"),
    TreeSource(("linux-can",), "can-next", f"{_LINUX}/mkl/linux-can-next.git"),
    TreeSource(("linux-mtd",), "mtd", f"{_LINUX}/mtd/linux.git"),
    TreeSource(("linux-spi",), "spi", f"{_LINUX}/broonie/spi.git"),
    TreeSource(("linux-leds",), "leds", f"{_LINUX}/lee/leds.git"),
    TreeSource(("linux-rtc",), "rtc", f"{_LINUX}/abelloni/linux.git"),
    TreeSource(("linux-watchdog",), "watchdog", "https://www.linux-watchdog.org/linux-watchdog-next.git"),
    TreeSource(("linux-pwm",), "pwm", f"{_LINUX}/ukleinek/linux.git"),
    TreeSource(("linux-fbdev",), "fbdev", f"{_LINUX}/deller/linux-fbdev.git"),
    TreeSource(("linux-remoteproc",), "remoteproc", f"{_LINUX}/remoteproc/linux.git"),
    TreeSource(("linux-arm-msm",), "qcom", f"{_LINUX}/qcom/linux.git"),
    TreeSource(("linux-tegra",), "tegra", f"{_LINUX}/tegra/linux.git"),
    TreeSource(("linux-samsung-soc",), "samsung", f"{_LINUX}/krzk/linux.git"),
    TreeSource(("linux-doc",), "docs", "https://git.lwn.net/linux.git"),
    TreeSource(("linux-cifs",), "cifs", "https://git.samba.org/sfrench/cifs-2.6.git"),
    TreeSource(("ceph-devel",), "ceph", "https://github.com/ceph/ceph-client.git"),
    TreeSource(("linux-nvme",), "nvme", "https://git.infradead.org/nvme.git"),
    TreeSource(("nvdimm",), "nvdimm", f"{_LINUX}/nvdimm/nvdimm.git"),
    TreeSource(("linux-cxl",), "cxl", f"{_LINUX}/cxl/cxl.git"),
    TreeSource(("dm-devel",), "dm", f"{_LINUX}/device-mapper/linux-dm.git"),
    TreeSource(("linux-raid",), "md", f"{_LINUX}/mdraid/linux.git"),
    TreeSource(("linux-efi",), "efi", f"{_LINUX}/efi/efi.git"),
    TreeSource(("dri-devel",), "drm-misc", "https://gitlab.freedesktop.org/drm/misc/kernel.git"),
    TreeSource(("amd-gfx",), "amdgpu", "https://gitlab.freedesktop.org/agd5f/linux.git"),
    TreeSource(("intel-gfx",), "drm-intel", "https://gitlab.freedesktop.org/drm/i915/kernel.git"),
    TreeSource(("intel-xe",), "drm-xe", "https://gitlab.freedesktop.org/drm/xe/kernel.git"),
)  # fmt: skip
"""Trees of kernel lists, each the one that most of what is posted there goes to."""


def project_of_list(address: str) -> str | None:
    """Return the project whose own list an address is; None for a kernel list and any other."""
    name = address.partition("@")[0]
    return next((one.name for one in PROJECT_SOURCES if name in one.lists), None)


def sources_of(
    lists: Iterable[str], project: str | None, trees: Iterable[str] = ()
) -> tuple[TreeSource, ...]:
    """Return the repositories that would show what became of a series, the closest first.

    ``trees`` are the ``T:`` lines of its MAINTAINERS sections.
    """
    names = [one.partition("@")[0] for one in lists]
    kernel = project in (None, "kernel")
    data = (*PROJECT_SOURCES, *KERNEL_SOURCES) if kernel else PROJECT_SOURCES
    own = [one for one in PROJECT_SOURCES if one.name == project]
    found = [one for name in names for one in data if name in one.lists]
    named = list(_of_trees(trees)) if kernel else []
    mainline = [MAINLINE] if kernel else []
    return tuple(dict.fromkeys((*own, *named, *found, *mainline)))


def _of_trees(trees: Iterable[str]) -> Iterator[TreeSource]:
    """Yield the repositories of ``T:`` lines: ``git://host/x.git for-next``."""
    for line in trees:
        url = line.split()[0] if line.split() else ""
        if "://" in url:
            yield TreeSource((), url.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git"), url)


def telling_names(
    lists: Iterable[str],
    project: str | None,
    configured: Mapping[str, Iterable[str]],
    trees: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return those of the configured repositories that would show what became of a series.

    ``configured`` holds the URLs of the remotes of each by its name: a clone counts by where it
    comes from, whatever it is called.
    """
    sources = sources_of(lists, project, trees)
    names = {one.name for one in sources} | ({project} if project else set())
    kernel = project in (None, "kernel")
    return tuple(
        name
        for name, urls in configured.items()
        if name in names
        or (kernel and name.startswith("linux"))
        or any(_is_of(url, sources, kernel=kernel) for url in urls)
    )


def _is_of(url: str, sources: Iterable[TreeSource], *, kernel: bool) -> bool:
    # Not imported for a warm start without a repository.
    from tracker.landing.trees import find_tree, same_tree

    if kernel and find_tree(url) is not None:
        return True
    return any(same_tree(url, one.url) for one in sources)
