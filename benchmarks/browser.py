# SPDX-License-Identifier: GPL-2.0-or-later
"""Open pages made from hostile mail in a real browser, and look at what it does.

``python -m benchmarks.browser [--browser chromium]`` writes the HTML report, the site and the SVG
graph of series whose senders, titles, bodies, trailers, files and Message-IDs hold markup, scripts,
styles and links, and opens each page without a screen. Whatever a page asks this machine for beside
itself, a script that ran, a dialog, or a line of the console that names the page's policy, is
counted; none may be.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from benchmarks.kills import TOP
from tests.mails import at, cover, mail, patch

MARKS = (
    '<script>document.title="RAN"</script>',
    '<img src="{url}/leak-img" onerror="document.title=\'RAN\'">',
    '"><svg onload="document.title=\'RAN\'">',
    "' onmouseover='document.title=1' autofocus onfocus='document.title=\"RAN\"' x='",
    "]]><script>document.title='RAN'</script><![CDATA[",
    "--><iframe src='{url}/leak-frame'></iframe><!--",
    "</title></style></textarea></script><link rel=stylesheet href={url}/leak-css>",
    "<style>@import '{url}/leak-import';*{{background:url({url}/leak-bg)}}</style>",
    "<meta http-equiv=refresh content='0;url={url}/leak-refresh'>",
    "<base href='{url}/leak-base/'><form action='{url}/leak-form'><button autofocus>",
    "[x](javascript:document.title='RAN') ![y]({url}/leak-markdown)",
    "javascript:document.title='RAN'//@example.org",
    "data:text/html,<script>document.title='RAN'</script>",
    "&lt;script&gt;document.title='RAN'&lt;/script&gt;",
    "\u003cscript\u003e \x3cscript\x3e {{ 7*7 }} {{% raw %}} ${{document.title='RAN'}}",
    "<object data='{url}/leak-object'></object><embed src='{url}/leak-embed'>",
    "<video poster='{url}/leak-poster' src='{url}/leak-video' autoplay></video>",
    "<a href='{url}/leak-ping' ping='{url}/leak-ping'>x</a>",
    "<math><mtext><style><img src=x onerror=document.title='RAN'></style></mtext></math>",
    "+ADw-script+AD4-document.title='RAN'+ADw-/script+AD4-",
)


def hostile_mails(url: str) -> Iterator[bytes]:
    """Yield a series for each mark, with it wherever a mail has words."""
    for number, one in enumerate(MARKS):
        mark = one.format(url=url)
        flat = mark.replace("\n", " ")
        who = f'"{flat.replace(chr(34), chr(39))}" <ada{number}@example.org>'
        head = f"2025010{number % 9 + 1}-hostile{number}-v1-0-0123456789ab@example.org"
        text = f"{mark}\nLink: {url}/leak-link/{number}@example.org\nThis depends on {mark}\n"
        yield cover(f"hat {flat}", who, total=1, message_id=head, body=text, date=at(number))
        yield patch(
            f"hat: {flat}",
            who,
            number=1,
            total=1,
            log=f"{mark}\n\nReviewed-by: {flat} <rex@example.org>\nFixes: 0123456789 ('{flat}')\n",
            below=f"Changes in v2:\n- {mark}\n",
            message_id=head.replace("-0-", "-1-"),
            in_reply_to=head,
            date=at(number),
        )
        body = (
            f"> {mark}\n{mark}?\nNacked-by: {flat} <rex@example.org>\nApplied to {flat}, thanks!\n"
        )
        yield mail(f"Re: [PATCH 0/1] hat {flat}", who, body, in_reply_to=head, date=at(number + 1))


class Counted(SimpleHTTPRequestHandler):
    """Serves the pages, and keeps what else was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Serve a file."""
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def pages(work: Path, url: str) -> list[Path]:
    """Write the pages of a home of hostile mail, and return them."""
    (work / "mails").mkdir()
    for number, raw in enumerate(hostile_mails(url)):
        (work / "mails" / f"{number}.eml").write_bytes(raw)
    env = {**os.environ, "TRACKER_HOME": str(work / "home"), "PYTHONPATH": str(TOP)}
    out = work / "out"
    out.mkdir()

    def ask(*words: str) -> None:
        command = [sys.executable, "-m", "tracker", *words]
        subprocess.run(command, env=env, check=True, capture_output=True)

    ask("index", str(work / "mails"))
    ask("report", "--all", "--offline", "-o", str(out / "report.html"))
    ask("site", str(out / "site"), "--offline")
    head = "20250101-hostile0-v1-0-0123456789ab@example.org"
    with (out / "graph.svg").open("wb") as file:
        command = [sys.executable, "-m", "tracker", "graph", head, "--format", "svg", "--offline"]
        subprocess.run(command, env=env, check=True, stdout=file)
    return sorted(one for one in out.rglob("*") if one.suffix in (".html", ".svg"))


def opened(browser: str, address: str, work: Path) -> str:
    """Open a page, and return what is wrong with what the browser did; empty if nothing is."""
    profile = work / "profile"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    command += ["--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom"]
    command += ["--disable-background-networking", "--no-first-run", address]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    found = []
    if not done.stdout.strip():
        found.append("nothing was shown")
    if re.search(r"<title>\s*(?:RAN|1)\s*</title>", done.stdout):
        found.append("a script ran")
    console = [one for one in done.stderr.splitlines() if "CONSOLE" in one]
    return "; ".join([*found, *console])


def main() -> int:
    """Open each page, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", default=shutil.which("chromium") or "chromium")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), lambda *a: Counted(*a, directory=name + "/out")
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        every = pages(work, url)
        # A page that does no better than the mail shows that harm would be noticed.
        bare = "".join(f"<title>x</title>{one.format(url=url)}" for one in MARKS[:2])
        (work / "out" / "bare.html").write_text(bare)
        assert opened(options.browser, f"{url}/bare.html", work)
        assert "/leak-img" in Counted.asked
        wrong = []
        for page in every:
            path = "/" + quote(str(page.relative_to(work / "out")))
            Counted.asked.clear()
            if why := opened(options.browser, url + path, work):
                wrong.append(f"{path}: {why}")
            more = {one for one in Counted.asked if one not in (path, "/favicon.ico")}
            wrong += [f"{path}: asked for {one}" for one in sorted(more)]
        server.shutdown()
    print(f"{len(every)} pages of {len(MARKS)} hostile series: {len(wrong)} faults")
    print("\n".join(wrong[:40]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
