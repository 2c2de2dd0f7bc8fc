"""Which project a series is for."""

import pytest

from tracker.core.projects import PROJECTS, project_named, project_of

NETDEV = ("netdev@vger.kernel.org",)


@pytest.mark.parametrize(
    ("word", "project"),
    [
        ("iproute2-next", "iproute2"),
        ("iproute2", "iproute2"),
        ("dwarves", "pahole"),
        ("bluez", "bluez"),
        ("xfstests", "fstests"),
        ("liburing", "liburing"),
        ("kvm-unit-tests", "kvm-unit-tests"),
        ("ethtool-next", "ethtool"),
        ("BlueZ", "bluez"),
    ],
)
def test_the_prefix_of_the_subject_names_the_project(word: str, project: str) -> None:
    assert project_of(NETDEV, (word,), ()) == project


@pytest.mark.parametrize("words", [("net-next",), ("bpf-next",), ("git", "pull"), ("bluetooth",)])
def test_trees_of_the_kernel_are_the_kernel(words: tuple[str, ...]) -> None:
    assert project_of(NETDEV, words, ()) == "kernel"


@pytest.mark.parametrize(
    ("files", "project"),
    [
        (("drivers/net/lamp.c",), "kernel"),
        (("tools/testing/selftests/lamp/Makefile",), "kernel"),
        (("btf_encoder.c", "tests/lamp.sh"), "pahole"),
        (("src/include/liburing.h", "src/setup.c"), "liburing"),
        (("e2fsck/pass1.c",), "e2fsprogs"),
        (("client/main.c", "src/shared/lamp.c"), "bluez"),
    ],
)
def test_touched_files_tell_where_the_lists_are_shared(
    files: tuple[str, ...], project: str
) -> None:
    assert project_of(NETDEV, (), files) == project


@pytest.mark.parametrize(
    ("address", "project"),
    [
        ("dwarves@vger.kernel.org", "pahole"),
        ("qemu-devel@nongnu.org", "qemu"),
        ("fstests@vger.kernel.org", "fstests"),
        ("linux-man@vger.kernel.org", "man-pages"),
        ("ltp@lists.linux.it", "ltp"),
        ("linux-kselftest@vger.kernel.org", "kernel"),
    ],
)
def test_a_list_of_its_own_tells_the_project(address: str, project: str) -> None:
    assert project_of((address,), (), ()) == project


def test_a_kernel_patch_copied_to_another_projects_list_stays_the_kernels() -> None:
    lists = ("bpf@vger.kernel.org", "dwarves@vger.kernel.org")
    assert project_of(lists, (), ("kernel/bpf/btf.c",)) == "kernel"
    assert project_of(lists, (), ("tests/lamp.sh", "dwarves.h")) == "pahole"
    assert project_of(lists, (), ()) == "kernel"


def test_a_word_that_also_names_a_part_of_the_kernel_yields_to_its_files() -> None:
    assert project_of(NETDEV, ("xen",), ("drivers/xen/lamp.c",)) == "kernel"
    assert project_of(NETDEV, ("xen",), ("xen/common/lamp.c",)) == "xen"


def test_nothing_told_is_not_known() -> None:
    assert project_of(("lamps@lists.example.org",), ("lamp",), ("lamp.c",)) is None


def test_lists_and_prefixes_are_looked_up_by_name() -> None:
    assert project_named("qemu-devel") == "qemu"
    assert project_named("iproute2-next") == "iproute2"
    assert project_named("netdev") is None


def test_no_list_belongs_to_two_projects() -> None:
    lists = [name for project in PROJECTS for name in project.lists]
    assert len(lists) == len(set(lists))
