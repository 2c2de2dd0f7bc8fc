# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands that take a query, whose words may start with a dash: ``-is:snoozed``, ``-wheel``."""

import click


class QueryCommand(click.Command):
    """A command whose words with one dash are words of the query, not bundles of short options.

    Click would read ``-is:snoozed`` letter by letter and take its ``o`` for ``-o``. A short option
    stands alone (``-o FILE``), a long one starts with two dashes.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options and other words first; the words with a dash after ``--``."""
        end = args.index("--") if "--" in args else len(args)
        before, after = args[:end], args[end + 1 :]
        dashed = [one for one in before if _is_word(one)]
        if dashed or after:
            rest = [one for one in before if not _is_word(one)]
            args = [*rest, "--", *dashed, *after]
        return super().parse_args(ctx, args)


def _is_word(text: str) -> bool:
    return len(text) > 2 and text[0] == "-" and text[1] != "-"
