# SPDX-License-Identifier: GPL-2.0-or-later
"""A series on its way to a branch: what would be done, what was done, what stands there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from tracker.model.readiness import ApplyPlan, ApplyWish
from tracker.model.roles import Role
from tracker.render.handover.apply import outcome_rows, plan_rows
from tracker.render.lines import Row
from tracker.tui.actions import Area, bindings
from tracker.tui.messages import Asker
from tracker.tui.ports import Backend
from tracker.tui.questions import Prompt
from tracker.tui.screens.read import Draw, ReadScreen

_APPLY = "apply"
"""The job that applies; one at a time."""


class ApplyScreen(ReadScreen):
    """The plan, which keys change, and the outcome below it. git works on a thread."""

    WHERE = Area.APPLY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.APPLY)]

    def __init__(self, library: Backend, name: str) -> None:
        super().__init__(library, "Apply")
        self._of = name
        self._wish = ApplyWish()
        self._plan: ApplyPlan | None = None
        self._outcome: tuple[bool, tuple[str, ...]] | None = None
        self._busy = False

    @property
    def series(self) -> str | None:
        """The series that is applied."""
        return self._of

    def read_rows(self) -> Draw:
        """Find out what would be done."""
        self._plan = self.library.apply_plan(self._of, self._wish)
        return self._rows

    def _rows(self, columns: int) -> Sequence[Row]:
        rows = plan_rows(self._plan, columns) if self._plan else ()
        return (*rows, *outcome_rows(*self._outcome, columns)) if self._outcome else rows

    def action_start(self) -> None:
        """Apply it."""
        plan = self._plan
        if plan is None or self._busy:
            return
        if plan.standing is not None:
            self.tell(
                f"the branch {plan.branch} is there already: b names another, d compares, c checks"
                " it out",
                Role.WARN,
            )
            return
        self._busy = True
        self.tell(f"trying {plan.branch} on {plan.base.partition(' ')[0]}: git am -3 is at work…")
        apply = partial(self.library.apply, self._of, self._wish)
        self.load(apply, self._show_outcome, _APPLY)

    def _show_outcome(self, outcome: tuple[bool, tuple[str, ...]]) -> None:
        """Show how far it came."""
        self._busy = False
        self._outcome = outcome
        whole, said = outcome
        if whole:
            self.tell("applied; c checks it out", Role.GOOD)
        else:
            why = said[-2] if len(said) > 1 else "it does not apply"
            self.tell(f"{why} · B tries another base", Role.WARN)
        self.reload()

    def not_read(self, why: str, what: str) -> None:
        """A failure of git is said below what stands there."""
        if what == "load":
            super().not_read(why, what)
            return
        self._busy = False
        self.tell(why, Role.BAD)

    def _change(self, wish: ApplyWish) -> str:
        self._wish, self._outcome, self._why = wish, None, ""
        self.reload()
        return ""

    def action_next_repository(self) -> None:
        """Take the next repository."""
        known = self._plan.repositories if self._plan else ()
        if self._plan and len(known) > 1:
            after = known[(known.index(self._plan.repository) + 1) % len(known)]
            self._change(replace(self._wish, repository=after, base=None))

    def _ask(self, title: str, value: str, forms: str, change: Callable[[str], ApplyWish]) -> None:
        from tracker.tui.screens.ask import AskScreen

        def given(text: str, asker: Asker) -> None:
            asker.answered(self._change(change(text)))

        self.app.push_screen(AskScreen(Prompt(title=title, forms=forms, value=value), given))

    def action_branch(self) -> None:
        """Name another branch."""
        value = self._wish.branch or (self._plan.branch if self._plan else "")
        self._ask("On which branch?", value, "a new branch, or one to compare with or check out",
                  lambda line: replace(self._wish, branch=line))  # fmt: skip

    def action_base(self) -> None:
        """Name another commit to start from."""
        self._ask("From which commit?", self._wish.base or "", "a branch, a tag or a commit",
                  lambda line: replace(self._wish, base=line))  # fmt: skip

    def action_check_out(self) -> None:
        """Check the branch out."""
        if self._plan:
            check_out = partial(self.library.check_out, self._wish, self._plan.branch)
            self.load(check_out, self.tell, "check out")

    def action_range_diff(self) -> None:
        """Show how the series differs from what stands on the branch."""
        from tracker.tui.screens.text import TextScreen

        if self._plan:
            read = partial(self.library.branch_diff, self._of, self._wish)
            title = f"Range-diff: {self._plan.branch} and the series"
            self.app.push_screen(TextScreen(self.library, title, read))
