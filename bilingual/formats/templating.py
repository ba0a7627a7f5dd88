"""Templates and style sheets of this package, filled in without ever trusting a text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

# What XML 1.0 or HTML does not allow in a text, and the C1 controls, which show as nothing.
_NON_CHARACTERS = "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_FORBIDDEN = re.compile(
    f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NON_CHARACTERS}]"
)


def render(template: str, **values: object) -> str:
    """The template filled in; every value is escaped and cleaned, an unknown name is an error."""
    return _environment().get_template(template).render(values)


def asset(name: str) -> Markup:
    """The text of a file in static/, which templates show as it is."""
    from markupsafe import Markup

    text = resources.files(__package__).joinpath("static", name).read_text("utf-8")
    return Markup(text)  # noqa: S704 - a file of this package: nothing from outside is in it


@cache
def bundle(*names: str) -> Markup:
    """The text of these files of static/, one after the other, without comments and indentation.

    Style sheets and scripts only; in them a comment stands between `/*` and `*/`, and no text has
    these signs or a line break in it.
    """
    from markupsafe import Markup

    text = re.sub(r"/\*.*?\*/", "", "\n".join(map(asset, names)), flags=re.DOTALL)
    if all(name.endswith(".css") for name in names):
        text = re.sub(r"\s*([{};,])\s*|(?<=:) ", r"\1", text)
    lines = filter(None, map(str.strip, text.splitlines()))
    return Markup("\n".join([*lines, ""]))  # noqa: S704 - files of this package, as in `asset`


def clean(text: str) -> str:
    """The text without characters that would make an XML file invalid.

    >>> clean("a\\x00b\\x1b[31mc\\ud800 d’État\\u00a0!") == "ab[31mc d’État\\u00a0!"
    True
    """
    return _FORBIDDEN.sub("", text)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def cleaned(value: object) -> object:
        """Everything a template shows passes here, before it is escaped."""
        return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["urlencode"] = lambda value: quote(clean(value), safe="")
    return environment
