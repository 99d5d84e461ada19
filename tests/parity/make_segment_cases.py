"""Writes the golden cases of numbers: python tests/parity/make_segment_cases.py

Each case is a picture and the digits found in it: their boxes, the 28×28 that each becomes, and the parts that one wider
than high may be cut into; the signs between them, and where lines begin. Python and TypeScript are both tested against them. Run it only when the rules change on purpose, and read the difference
before committing it.
"""

from __future__ import annotations

import base64
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from make_normalize_cases import draw, jpeg, paint, photo, rgba

from esmiuca.errors import ImageError
from esmiuca.images import FoundDigit, NumberLine, lay_out_number

FOLDER = Path(__file__).parent / "segments"
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def line(
    digits: str, width: int, height: int, boxes: list[tuple[float, float, float, float]], pen: float
) -> np.ndarray:
    """Coverage in 0–1 (height, width) of the digits, each in its box = (left, top, width, height)."""
    drawn = [draw(digit, width, height, box, pen) for digit, box in zip(digits, boxes, strict=True)]
    return np.max(drawn, axis=0)


def bars(width: int, height: int, *boxes: tuple[int, int, int, int]) -> np.ndarray:
    """Coverage (height, width) of full rectangles (left, top, width, height)."""
    coverage = np.zeros((height, width))
    for left, top, across, down in boxes:
        coverage[top : top + down, left : left + across] = 1
    return coverage


def slanted(width: int, height: int, *feet: int) -> np.ndarray:
    """Coverage of parallel lines that lean to the right by a half of their height, which is 100."""
    y, x = np.mgrid[0:height, 0:width]
    inside = (y >= 20) & (y < 120)
    lines = [np.abs(x - (foot + (120 - y) / 2)) < 5 for foot in feet]
    return (np.any(lines, axis=0) & inside).astype(float)


