"""A folder of articles becomes a bilingual reader, offline.

>>> import bilingual
>>> from pathlib import Path
>>> def demo(folder: Path) -> list[Path]:
...     bilingual.create(folder, source="fr", target="en")
...     (folder / "corpus" / "a.txt").write_text("Un titre\\n\\nUne phrase.", "utf-8")
...     return list(bilingual.build(bilingual.open_workspace(folder)).written)
"""

from bilingual.errors import BilingualError, ConfigError, EngineError, InputError, PackageError
from bilingual.ingest import ingest
from bilingual.pipeline import Report, build
from bilingual.segment import segment
from bilingual.version import __version__
from bilingual.workspace import Workspace, create, open_workspace

__all__ = [
    "BilingualError",
    "ConfigError",
    "EngineError",
    "InputError",
    "PackageError",
    "Report",
    "Workspace",
    "__version__",
    "build",
    "create",
    "ingest",
    "open_workspace",
    "segment",
]
