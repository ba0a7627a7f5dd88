"""A model package of the size that Argos's own have, with made-up weights: for speed, not for text.

Six encoder and six decoder layers, width 512, 32,000 pieces, int8: 77 MiB. Real packages of that
size cannot be had from a package registry. The weights are noise, small enough that what a position
adds is what decides: every sentence comes out as `LENGTH` pieces, whatever engine asks, so that two
engines do the same work.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

WIDTH, LAYERS, HEADS, PIECES = 512, 6, 8, 32_000
LENGTH = 30  # pieces of every translation
POSITIONS = 512


def make(micro: Path, file: Path) -> Path:
    """The package as a file; tokenizer, sentence splitter and metadata are those of `micro`."""
    with tempfile.TemporaryDirectory() as name:
        with zipfile.ZipFile(micro) as archive:
            archive.extractall(name)
        (package,) = Path(name).iterdir()
        pieces = json.loads((package / "model" / "shared_vocabulary.json").read_text("utf-8"))
        shutil.rmtree(package / "model")
        (package / "model").mkdir()
        filled = [*pieces, *(f"<{n}>" for n in range(PIECES - len(pieces)))]
        _spec(filled).save(str(package / "model"))
        with zipfile.ZipFile(file, "w") as archive:
            for part in sorted(path for path in package.rglob("*") if path.is_file()):
                archive.write(part, part.relative_to(name))
    return file


def _spec(pieces: list[str]) -> Any:  # noqa: C901 # three of its branches are functions of a line
    import ctranslate2
    import numpy as np

    spec = ctranslate2.specs.TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    random = np.random.default_rng(1)

    def noise(*shape: int) -> Any:
        return random.normal(0, 0.02, shape).astype(np.float32)

    def linear(part: Any, rows: int, columns: int) -> None:
        part.weight, part.bias = noise(rows, columns), np.zeros(rows, dtype=np.float32)

    def norm(part: Any) -> None:
        part.gamma = np.ones(WIDTH, dtype=np.float32)
        part.beta = np.zeros(WIDTH, dtype=np.float32)

    def attention(part: Any, *rows: int) -> None:
        norm(part.layer_norm)
        for one, height in zip(part.linear, rows, strict=True):
            linear(one, height, WIDTH)

    for side in (spec.encoder, spec.decoder):
        norm(side.layer_norm)
        side.position_encodings.encodings = noise(POSITIONS, WIDTH)
        for layer in side.layer:
            attention(layer.self_attention, 3 * WIDTH, WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 4 * WIDTH, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, 4 * WIDTH)
    for layer in spec.decoder.layer:
        attention(layer.attention, WIDTH, 2 * WIDTH, WIDTH)
    spec.encoder.embeddings[0].weight = noise(PIECES, WIDTH)
    spec.decoder.embeddings.weight = noise(PIECES, WIDTH)
    linear(spec.decoder.projection, PIECES, WIDTH)
    # The first dimension tells whether it is time to stop, and only the end of a sentence hears it.
    spec.decoder.position_encodings.encodings[:, 0] = -30.0
    spec.decoder.position_encodings.encodings[LENGTH - 1 :, 0] = 30.0
    end = pieces.index("</s>")
    spec.decoder.projection.weight[:, 0] = 0.0
    spec.decoder.projection.weight[end] = 0.0
    spec.decoder.projection.weight[end, 0] = 3.0
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec
