"""Commands about engines and their packages."""

from __future__ import annotations

from pathlib import Path

import click

from bilingual.cli.common import loudness


@click.command()
@loudness
def engines(*, quiet: bool, verbose: bool) -> None:
    """Show the engines that work here, and which one a build would use.

    \b
    Example:
      bilingual engines
    """


@click.group()
def models() -> None:
    """List, install and remove Argos packages (.argosmodel)."""
