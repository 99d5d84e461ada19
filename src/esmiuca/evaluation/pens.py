"""Digits and letters that people wrote with a pen: strokes from a file, drawn as the page draws them.

The file is JSON lines: {"writer": 1, "label": "7", "strokes": [[[x, y], …], …]}, y downwards, any unit.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from jaxtyping import UInt8
from PIL import Image, ImageDraw

from esmiuca.data.drawing import Drawing
from esmiuca.errors import DataError

SHEET = 280  # pixels a side
FILLED = 0.7  # of the sheet: the longer side of what is drawn, without the pen's width
PEN_WIDTHS = (0.03, 0.05, 0.07, 0.1, 0.14)  # shares of the sheet; the page's own pen is 0.07
SMOOTHER = 2  # the sheet is drawn this much larger and then reduced, which softens the edges


def read_drawings(path: Path) -> list[Drawing]:
    """The drawings of a file; raises DataError, which names the line, where one can't be read."""
    drawings = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise DataError(f"{path} can't be read ({error}); give a JSON-lines file of pen strokes.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            strokes = tuple(np.asarray(points, dtype=float).reshape(-1, 2) for points in entry["strokes"])
            strokes = tuple(points for points in strokes if len(points))
            if not strokes:
                raise ValueError("no points")
            drawings.append(Drawing(str(entry.get("writer", "")), str(entry["label"]), strokes))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(
                f"{path}, line {number}: {error}; each line needs label and strokes, lists of [x, y]."
            ) from error
    if not drawings:
        raise DataError(f"{path} holds no drawing; give a JSON-lines file of pen strokes.")
    return drawings


def draw(drawing: Drawing, pen_width: float) -> UInt8[np.ndarray, "280 280"]:
    """Black ink on a white sheet, as on the page: joined by straight lines, round ends, in the middle.

    Args:
        drawing: what was written.
        pen_width: share of the sheet's side.
    """
    side = SHEET * SMOOTHER
    every = np.concatenate(drawing.strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    size = max(float((high - low).max()), 1e-9)
    radius = pen_width * side / 2
    sheet = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(sheet)
    for points in drawing.strokes:
        path = (points - (low + high) / 2) / size * FILLED * side + side / 2
        corners = [(float(x), float(y)) for x, y in path]
        pen.line(corners, fill=0, width=max(1, round(2 * radius)))
        for x, y in corners:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    return np.asarray(sheet.resize((SHEET, SHEET), Image.Resampling.BOX))
