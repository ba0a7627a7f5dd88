"""The command line: each command parses, calls and prints."""

from __future__ import annotations

import click

from bilingual.cli.building import build, clean, init
from bilingual.cli.common import Commands
from bilingual.cli.glossary import glossary
from bilingual.cli.looking import ingest, segment, translate
from bilingual.cli.models import engines, models
from bilingual.version import __version__


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bilingual")
def main() -> None:
    """A folder of articles becomes a bilingual reader, on this machine, offline.

    \b
    Start:
      bilingual init my-reader            make a workspace
      cp article.txt my-reader/corpus/    put articles into it
      cd my-reader && bilingual build     make the reader
    """


for _command in (init, build, ingest, segment, translate, glossary, engines, models, clean):
    main.add_command(_command)
