# SPDX-License-Identifier: GPL-2.0-or-later
"""Add to the documentation site what lies elsewhere in the tree (a hook of mkdocs).

The pages at the top of the checkout (README, CHANGELOG, CONTRIBUTING, SECURITY) are pages of the
site too, with their links turned; docs/decisions/ is listed whole, so that a new decision needs no
line in mkdocs.yml.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

TOP = Path(__file__).resolve().parent.parent
PAGES = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Append the decisions to the navigation, by number."""
    decisions = sorted((TOP / "docs" / "decisions").glob("*.md"))
    assert config.nav is not None
    config.nav.append({"Decisions": [f"decisions/{one.name}" for one in decisions]})
    return config


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the pages from the top of the checkout."""
    for source, page in PAGES.items():
        text = LINK.sub(_turned, (TOP / source).read_text())
        files.append(File.generated(config, page, content=text))
    return files


def _turned(link: re.Match[str]) -> str:
    """Return a link of a page at the top as it reads from within docs/."""
    target, anchor = link[1], link[2] or ""
    if "://" not in target:
        target = PAGES.get(target, target.removeprefix("docs/"))
        if target == "schema":
            target = "schema/README.md"
    return f"]({target}{anchor})"
