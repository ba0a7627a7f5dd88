"""The errors that bad input can cause; only the command line turns them into an exit.

BilingualError          one clear message: what, where, what to do
├── InputError          an article, glossary or memory file cannot be read as it stands
├── ConfigError         bilingual.toml, a sidecar or an option has a wrong key or value
├── EngineError         no engine for a pair, or an engine failed
└── PackageError        a model package cannot be installed or loaded
"""

from __future__ import annotations

from pathlib import Path


class BilingualError(Exception):
    """One clear message: what is wrong, where (file and line), what to do.

    >>> print(InputError("no text in it", path=Path("a.txt"), line=3, hint="Save it as UTF-8."))
    a.txt:3: no text in it. Save it as UTF-8.
    """

    def __init__(
        self, what: str, *, path: Path | str | None = None, line: int = 0, hint: str = ""
    ) -> None:
        super().__init__(what)
        self.what, self.path, self.line, self.hint = what, path, line, hint

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        end = f". {self.hint}" if self.hint else ""
        return f"{where if self.path else ''}{self.what}{end}"


class InputError(BilingualError):
    """An article, glossary or memory file cannot be read as it stands."""


class ConfigError(BilingualError):
    """A setting has a wrong name or value."""


class EngineError(BilingualError):
    """No engine for a pair, or an engine failed."""


class PackageError(BilingualError):
    """A model package cannot be installed or loaded."""
