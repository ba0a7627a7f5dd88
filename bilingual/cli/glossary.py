"""Commands about the glossary, by what they do: look, check, exchange, propose."""

from __future__ import annotations

import click

from bilingual.cli.common import Commands
from bilingual.cli.glossary_check import check
from bilingual.cli.glossary_files import export, import_, undo
from bilingual.cli.glossary_looking import report, try_
from bilingual.cli.glossary_suggest import approve, suggest


@click.group(cls=Commands)
def glossary() -> None:
    """Check, exchange, extend and try the glossary."""


for _command in (check, report, try_, suggest, approve, import_, export, undo):
    glossary.add_command(_command)
