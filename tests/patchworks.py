# SPDX-License-Identifier: GPL-2.0-or-later
"""A Patchwork on loopback that answers as the real one (3.2, API 1.3) was recorded to.

An unknown project, submitter or parameter gives an empty list or everything, never an error; a
``msgid`` is asked without angle brackets and answered with them; a page past the end is 404.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Reply, served


@dataclass(kw_only=True)
class PwPatch:
    """A patch there."""

    number: int
    message_id: str
    email: str = "ada@example.org"
    date: str = "2025-01-06T10:00:00"
    state: str = "new"
    archived: bool = False
    delegate: tuple[str, str] | None = None
    project: str = "widgets"
    series: int = 7
    checks: list[tuple[str, str, str]] = field(default_factory=list)
    """Context, state, date."""


@dataclass
class Pw:
    """The server."""

    patches: list[PwPatch]
    projects: list[str] = field(default_factory=lambda: ["widgets"])
    covers: dict[int, str] = field(default_factory=dict)
    bundles: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    port: int = 0
    asked: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    say: bytes | None = None
    """What it answers instead of all else."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def shown(self, one: PwPatch) -> dict[str, object]:
        delegate = one.delegate and {
            "id": 1, "username": one.delegate[0], "first_name": "", "last_name": "",
            "email": one.delegate[1],
        }  # fmt: skip
        page = f"{self.url}/project/{one.project}"
        return {
            "id": one.number,
            "web_url": f"{page}/patch/{one.message_id}/",
            "project": {"id": 1, "link_name": one.project},
            "msgid": f"<{one.message_id}>",
            "date": one.date,
            "name": "[1/2] a patch",
            "state": one.state,
            "archived": one.archived,
            "submitter": {"id": 1, "name": "Ada", "email": one.email},
            "delegate": delegate,
            "series": [{"id": one.series, "web_url": f"{page}/list/?series={one.series}"}],
            "check": one.checks[-1][1] if one.checks else "pending",
        }

    def reply(self, path: str, headers: Message) -> Reply:
        self.asked.append(path)
        self.keys.append(headers["Authorization"])
        if self.say is not None:
            return Reply(self.say)
        try:
            found = self.answer(path)
        except StopIteration:
            found = None
        return Reply(json.dumps(found).encode(), 404 if found is None else 200)

    def answer(self, path: str) -> object:
        parts = urlsplit(path)
        names = [name for name in parts.path.split("/") if name][1:]
        asked = {key: value[-1] for key, value in parse_qs(parts.query).items()}
        if names[0] == "projects":
            known = names[1] in self.projects
            return {"id": 1, "link_name": names[1]} if known else None
        if names[0] == "bundles":
            return [
                {"id": 1, "name": name, "patches": [self.shown(self.numbered(n)) for n in numbers]}
                for (owner, name), numbers in self.bundles.items()
                if owner == asked.get("owner")
            ]
        if names[0] == "series":
            cover = self.covers.get(int(names[1]))
            own = [self.shown(one) for one in self.patches if one.series == int(names[1])]
            return {"id": int(names[1]), "patches": own,
                    "cover_letter": cover and {"id": 1, "msgid": f"<{cover}>"}}  # fmt: skip
        if len(names) > 2:
            return [
                {"id": n, "context": context, "state": state, "date": date, "description": "so",
                 "target_url": "https://ci.example.org/1", "user": {"username": "bot"}}
                for n, (context, state, date) in enumerate(self.numbered(int(names[1])).checks)
            ]  # fmt: skip
        if len(names) == 2:
            return self.shown(self.numbered(int(names[1])))
        return self.listed(asked)

    def numbered(self, number: int) -> PwPatch:
        return next(one for one in self.patches if one.number == number)

    def listed(self, asked: dict[str, str]) -> object:
        size, page = int(asked.get("per_page", 30)), int(asked.get("page", 1))
        fits = [
            self.shown(one)
            for one in self.patches
            if asked.get("submitter", one.email) == one.email
            and asked.get("msgid", one.message_id) == one.message_id
            and asked.get("series", str(one.series)) == str(one.series)
            and asked.get("project", one.project) == one.project
            and asked.get("since", "") <= one.date <= asked.get("before", "9")
        ]
        part = fits[(page - 1) * size : page * size]
        return part if part or page == 1 else None


@contextmanager
def patchwork_of(*patches: PwPatch) -> Iterator[Pw]:
    """Serve some patches as Patchwork does."""
    pw = Pw(list(patches))
    with served(pw.reply) as pw.port:
        yield pw
