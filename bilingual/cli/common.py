"""What all commands share: how they end, how loud they are, where their workspace is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from bilingual.console import Follower
from bilingual.errors import BilingualError

if TYPE_CHECKING:
    from bilingual.workspace import Workspace

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Commands(click.Group):
    """Commands that end every foreseen problem with one message and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # as click's own
        """What the command returns; 1 as exit code for a problem in the input or settings."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except BilingualError as error:
            fail(told(error))
        except BrokenPipeError:  # the reader of our output went away: `bilingual ... | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            fail(f"{error.filename or 'the system'}: {error.strerror or error}")


def fail(message: str) -> NoReturn:
    """Ends the program with one message and exit code 1."""
    click.secho(f"bilingual: {message}", fg="red", err=True)
    sys.exit(1)


def told(error: BilingualError) -> str:
    """The error's message, with its path as commands show paths."""
    path = shown(Path(error.path)) if error.path else None
    return str(BilingualError(error.what, path=path, line=error.line, hint=error.hint))


def loudness(command: Decorated) -> Decorated:
    """The command with --quiet and --verbose."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Print results and errors only.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="Print every step.")
    return quiet(verbose(command))


def follower(*, quiet: bool) -> Follower:
    """A watch for long work, silent where asked."""
    return Follower(quiet=quiet)


workspace_option = click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The workspace, or a folder in it.  [default: this folder]",
)
engine_option = click.option(
    "-e",
    "--engine",
    default="",
    help="argos, apertium or auto: the best installed.  [as in bilingual.toml]",
)


def open_workspace(folder: Path) -> Workspace:
    """The workspace that the folder is in."""
    from bilingual.workspace import open_workspace as opened  # loaded when a command runs

    return opened(folder)


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "sentence"), counted(2000, "sentence")
    ('1 sentence', '2,000 sentences')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown(path: Path) -> str:
    """The path as seen from this folder, where that is shorter."""
    relative = os.path.relpath(path)
    return relative if len(relative) < len(str(path)) else str(path)
