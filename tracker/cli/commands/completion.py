# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker completion``."""

import click

from tracker.cli.completion.shells import SCRIPTS
from tracker.cli.output import put


@click.command("completion")
@click.argument("shell", type=click.Choice(list(SCRIPTS)), metavar="SHELL")
def completion_command(shell: str) -> None:
    """Print what makes a shell complete commands, options, tracked series and queries.

    SHELL is bash, zsh or fish. Put the line of your shell into its start file; or keep what is
    printed where the shell looks.

    \b
    eval "$(tracker completion bash)"     in ~/.bashrc
    eval "$(tracker completion zsh)"      in ~/.zshrc, after compinit
    tracker completion fish | source      in ~/.config/fish/config.fish

    \b
    tracker completion bash > ~/.local/share/bash-completion/completions/tracker
    tracker completion fish > ~/.config/fish/completions/tracker.fish
    """
    put(SCRIPTS[shell])