def cases() -> Iterator[tuple[str, np.ndarray]]:
    """Every case: its name and its picture, RGBA (H, W, 4)."""
    rng = np.random.default_rng(20241124)
    two_digits = line("20", 200, 140, [(15, 20, 70, 100), (110, 25, 70, 95)], 9)
    yield "two-digits", paint(two_digits, BLACK, WHITE)
    yield "light-on-dark", paint(two_digits, WHITE, BLACK)
    yield "on-transparent", rgba(np.zeros(two_digits.shape), two_digits * 255)
    yield "one-digit", paint(draw("3", 120, 120, (25, 20, 70, 80), 8), BLACK, WHITE)
    boxes = [(10 + 90.0 * i, 20.0, 60.0, 90.0) for i in range(10)]
    yield "ten-digits", paint(line("2014357205", 900, 130, boxes, 7), BLACK, WHITE)
    # Ten times as long as high: more pixels than one working size would leave it.
    boxes = [(20 + 280.0 * i, 20.0, 200.0, 260.0) for i in range(8)]
    yield "long-strip", paint(line("31452073", 2240, 300, boxes, 22), BLACK, WHITE)
    uneven = line(
        "2537", 400, 160, [(10, 60, 50, 70), (90, 15, 80, 110), (210, 40, 60, 90), (310, 5, 70, 90)], 8
    )
    yield "uneven-hand", paint(uneven, BLACK, WHITE)
    yield (
        "photo",
        rgba(
            photo(
                line(
                    "207", 320, 160, boxes=[(20, 20, 70, 100), (120, 30, 70, 100), (220, 25, 70, 100)], pen=9
                ),
                rng,
                4,
                80,
                225,
            )
        ),
    )
    yield "jpeg", jpeg(paint(two_digits, (30, 30, 60), (235, 230, 220)), 30)
    # What is one digit in several pieces.
    four = bars(160, 160, (30, 20, 8, 60), (30, 80, 52, 8), (90, 20, 8, 115))
    yield "open-four", paint(four, BLACK, WHITE)
    five = bars(
        160, 160, (50, 30, 8, 40), (50, 70, 45, 8), (90, 78, 8, 40), (45, 118, 50, 8), (66, 18, 45, 7)
    )
    yield "flag-of-a-five", paint(five, BLACK, WHITE)
    y, x = np.mgrid[0:160, 0:160]
    angle = np.arctan2(y - 80, x - 80)
    ring = (np.abs(np.hypot(y - 80, x - 80) - 50) < 4) & (np.floor((angle + np.pi) / (np.pi / 12)) % 2 == 0)
    yield "dotted-zero", paint(ring.astype(float), BLACK, WHITE)
    yield "eight-of-two-rings", paint(bars(120, 160, (40, 20, 40, 50), (35, 80, 50, 60)), BLACK, WHITE)
    # Two ones that share columns, and two that are near.
    yield "slanted-ones", paint(slanted(200, 140, 30, 70), BLACK, WHITE)
    yield "just-apart", paint(bars(100, 140, (30, 20, 8, 100), (49, 20, 8, 100)), BLACK, WHITE)
    yield "just-together", paint(bars(100, 140, (30, 20, 8, 100), (48, 20, 8, 100)), BLACK, WHITE)
    yield "near-but-wide", paint(bars(240, 140, (20, 20, 70, 100), (95, 20, 70, 100)), BLACK, WHITE)
    # Beside the digits.
    specks = bars(300, 160, (30, 30, 12, 100), (130, 30, 60, 100), (230, 120, 12, 12), (270, 10, 2, 2))
    yield "point-and-grain", paint(specks, BLACK, WHITE)
    yield "minus", paint(bars(240, 140, (20, 70, 40, 8), (110, 20, 60, 100)), BLACK, WHITE)
    yield "digit-and-far-speck", paint(bars(240, 140, (40, 20, 30, 100), (200, 60, 10, 10)), BLACK, WHITE)
    yield "two-lines", paint(bars(140, 240, (40, 10, 60, 90), (45, 130, 60, 90)), BLACK, WHITE)
    # Marks that are no digits, signs that are part of the number, lines, digits that touch.
    row = ((20, 120, 60, 100), (110, 125, 60, 95), (200, 118, 55, 102))
    marks = bars(300, 260, *row, (70, 8, 10, 10), (0, 0, 40, 9), (265, 60, 12, 12))
    yield "marks-far-away", paint(marks, BLACK, WHITE)
    comma = line("35", 280, 160, [(30, 20, 60, 100), (180, 22, 60, 98)], 9)
    stroke = np.max([bars(280, 160, (132 - i, 108 + 3 * i, 10, 4)) for i in range(9)], axis=0)
    yield "comma", paint(np.maximum(comma, stroke), BLACK, WHITE)
    point = line("314", 330, 160, [(20, 20, 60, 100), (150, 22, 30, 98), (230, 20, 70, 100)], 9)
    yield "point", paint(np.maximum(point, bars(330, 160, (110, 109, 10, 10))), BLACK, WHITE)
    thousands = line(
        "2043", 500, 160, [(20, 20, 60, 100), (120, 22, 60, 98), (300, 20, 60, 100), (400, 18, 60, 100)], 7
    )
    dots = np.maximum(bars(500, 160, (95, 112, 8, 8)), bars(500, 160, (376, 104, 7, 32)))
    yield "point-and-comma", paint(np.maximum(thousands, dots), BLACK, WHITE)
    yield (
        "small-one",
        paint(bars(260, 160, (20, 20, 60, 100), (110, 66, 9, 56), (150, 20, 60, 100)), BLACK, WHITE),
    )
    lines = np.vstack([line("20", 240, 140, [(20, 20, 60, 100), (120, 25, 60, 95)], 8)] * 2)
    yield "two-lines-of-two", paint(lines, BLACK, WHITE)
    yield "touching-pair", paint(line("20", 200, 140, [(15, 20, 70, 100), (65, 25, 70, 95)], 9), BLACK, WHITE)
    touching = line("352", 300, 140, [(15, 20, 70, 100), (59, 25, 70, 95), (106, 22, 70, 98)], 9)
    yield "touching-three", paint(touching, BLACK, WHITE)
    yield "tiny", paint(line("27", 26, 16, [(2, 2, 8, 12), (15, 2, 8, 12)], 1.4), BLACK, WHITE)
    yield "blank", paint(np.zeros((50, 60)), BLACK, WHITE)
    yield "texture", rgba(rng.integers(0, 2, (60, 60)).repeat(3, 0).repeat(3, 1) * 255.0)
    y, x = np.mgrid[0:100, 0:120]
    yield "too-many-pieces", paint(((y % 10 < 5) & (x % 10 < 5)).astype(float), BLACK, WHITE)


def main() -> None:
    """Write every case into its own file."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, picture in cases():
        try:
            expected = described(lay_out_number(picture))
        except ImageError:
            expected = None
        case = {
            "name": name,
            "width": picture.shape[1],
            "height": picture.shape[0],
            "rgba_zlib": base64.b64encode(zlib.compress(picture.tobytes(), 9)).decode(),
            "expected": expected,
        }
        (FOLDER / f"{name}.json").write_text(json.dumps(case, indent=1) + "\n")
        said = "too many" if expected is None else [digit["box"] for digit in expected["digits"]]
        print(f"{name}: {said}", [] if expected is None else [sign["sign"] for sign in expected["signs"]])


def described(lines: list[NumberLine]) -> dict[str, object]:
    """What both sides must find: digits line by line, what each may be cut into, signs, where lines begin."""
    digits: list[dict[str, object]] = []
    signs: list[dict[str, object]] = []
    breaks: list[int] = []
    for row, line_of_parts in enumerate(lines):
        if row:
            breaks.append(len(digits))
        for part in line_of_parts:
            if isinstance(part, FoundDigit):
                wide = part.is_cuttable and part.segment.box.width > part.segment.box.height
                parts = (
                    [[own.start, own.end, *astuple(own.box), packed(own.pixels)] for own in part.parts()]
                    if wide
                    else []
                )
                digits.append({"box": astuple(part.box), "pixels": packed(part.pixels), "parts": parts})
            else:
                signs.append({"sign": part.text, "before": len(digits), "box": astuple(part.box)})
    return {"digits": digits, "signs": signs, "breaks": breaks}


def packed(pixels: np.ndarray) -> str:
    """Bytes as base64."""
    return base64.b64encode(pixels.tobytes()).decode()


if __name__ == "__main__":
    main()
