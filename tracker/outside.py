"""What the terminal UI starts outside of itself: a web browser, and the user's own commands."""

import subprocess
import webbrowser
from collections.abc import Sequence

from tracker.errors import Broken, Usage


def browse(url: str) -> None:
    """Open a page in the user's web browser, which may not write on our terminal.

    Raises Broken where there is no browser. A browser that works in the terminal is none: it
    would paint over us.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise Broken("no web browser was found; set $BROWSER, or copy the URL with Y") from error
    name = getattr(browser, "name", "")
    if isinstance(browser, webbrowser.GenericBrowser) and not isinstance(
        browser, webbrowser.BackgroundBrowser
    ):
        raise Broken(f"the web browser {name} works in the terminal; copy the URL with Y")
    if not browser.open(url):
        raise Broken(f"the web browser {name} could not be started; copy the URL with Y")


def run(words: Sequence[str], *, terminal: bool) -> int:
    """Run a program without a shell; its exit status.

    With ``terminal`` it works in ours, else it is given none. Raises Usage where it cannot be
    started.
    """
    if not words:
        raise Usage("an empty command could not be run")
    away = None if terminal else subprocess.DEVNULL
    try:
        done = subprocess.run(
            list(words), stdin=away, stdout=away, stderr=away, start_new_session=not terminal
        )
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Usage(f"'{words[0]}' could not be run: {why}") from error
    return done.returncode
