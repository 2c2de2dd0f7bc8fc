# SPDX-License-Identifier: GPL-2.0-or-later
"""``site`` and ``show --format html``: pages that need nothing; only what changed is written."""

import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.threads import GADGETS, V1, V2
from tests.mails import ADA, REX, at, mail, patch
from tracker.export.site.names import file_name, series_page
from tracker.services.site.folder import MANIFEST

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line"}
ATOM = "{http://www.w3.org/2005/Atom}"
ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e"


class Checker(HTMLParser):
    """Collects links and ids, and refuses what is not closed, doubled or active."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if len(found) != len(attrs):
            self.faults.append(f"an attribute of {tag} is doubled")
        if tag in ("script", "iframe", "object", "embed", "base", "form", "img"):
            self.faults.append(tag)
        self.faults += [
            f"{tag} {name}" for name in found if name.startswith("on") or name == "style"
        ]
        if tag in ("td", "th") and self.open[-1:] != ["tr"]:
            self.faults.append(f"{tag} in {self.open[-1:]}")
        if tag == "li" and self.open[-1:] != ["ul"]:
            self.faults.append(f"li in {self.open[-1:]}")
        if tag in ("ul", "table", "p", "section", "dl") and "p" in self.open:
            self.faults.append(f"{tag} in p")
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("href") is not None:
            self.links.append(str(found["href"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1:] != [tag]:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        elif self.open:
            self.open.pop()


def checked(text: str) -> Checker:
    assert text.startswith("<!doctype html>\n")
    found = Checker()
    found.feed(text)
    found.close()
    assert found.faults == []
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    assert "default-src 'none'" in text
    return found


def check_site(folder: Path) -> int:
    """Every page and feed is sound, and every link inside leads to a file; how many files."""
    files = [one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")]
    for file in files:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".html":
            links = checked(text).links
        elif file.suffix == ".xml":
            links = check_feed(text)
        else:
            continue
        for one in links:
            parts = urlsplit(one)
            if parts.scheme or one.startswith("#"):
                continue
            assert (file.parent / unquote(parts.path)).is_file(), f"{file}: {one}"
    return len(files)


def check_feed(text: str) -> list[str]:
    """What RFC 4287, sections 4.1.1 and 4.1.2, ask of a feed and its entries; its links."""
    feed = ET.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        assert len(one.findall(f"{ATOM}id")) == 1
        assert urlsplit(one.findtext(f"{ATOM}id") or "").scheme in ("mid", "urn")
        assert one.findtext(f"{ATOM}title") is not None
        datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return [str(one.get("href")) for one in feed.iter(f"{ATOM}link") if one.get("href")]


def stamps(folder: Path) -> dict[str, int]:
    return {
        str(one.relative_to(folder)): one.stat().st_mtime_ns
        for one in folder.rglob("*")
        if one.is_file() and not one.name.startswith(".")
    }


@pytest.fixture
def site(tracker: Tracker, indexed: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    ran = tracker("site", folder, "--offline")
    assert ran.status == 0, ran.err
    return folder


def test_a_site_has_a_page_for_each_series_and_every_link_inside_leads_somewhere(
    site: Path,
) -> None:
    assert check_site(site) > 10
    page = (site / series_page(V1)).read_text(encoding="utf-8")
    assert "make widgets better" in page
    assert "Reviewed-by Rex Reviewer" in page
    assert "<code></code>" not in (site / "index.html").read_text(encoding="utf-8")
    # Any posting leads to its series, by a name that lasts.
    assert file_name(V1) in (site / series_page(V2)).read_text(encoding="utf-8")
    index = json.loads((site / "index.json").read_text(encoding="utf-8"))
    assert {one["id"] for one in index["series"]} == {V1, GADGETS}
    assert all((site / one["page"]).is_file() for one in index["series"])


def test_only_what_changed_is_written(
    tracker: Tracker, indexed: Path, site: Path, tmp_path: Path
) -> None:
    """An answer changes the pages of its series and of those around it, and no other's."""
    apart = patch("hammer: Hit it", message_id="hammer@example.org")
    assert tracker("index", eml_folder(tmp_path / "apart", [apart])).status == 0
    assert tracker("site", site, "--offline").status == 0
    before = stamps(site)
    again = tracker("site", site, "--offline", "--all")
    assert "0 pages of series made, 0 files written" in again.err
    assert stamps(site) == before
    answer = mail("Re: [PATCH] gadget: use the better widgets", REX, "Why?\n", date=at(24 * 21),
                  message_id="new@example.org", in_reply_to=GADGETS)  # fmt: skip
    assert tracker("index", eml_folder(tmp_path / "more", [answer])).status == 0
    ran = tracker("site", site, "--offline")
    assert "3 series, 2 pages of series made" in ran.err
    changed = {name for name, at_ in stamps(site).items() if before.get(name) != at_}
    assert series_page(GADGETS) in changed
    assert series_page("hammer@example.org") not in changed
    check_site(site)
    whole = tmp_path / "whole"
    assert tracker("site", whole, "--offline").status == 0
    assert _texts_of(site) == _texts_of(whole)


def _texts_of(site: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(site)): one.read_bytes()
        for one in site.rglob("*")
        if one.is_file() and not one.name.startswith(".tracker")
    }


