# SPDX-License-Identifier: GPL-2.0-or-later
"""What the app lets other programs do: the browser, the clipboard, the user's own commands, the
editor and the mailer of an answer, the reader of mails. Nothing is sent here, and no word of a mail
reaches a shell.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported

from tracker.errors import TrackerError
from tracker.model.board import Ended, UserCommand
from tracker.model.roles import Role
from tracker.tui import mail_messages as mails
from tracker.tui import messages as news
from tracker.tui.mail_messages import MailUse
from tracker.tui.ports import Backend
from tracker.tui.screens.page import ListScreen

if TYPE_CHECKING:
    from tracker.tui.commands import Spot

_ENDED = "ended with status"


class Errands(App[None]):
    """The part of the app that sends for others, each on a thread."""

    library: Backend
    _commands: tuple[UserCommand, ...] = ()
    _output = ""
    """What the last command wrote."""

    @property
    def pages(self) -> list[ListScreen]:
        """The screens that are open, the lowest first."""
        return [screen for screen in self.screen_stack if isinstance(screen, ListScreen)]

    def tell(self, text: str, role: Role = Role.DIM) -> None:
        """Say something on the status line of the page in front."""
        for page in self.pages[-1:]:
            page.tell(text, role)

    def reload_pages(self) -> None:
        """Read again what is open."""
        for page in self.pages:
            page.reload()

    def write(self, write: Callable[[], str], asker: news.Asker | None = None) -> None:
        """Write something on a thread; the sentence it gives is shown, or why it failed."""
        self.run_worker(partial(self._written, write, asker), group="say", thread=True)

    def _written(self, write: Callable[[], str], asker: news.Asker | None) -> None:
        try:
            told = write()
        except TrackerError as error:
            self.post_message(news.UserActionDone("", str(error), asker))
        else:
            self.post_message(news.UserActionDone(told, asker=asker))

    def _out(self, job: Callable[[], None]) -> None:
        self.run_worker(partial(self._done, job), group="out", thread=True)

    def _done(self, job: Callable[[], None]) -> None:
        try:
            job()
        except TrackerError as error:
            self.post_message(news.StatusText(str(error), bad=True))

    def on_status_text(self, event: news.StatusText) -> None:
        """Say it."""
        self.tell(event.text, Role.BAD if event.bad else Role.DIM)

    # ---- the browser and the clipboard ---------------------------------------------------------

    def on_browse_wanted(self, event: news.BrowseWanted) -> None:
        """Open a mail in the browser; one that works in the terminal gets it."""

        def browse() -> None:
            words = self.library.browse(event.message_id)
            if words:
                command = UserCommand(key="", label="the browser", run=words, terminal=True)
                self.post_message(news.CommandReady(command, (words,)))
            else:
                self.post_message(news.StatusText(f"opened in the browser: {event.message_id}"))

        self._out(browse)

    def on_url_wanted(self, event: news.UrlWanted) -> None:
        """Copy the URLs of mails."""
        for page in self.pages[-1:]:
            page.copy(" ".join(map(self.library.url, event.names)))

    def on_copy_wanted(self, event: news.CopyWanted) -> None:
        """Copy a text: by tmux where we are in it, else by asking the terminal."""

        def copy() -> None:
            taken = self.library.copy(event.text)
            self.post_message(news.Copied(event.text, taken))

        self._out(copy)

    def on_copied(self, event: news.Copied) -> None:
        """Say so; a terminal does not answer whether it took the text."""
        if not event.taken:
            self.copy_to_clipboard(event.text)
        self.tell(f"{'copied' if event.taken else 'sent to the terminal'}: {event.text}")

    # ---- the user's own commands ---------------------------------------------------------------

    def action_command(self, number: int) -> None:
        """Run a command of the user's on what is chosen."""
        for page in self.pages[-1:]:
            self._out(partial(self._fill, number, page.chosen, page.spot()))

    def _fill(self, number: int, names: Sequence[str], spot: "Spot") -> None:
        """Read the values, which may take a while; then the terminal can be given up."""
        from tracker.tui.commands import filled

        command = self._commands[number]
        runs = []
        for name in names:
            view = self.library.series(name)
            runs.append(filled(command, view, spot, self.library.repository(view.project)))
        self.post_message(news.CommandReady(command, tuple(runs)))

    def action_output(self) -> None:
        """Show what the last command wrote that had no terminal."""
        from tracker.tui.screens.text import TextScreen

        if not self._output:
            self.tell("no command has written anything yet")
            return
        written = self._output
        self.push_screen(TextScreen(self.library, "What the command wrote", lambda: written))

    def on_command_ready(self, event: news.CommandReady) -> None:
        """Run it: in the terminal, which is given up until it ends, or beside it."""
        job = partial(self._run_all, event)
        if not event.command.terminal:
            self.tell(f"running {event.command.label}…")
            self._out(job)
            return
        try:
            with self.suspend():
                self._done(job)
        except SuspendNotSupported:
            self.tell("this terminal cannot be given up", Role.BAD)

    def _in_terminal(self, words: Callable[[], Sequence[str]], what: str) -> str:
        """Give the terminal up to a program until it ends; why it failed, empty where it did not.

        ``words`` gives the program, and may raise TrackerError.
        """
        try:
            program = words()
        except TrackerError as error:
            return str(error)
        why = self._in_terminal_do(lambda: self.library.run(program, terminal=True).status)
        return f"{what} {why}" if why.startswith(_ENDED) else why

    def _in_terminal_do(self, run: Callable[[], int]) -> str:
        """Give the terminal up until it is done; why it failed, empty where it did not."""
        try:
            status = self._suspended(run)
        except TrackerError as error:
            return str(error)
        except SuspendNotSupported:
            return "this terminal cannot be given up"
        return f"{_ENDED} {status}" if status else ""

    def _suspended(self, run: Callable[[], int]) -> int:
        """Give the terminal up until ``run`` is done; its status.

        Raises what ``run`` raises, once the screen is back: App.suspend does not bring it back
        where something is raised inside, and the terminal would stay as it is left.
        Raises SuspendNotSupported too.
        """
        fault: TrackerError | None = None
        status = 0
        with self.suspend():
            try:
                status = run()
            except TrackerError as error:
                fault = error
        if fault is not None:
            raise fault
        return status

    def _run_all(self, event: news.CommandReady) -> None:
        command = event.command
        ends = [
            self.library.run(words, terminal=command.terminal, pause=command.pause)
            for words in event.runs
        ]
        self._output = "".join(one.output for one in ends) or self._output
        worst = next((one for one in ends if one.status), ends[-1] if ends else Ended(0))
        said = f": {worst.said}" if worst.said else ""
        ended = f"{command.label} ended with status {worst.status}{said}"
        if not worst.status:
            ended = f"{command.label}{said or ': done'}"
        self.post_message(news.StatusText(ended, bad=bool(worst.status)))

    # ---- answers -------------------------------------------------------------------------------

    def on_reply_wanted(self, event: mails.ReplyWanted) -> None:
        """Write the draft on a thread."""
        self.run_worker(partial(self._write_draft, event), group="out", thread=True)

    def _write_draft(self, event: mails.ReplyWanted) -> None:
        try:
            path = self.library.draft(event.name, event.words, newest=event.newest)
        except TrackerError as error:
            self.post_message(news.UserActionDone("", str(error), event.asker))
        else:
            self.post_message(mails.DraftKept(path, event.asker, plain=not event.words))

    def on_draft_kept(self, event: mails.DraftKept) -> None:
        """Let the user edit it, then show it; one that an editor failed on is kept."""
        if event.asker:
            event.asker.answered("")
        self.call_next(self._edit_draft, event.path, event.plain)

    async def _edit_draft(self, path: str, plain: bool) -> None:
        from tracker.tui.screens.draft import DraftScreen

        before = self._text_in(path) if plain else None
        why = self._in_terminal(partial(self.library.editor, path), "the editor")
        if before is not None and not why and self._text_in(path) == before:
            self._drop_file(path, "nothing was written, so the draft is dropped")
            return
        if isinstance(self.screen, DraftScreen) and self.screen.path == path:
            self.screen.reload()
        else:
            await self.push_screen(DraftScreen(self.library, path))
        if why:
            self.tell(f"{why}; the draft is kept: {path}", Role.BAD)

    def on_hand_over_wanted(self, event: mails.HandOverWanted) -> None:
        """Start the user's mailer with a draft; what it does with it is its own."""
        why = self._in_terminal(partial(self.library.mailer, event.path), "the mailer")
        if why:
            self.tell(why, Role.BAD)
        else:
            self.tell(f"handed to your mailer; the draft is kept until D: {event.path}")

    def _text_in(self, path: str) -> str | None:
        try:
            return self.library.draft_text(path)
        except TrackerError:
            return None

    async def on_draft_left(self, event: mails.DraftLeft) -> None:
        """Go back, and say where it is."""
        await self.pop_screen()
        self._reload_drafts()
        if event.path:
            self.tell(f"draft kept: {event.path}")

    async def on_draft_dropped(self, event: mails.DraftDropped) -> None:
        """Throw it away, and leave its page."""
        from tracker.tui.screens.draft import DraftScreen

        if isinstance(self.screen, DraftScreen):
            await self.pop_screen()
        self._drop_file(event.path)

    def _drop_file(self, path: str, said: str = "") -> None:
        try:
            done = self.library.drop_draft(path)
        except (TrackerError, OSError) as error:
            self.tell(str(error), Role.BAD)
            return
        self._reload_drafts()
        self.tell(said or done)

    def _reload_drafts(self) -> None:
        """Read the list of drafts again where it is open."""
        from tracker.tui.screens.draft import DraftsScreen

        for page in self.pages[-1:]:
            if isinstance(page, DraftsScreen):
                page.reload()

    # ---- mails for other programs ----------------------------------------------------------------

    def on_mail_use_wanted(self, event: mails.MailUseWanted) -> None:
        """Do it; what needs the terminal gets it until it ends."""
        if event.use is MailUse.SAVE:
            save = partial(self.library.save, event.name, event.text, whole=event.whole)
            self.write(save, event.asker)
            return
        if event.asker:
            event.asker.answered("")
        self.call_next(self._use_terminal, event)

    def _use_terminal(self, event: mails.MailUseWanted) -> None:
        why = self._in_terminal_do(partial(self._run_use, event))
        if why:
            self.tell(why, Role.BAD)
        self.reload_pages()

    def _run_use(self, event: mails.MailUseWanted) -> int:
        match event.use:
            case MailUse.PIPE:
                return self.library.pipe(event.name, event.text, whole=event.whole).status
            case _:
                words = self.library.mail_reader(event.name)
                return self.library.run(words, terminal=True).status
