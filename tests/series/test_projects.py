# SPDX-License-Identifier: GPL-2.0-or-later
"""Which project a series is for."""

import pytest

from tests.mails import patch
from tests.posts import work
from tracker.model.project import Project
from tracker.series.projects import PROJECTS, project_named, project_of, series_project, with_own

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


def test_a_title_begins_with_the_projects_name() -> None:
    def told(title: str) -> str | None:
        raw = patch(title, message_id="a@example.org", cc=("linux-erofs@lists.example.org",))
        return series_project(work(raw))

    assert told("erofs-utils: mkfs: fix the build") == "erofs-utils"
    assert told("erofs-lamp: fix the build") is None
    assert told("git: fix the build") is None


def test_nothing_told_is_not_known() -> None:
    assert project_of(("lamps@lists.example.org",), ("lamp",), ("lamp.c",)) is None


def test_lists_and_prefixes_are_looked_up_by_name() -> None:
    assert project_named("qemu-devel") == "qemu"
    assert project_named("iproute2-next") == "iproute2"
    assert project_named("netdev") is None


def test_no_list_belongs_to_two_projects() -> None:
    lists = [name for project in PROJECTS for name in project.lists]
    assert len(lists) == len(set(lists))


# ---- rows of the user's own ----------------------------------------------------------------------

LAMPS = with_own((Project(name="lamps", lists=("lamps",), words=("lamps",), files=("src/lamp",)),))


@pytest.mark.parametrize(
    ("lists", "words", "files"),
    [
        (NETDEV, ("lamps-next",), ()),
        (NETDEV, (), ("src/lamp.c", "README")),
        (("lamps@lists.example.org",), (), ()),
    ],
)
def test_a_row_of_the_users_tells_by_word_file_and_list(
    lists: tuple[str, ...], words: tuple[str, ...], files: tuple[str, ...]
) -> None:
    assert project_of(lists, words, files, LAMPS) == "lamps"
    assert project_of(lists, words, files) != "lamps"


def test_the_shipped_rows_stay_beside_the_users() -> None:
    assert project_of(NETDEV, ("iproute2",), (), LAMPS) == "iproute2"
    assert project_named("lamps@lists.example.org", LAMPS) == "lamps"
    assert project_named("qemu-devel", LAMPS) == "qemu"


def test_a_row_of_a_shipped_name_takes_its_place() -> None:
    table = with_own((Project(name="qemu", words=("quick",)),))
    assert [one.name for one in table].count("qemu") == 1
    assert project_of((), ("quick",), (), table) == "qemu"
    assert project_of(("qemu-devel@nongnu.org",), ("qemu",), ("hw/lamp.c",), table) is None


@pytest.mark.parametrize(
    ("own", "lists", "words", "files"),
    [
        (Project(name="lamps", words=("pahole",)), NETDEV, ("pahole",), ()),
        (Project(name="lamps", files=("btf_encoder",)), NETDEV, (), ("btf_encoder.c",)),
        (Project(name="lamps", lists=("dwarves",)), ("dwarves@vger.kernel.org",), (), ()),
    ],
)
def test_what_both_the_user_and_the_shipped_table_claim_is_the_users(
    own: Project, lists: tuple[str, ...], words: tuple[str, ...], files: tuple[str, ...]
) -> None:
    assert project_of(lists, words, files) == "pahole"
    assert project_of(lists, words, files, with_own((own,))) == "lamps"


def test_files_of_the_kernel_stay_the_kernels() -> None:
    own = with_own((Project(name="lamps", files=("drivers/lamp",)),))
    assert project_of((), (), ("drivers/lamp/lamp.c",), own) == "kernel"
