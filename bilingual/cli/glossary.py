"""Commands about the glossary, by what they do: look, check, change, exchange, propose."""

from __future__ import annotations

import click

from bilingual.cli.common import Commands
from bilingual.cli.glossary_add import add
from bilingual.cli.glossary_check import check
from bilingual.cli.glossary_files import export, import_, undo
from bilingual.cli.glossary_looking import report, try_
from bilingual.cli.glossary_suggest import approve, suggest

_COMMANDS = (  # with what the list of them says, in 64 characters
    (check, "Find what is wrong or odd in glossary files."),
    (try_, "Show which sentences a change would change, before and after."),
    (report, "Show how often each term is met, by what, and where it is not."),
    (add, "Add one entry, with all that it says."),
    (suggest, "Propose terms that the articles have and the glossary lacks."),
    (approve, "Put candidates to use, with the proposed target or another."),
    (import_, "Bring in entries from a TBX, CSV, TSV or OmegaT file."),
    (export, "Write the glossary for another program: TBX, CSV, TSV, OmegaT."),
    (undo, "Take back the last change that a command made to a glossary."),
)


@click.group(cls=Commands)
def glossary() -> None:
    """Check, exchange, extend and try the glossary.

    \b
    Examples:
      bilingual glossary check                    what is wrong in it
      bilingual glossary try "OCS=SCO"            what a change would change
      bilingual glossary add "OCS=SCO"            make the change
      bilingual glossary import terms.tbx         bring in somebody else's
      bilingual glossary undo                     take back what a command wrote
    """


for _command, _about in _COMMANDS:
    _command.short_help = _about
    glossary.add_command(_command)