def test_a_series_judged_again_to_the_same_end_is_not_made_again(
    tracker: Tracker, indexed: Path, site: Path
) -> None:
    assert tracker("site", site, "--offline").status == 0
    with closing(sqlite3.connect(indexed / "tracker.db")) as database, database:
        database.execute("UPDATE board_row SET judged = 0, mark = '', stale = 1")
    again = tracker("site", site, "--offline")
    assert "0 pages of series made, 0 files written" in again.err
    with closing(sqlite3.connect(indexed / "tracker.db")) as database, database:
        assert database.execute("SELECT count(*) FROM board_row WHERE judged = 0").fetchone() == (
            0,
        )
    # What proves a landing is in no row: judged from other things, each page is made again.
    (indexed / "config.toml").write_text('[projects.zither]\nlists = ["zithers"]\n')
    kept = (site / MANIFEST).read_text().replace('"judged": "', '"judged": "other ')
    (site / MANIFEST).write_text(kept)
    assert "2 pages of series made, 0 files written" in tracker("site", site, "--offline").err


def test_what_no_longer_belongs_is_removed(tracker: Tracker, site: Path) -> None:
    assert tracker("site", site, "gadget", "--offline").status == 0
    assert not (site / series_page(V1)).exists()
    assert (site / series_page(GADGETS)).exists()
    check_site(site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    none = tracker("site", site, "nosuchword", "--offline")
    assert none.status == 3
    assert f"no series meets the query; the site in {site} stays as it is" in none.err
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    shutil.rmtree(site)
    assert tracker("site", site, "nosuchword", "--offline").status == 0
    check_site(site)


def test_a_folder_of_others_is_refused(tracker: Tracker, indexed: Path, tmp_path: Path) -> None:
    """Nothing in it is touched; nor is a stranger among the site's own files."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Ada", encoding="utf-8")
    ran = tracker("site", folder, "--offline")
    assert ran.status == 2
    assert "holds files of others (letter.txt)" in ran.err
    assert [one.name for one in folder.iterdir()] == ["letter.txt"]
    own = tmp_path / "own"
    assert tracker("site", own, "nosuchword", "--offline").status == 0
    (own / "series").mkdir(exist_ok=True)
    (own / series_page(V1)).write_text("mine", encoding="utf-8")
    ran = tracker("site", own, "--offline")
    assert ran.status == 2
    assert "is in the way" in ran.err
    assert (own / series_page(V1)).read_text(encoding="utf-8") == "mine"


def test_two_at_once_do_not_mix(tracker: Tracker, site: Path) -> None:
    """The second is turned away while the first writes."""
    import fcntl

    with (site / ".tracker-site.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ran = tracker("site", site, "--offline")
    assert ran.status == 2
    assert "another tracker writes the site" in ran.err


def test_a_site_that_was_cut_off_is_finished_by_the_next_run(tracker: Tracker, site: Path) -> None:
    """Files are named before they are written."""
    found = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
    found["memo"] = {}
    found["files"][series_page(V1)] = ""
    (site / MANIFEST).write_text(json.dumps(found), encoding="utf-8")
    (site / series_page(V1)).write_text("half", encoding="utf-8")
    assert tracker("site", site, "--offline").status == 0
    checked((site / series_page(V1)).read_text(encoding="utf-8"))


def test_hostile_mail_stays_text(tracker: Tracker, tmp_path: Path) -> None:
    """In titles, names, ids, quotes and files; odd dates make no odd feed."""
    ids = ("..", "a/../../../etc/passwd@x", f"{ATTACK.split(chr(0x202E))[0]}@x".replace(" ", ""),
           "x" * 400 + "@example.org", ".hidden@example.org", "%2e%2e%2f@example.org")  # fmt: skip
    raws = [
        patch(f"gizmo: {ATTACK} {number}", f'"{ATTACK}" <ada@example.org>', message_id=name,
              date=at(-24 * 365 * 40 * (number % 2)))
        for number, name in enumerate(ids)
    ]  # fmt: skip
    raws.append(mail(f"Re: [PATCH] {ATTACK}", ADA, f"Why {ATTACK}?\n", in_reply_to=ids[1]))
    assert tracker("index", eml_folder(tmp_path / "mails", raws)).status == 0
    folder = tmp_path / "deep" / "site"
    ran = tracker("site", folder, "--offline", "--title", ATTACK, "--url", "https://x.org/p")
    assert ran.status == 0, ran.err
    assert check_site(folder) > 10
    whole = "".join(one.read_text("utf-8") for one in folder.rglob("*.html"))
    assert "\u202e" not in whole
    assert "<script" not in whole
    assert {one.name for one in (tmp_path / "deep").iterdir()} == {"site"}


def test_one_series_as_a_page_of_its_own(tracker: Tracker, indexed: Path) -> None:
    ran = tracker("show", V1, "--offline", "--format", "html")
    assert ran.status == 0, ran.err
    found = checked(ran.out)
    assert all(one.startswith(("https://", "#")) for one in found.links)
    day = tracker("show", V1, "--offline", "--format", "html", "--as-of", "2025-01-07")
    assert "v2" not in re.findall(r"<td>(v\d)</td>", day.out)


def test_no_two_names_share_a_file() -> None:
    """Nor leave their folder, hide, or grow past what file systems take."""
    names = [
        "a/b",
        "a_b",
        "a\\b",
        "A_b",
        "..",
        ".",
        "",
        "a" * 300,
        "a" * 301,
        "%2e",
        "ä",
        "\0",
        ".x",
    ]
    made = [file_name(one) for one in names]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[A-Za-z0-9@+=_-][A-Za-z0-9@+=._-]{0,140}", one) for one in made)


def test_a_site_shows_today_alone(tracker: Tracker, tmp_path: Path) -> None:
    for words in (("--as-of", "2025-01-07"), ("--url", "ftp://x.org")):
        assert tracker("site", tmp_path / "s", *words).status == 2
    assert not (tmp_path / "s").exists()
