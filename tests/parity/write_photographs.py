"""Writes photographs made by program and what Python makes of each, for the page to do the same: make parity-photographs

One JSON object a line: the picture (RGBA, zlib, base64), the 28×28 that the network sees, and the ink in which a number is read.
"""

from __future__ import annotations

import argparse
import base64
import json
import zlib
from pathlib import Path

import numpy as np

from esmiuca.images import Preprocessing, normalize, open_rows
from esmiuca.images.normalize import ink_of
from esmiuca.images.number import LENGTHS
from esmiuca.pictures.photographs import KINDS, make

LONGEST = 1200  # pixels of a side: larger ones take seconds to unpack, and are reduced by the same rule


def packed(array: np.ndarray) -> str:
    """Bytes as text."""
    return base64.b64encode(zlib.compress(np.ascontiguousarray(array).tobytes(), 1)).decode()


def main() -> None:
    """Write as many lines as asked for, each kind in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--photographs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=19)
    options = parser.parse_args()
    names = [name for name, kind in KINDS.items() if kind.side is None or kind.side[1] <= LONGEST]
    with options.file.open("w", encoding="utf-8") as file:
        for index in range(options.photographs):
            name = names[index % len(names)]
            picture = open_rows(make(KINDS[name], np.random.default_rng([options.seed, index])).picture)[:]
            seen, ink = normalize(picture), ink_of(picture, Preprocessing(), lengths=LENGTHS)
            line = {
                "name": f"{index}: {name}",
                "width": picture.shape[1],
                "height": picture.shape[0],
                "rgba": packed(picture),
                "seen": None if seen is None else packed(seen),
                "ink": None
                if ink is None
                else packed(np.floor(np.clip(ink, 0, 1) * 255 + 0.5).astype(np.uint8)),
            }
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
