"""UNIPEN, a text format for what pens write: lines that begin with a dot say what follows, the others are points.

Source: Guyon, Schomaker, Plamondon, Liberman and Janet 1994, "UNIPEN project of on-line data exchange and recognizer
benchmarks". Read here is what Pendigits uses: `.SEGMENT DIGIT … "label"` begins a character, `.COMMENT label writer number`
tells who wrote it, `.PEN_DOWN` and `.PEN_UP` stand around each stroke, y grows upwards.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from esmiuca.data.drawing import Drawing
from esmiuca.errors import DataError

Point = tuple[float, float]


def parse_unipen(content: bytes, name: str) -> list[Drawing]:
    """The drawings in the text of a UNIPEN file, y downwards as in pictures; `name` is for the error sentence.

    Raises DataError, which names the line, where one can't be read, a character has no strokes, or there is none at all.
    """
    lines = [line.split() for line in content.decode("latin-1").splitlines()]
    begins = [number for number, words in enumerate(lines) if words[:1] == [".SEGMENT"]]
    if not begins:
        raise DataError(
            f"{name} holds no .SEGMENT; give a UNIPEN text such as Pendigits' pendigits-orig.tra."
        )
    ends = [*begins[1:], len(lines)]
    return [drawing(lines[begin:end], begin + 1, name) for begin, end in zip(begins, ends, strict=True)]


def drawing(lines: list[list[str]], first: int, name: str) -> Drawing:
    """One character, from its .SEGMENT, which is the file's line `first`, to the next."""
    label = lines[0][-1].strip('"')
    # Its second word is the writer's number.
    comments = [words for words in lines if words[:1] == [".COMMENT"] and len(words) > 2]
    strokes = tuple(np.asarray(points) * (1, -1) for points in strokes_of(lines, first, name) if points)
    if not strokes:
        raise DataError(f'{name}, line {first}: "{label}" has no points between .PEN_DOWN and .PEN_UP.')
    return Drawing(comments[0][2] if comments else "", label, strokes)


def strokes_of(lines: list[list[str]], first: int, name: str) -> Iterator[list[Point]]:
    """The points of each stroke; what is written while the pen is up is left out."""
    points: list[Point] | None = None
    for number, words in enumerate(lines, first):
        if words == [".PEN_DOWN"]:
            points = []
        elif words == [".PEN_UP"]:
            if points is None:
                raise DataError(
                    f"{name}, line {number}: .PEN_UP without a .PEN_DOWN before it; fetch it again."
                )
            yield points
            points = None
        elif words and not words[0].startswith(".") and points is not None:
            points.append(point(words, number, name))
    if points is not None:
        raise DataError(
            f"{name}, line {first}: a .PEN_DOWN without its .PEN_UP: the file is truncated or damaged; fetch it again."
        )


def point(words: list[str], number: int, name: str) -> Point:
    """The first two numbers of a line."""
    try:
        x, y = (float(word) for word in words[:2])
        if not np.isfinite([x, y]).all():
            raise ValueError("not finite")
    except ValueError as error:
        raise DataError(
            f"{name}, line {number}: {' '.join(words):.40} is no point ({error}); each has an x and a y."
        ) from error
    return x, y
