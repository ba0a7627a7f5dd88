"""Commands about engines and their packages: engines, models list, install, remove."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bilingual.cli.common import Commands, loudness, open_workspace, shown, workspace_option
from bilingual.config import Config
from bilingual.console import Follower
from bilingual.errors import ConfigError

_INDEX = "BILINGUAL_PACKAGE_INDEX"


@click.command()
@click.option("--source", default="", help="Source language.  [the workspace's, or fr]")
@click.option("--target", default="", help="Target language.  [the workspace's, or en]")
@workspace_option
@loudness
def engines(source: str, target: str, folder: Path, *, quiet: bool, verbose: bool) -> None:
    """Show the engines for a pair of languages, and which one a build uses.

    The exit code is 1 where none is installed.

    \b
    Examples:
      bilingual engines
      bilingual engines --source ru --target en
    """
    from bilingual.engines import installed

    try:
        config = open_workspace(folder).config
    except ConfigError:
        config = Config()
    choices = installed(source or config.source, target or config.target)
    for choice in choices if not quiet else ():
        mark = click.style("●", fg="green") if choice.used else "○"
        click.echo(f"{mark} {choice.label or choice.name}: {choice.why}")
        if verbose or not choice.label:
            click.echo(f"    {choice.detail}")
    if not any(choice.used for choice in choices):
        sys.exit(1)


@click.group(cls=Commands)
def models() -> None:
    """List, install and remove Argos packages (.argosmodel)."""


@models.command(name="list")
@loudness
def list_models(*, quiet: bool, verbose: bool) -> None:
    """Show the installed packages.

    \b
    Example:
      bilingual models list
    """
    from bilingual.engines.packages import list_packages, packages_folder

    packages = list_packages()
    if not packages and not quiet:
        click.echo("none installed; get one with: bilingual models install fr en", err=True)
    for package in packages:
        problem = click.style(f"  broken: {package.problem}", fg="red") if package.problem else ""
        click.echo(f"{package.name}{problem}")
        if verbose or package.problem:
            click.echo(f"    {package.folder}")
    if verbose:
        click.echo(f"packages lie in {packages_folder()}", err=True)


@models.command()
@click.argument("what", nargs=-1, required=True)
@click.option("--index", envvar=_INDEX, help=f"Address of an index.  [${_INDEX}, or Argos's]")
@loudness
def install(what: tuple[str, ...], index: str | None, *, quiet: bool, verbose: bool) -> None:
    """Install a package: SOURCE TARGET from the package index, or a FILE from this machine.

    The package is checked before it is unpacked. Installing from the index is the only thing that
    this program ever opens a connection for.

    \b
    Examples:
      bilingual models install fr en
      bilingual models install translate-fr_en-1_9.argosmodel
    """
    from bilingual.engines import packages

    if len(what) == 1:
        package = packages.install_file(Path(what[0]))
    elif len(what) == 2:
        with Follower(quiet=quiet) as watch:
            package = packages.install(*what, index=index, progress=_Download(watch).told)
    else:
        raise click.UsageError("give SOURCE TARGET, as in `fr en`, or one FILE")
    if not quiet:
        click.echo(f"installed {package.name} in {shown(package.folder)}")


class _Download:
    """Tells a watch how much of a file has come."""

    def __init__(self, watch: Follower) -> None:
        self._watch, self._total, self._had = watch, -1, 0

    def told(self, done: int, total: int) -> None:
        """So many bytes of so many (0: unknown) are here."""
        kilobytes = done // 1000
        if total != self._total:
            self._total, self._had = total, 0
            self._watch.start("Downloading", total // 1000 or 1, "kB")
        self._watch.advance(kilobytes - self._had)
        self._had = kilobytes


@models.command()
@click.argument("source")
@click.argument("target")
@loudness
def remove(source: str, target: str, *, quiet: bool, verbose: bool) -> None:
    """Remove the installed package for SOURCE and TARGET.

    \b
    Example:
      bilingual models remove fr en
    """
    from bilingual.engines import packages

    for package in packages.remove(source, target):
        if not quiet:
            click.echo(f"removed {package.name}")
