# SPDX-License-Identifier: GPL-2.0-or-later
"""Who ``me`` is: by the configuration, by git, and by a mailmap."""

import os
import subprocess
from pathlib import Path

import pytest

from tracker.config import Config
from tracker.errors import ConfigError
from tracker.mail.mailmap import MAX_LINES, joined, read_mailmap
from tracker.model.mail import Person
from tracker.model.query import Identity
from tracker.services.identity import identity, who_asks

ADA = Person("Ada Author", "ada@example.org")
MAP = """\
# Ada changed her employer, and her name
Ada Author <ada@example.org> <ada@old.example.org>
Ada Author <ada@example.org> Ada Maiden <office@example.org>
<ada@example.org> <A.Author@Example.Org> # the address of her phone
Rex Reviewer <rex@example.org> <rex@old.example.org>
Mia Maintainer <mia@example.org>
broken < line
"""


def holds(who: Identity, name: str, email: str) -> bool:
    return who.holds(Person(name, email))


# ---- a mailmap ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known", ["ada@example.org", "ADA@old.example.org", "a.author@example.org"]
)
def test_any_of_my_addresses_leads_to_all(known: str) -> None:
    who = joined([known], read_mailmap(MAP))
    for email in ("ada@example.org", "Ada@Old.Example.org", "a.author@example.org"):
        assert holds(who, "whoever", email)
    assert not holds(who, "Rex Reviewer", "rex@example.org")
    assert not holds(who, "Mia Maintainer", "mia@example.org")


def test_an_address_that_others_use_as_well_is_mine_under_my_name() -> None:
    who = joined(["ada@example.org"], read_mailmap(MAP))
    assert holds(who, "ada maiden", "office@example.org")
    assert not holds(who, "Rex Reviewer", "office@example.org")


def test_a_line_that_sets_a_name_alone_joins_nothing() -> None:
    who = joined(["mia@example.org"], read_mailmap(MAP))
    assert who == Identity(addresses=frozenset({"mia@example.org"}))


def test_the_last_line_for_an_address_holds() -> None:
    text = "<one@example.org> <used@example.org>\n<two@example.org> <used@example.org>\n"
    assert not holds(joined(["one@example.org"], read_mailmap(text)), "", "used@example.org")
    assert holds(joined(["two@example.org"], read_mailmap(text)), "", "used@example.org")


def test_somebody_without_an_address_is_not_me() -> None:
    assert not joined(["", "  "], read_mailmap(MAP))
    assert not holds(joined(["ada@example.org"], ()), "Ada Author", "")


def test_a_mailmap_without_an_end_is_cut() -> None:
    text = "<a@example.org> <b@example.org>\n" * (MAX_LINES + 5) + "<" * 100_000
    assert len(read_mailmap(text)) == MAX_LINES


def test_it_agrees_with_git(tmp_path: Path) -> None:
    """``git check-mailmap`` leads each of these to the address that we lead it to."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".mailmap").write_text(MAP, encoding="utf-8")
    asked = [("x", "ada@old.example.org"), ("Ada Maiden", "office@example.org"),
             ("Rex", "office@example.org"), ("x", "a.author@example.org"),
             ("x", "rex@old.example.org"), ("y", "mia@example.org")]  # fmt: skip
    who = joined(["ada@example.org"], read_mailmap(MAP))
    for name, email in asked:
        done = subprocess.run(
            ["git", "check-mailmap", f"{name} <{email}>"],
            cwd=tmp_path, check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert holds(who, name, email) == done.stdout.strip().endswith("<ada@example.org>")


# ---- the configuration and git -----------------------------------------------------------------


@pytest.fixture
def git(sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to stand in, and the user's configuration of git; the path of the latter."""
    subprocess.run(["git", "init", "-q", str(tmp_path / "repo")], check=True)
    monkeypatch.chdir(tmp_path / "repo")
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    return Path(os.environ["HOME"]) / ".gitconfig"


def test_git_tells_every_address_it_knows(git: Path) -> None:
    """The user's, and that of the repository where the command runs."""
    git.write_text("[user]\n\temail = Ada@example.org\n", encoding="utf-8")
    subprocess.run(["git", "config", "user.email", "ada@work.example.org"], check=True)
    assert identity((), None).addresses == {"ada@example.org", "ada@work.example.org"}


def test_the_configuration_comes_before_git(git: Path) -> None:
    git.write_text("[user]\n\temail = rex@example.org\n", encoding="utf-8")
    assert identity(("ada@example.org",), None).addresses == {"ada@example.org"}


def test_git_names_the_mailmap(git: Path) -> None:
    place = git.with_name("people")
    place.write_text(MAP, encoding="utf-8")
    git.write_text(
        "[user]\n\temail = ada@example.org\n[mailmap]\n\tfile = ~/people\n", encoding="utf-8"
    )
    assert holds(identity((), None), "", "ada@old.example.org")
    assert holds(identity(("ada@example.org",), None), "", "ada@old.example.org")


def test_the_configured_mailmap_comes_before_gits(git: Path) -> None:
    git.with_name("people").write_text(MAP, encoding="utf-8")
    git.write_text("[mailmap]\n\tfile = ~/people\n", encoding="utf-8")
    own = git.with_name("own")
    own.write_text("<ada@example.org> <ada@club.example.org>\n", encoding="utf-8")
    who = identity(("ada@example.org",), own)
    assert who.addresses == {"ada@example.org", "ada@club.example.org"}


def test_a_named_mailmap_that_is_not_there_is_a_fault(git: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere cannot be read"):
        identity(("ada@example.org",), git.with_name("nowhere"))


def test_gits_mailmap_that_is_not_there_is_passed_over_as_git_does(git: Path) -> None:
    git.write_text("[mailmap]\n\tfile = ~/nowhere\n", encoding="utf-8")
    assert identity(("ada@example.org",), None).addresses == {"ada@example.org"}


def test_without_git_and_without_an_address_nobody_asks(
    git: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not identity((), None)
    monkeypatch.setenv("PATH", "/nowhere")
    assert not identity((), None)


def test_who_asks_is_found_out_once(git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git.write_text("[user]\n\temail = ada@example.org\n", encoding="utf-8")
    me = who_asks(Config())
    first = me()
    monkeypatch.setenv("PATH", "/nowhere")
    assert me() is first
    assert first.holds(ADA)
