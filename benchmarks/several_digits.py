"""Numbers of several digits: how many single digits are split, how many numbers are found and read right.

    python benchmarks/several_digits.py --data strokes.jsonl [--count 400] [--pens 0.03,0.05,0.07,0.1]

The file holds pen strokes as `esmiuca evaluate --pen` reads them. A number is digits of one writer, side by side on one
sheet as large as the page's, with a clear gap of a given share of their height between the ink of one and the next,
some larger and some higher than others. Nothing was chosen by these figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from bench import save
from rich.console import Console
from rich.table import Table

from esmiuca import Detector
from esmiuca.evaluation.pens import FILLED, Drawing, draw, read_drawings

LENGTHS = (2, 3)
GAPS = (0.15, 0.25, 0.4)
"""Of a digit's height: narrow, usual and wide."""
SIZES = (0.85, 1.15)
CLIMB = 0.1
"""Of a digit's height: how much higher or lower one may stand."""


def fitted(drawing: Drawing, height: float) -> tuple[list[np.ndarray], float]:
    """The strokes with their left at 0, their bottom at 0 and this height, and how wide they are."""
    every = np.concatenate(drawing.strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    # A flat stroke has no height of its own: it is as large as it is wide.
    scale = height / max(float(high[1] - low[1]), 0.2 * float(high[0] - low[0]), 1e-9)
    strokes = [(points - (low[0], high[1])) * scale for points in drawing.strokes]
    return strokes, float((high[0] - low[0]) * scale)


def number_of(
    digits: Sequence[Drawing], gap: float, pen_width: float, generator: np.random.Generator
) -> Drawing:
    """The digits as one drawing: `gap` of their height, and the pen's width, between each and the next."""
    placed = [fitted(digit, float(generator.uniform(*SIZES))) for digit in digits]
    spaces = len(digits) - 1
    # The pen is a share of the sheet, which the number fills: the wider the number, the wider the pen beside a digit.
    share = pen_width / FILLED
    wide = (sum(width for _, width in placed) + spaces * gap) / (1 - spaces * share)
    pen = share * max(wide, 1.0)
    strokes, left = [], 0.0
    for own, width in placed:
        place = np.array([left, generator.uniform(-CLIMB, CLIMB)])
        strokes += [points + place for points in own]
        left += width + gap + pen
    return Drawing(digits[0].writer, "".join(digit.label for digit in digits), tuple(strokes))


def texts(detector: Detector, drawings: Sequence[Drawing], pen_width: float) -> list[str]:
    """What is read of each drawing with this pen."""
    return [detector.read(draw(drawing, pen_width)).text for drawing in drawings]


def share(right: int, of: int) -> str:
    """A count with its percentage."""
    return f"{right} of {of} ({right / of:.1%})"


@click.command()
@click.option(
    "--data", type=click.Path(path_type=Path), required=True, help="JSON-lines file of pen strokes."
)
@click.option("--count", default=400, show_default=True, help="Numbers of each length, gap and pen.")
@click.option("--pens", default="0.03,0.05,0.07,0.1", show_default=True, help="Shares of the sheet.")
@click.option("--seed", default=0, show_default=True)
def main(data: Path, count: int, pens: str, seed: int) -> None:
    detector = Detector()
    digits = [drawing for drawing in read_drawings(data) if drawing.digit is not None]
    writers: dict[str, list[Drawing]] = defaultdict(list)
    for drawing in digits:
        writers[drawing.writer].append(drawing)
    hands = [hand for hand in writers.values() if len(hand) >= max(LENGTHS)]
    widths = [float(width) for width in pens.split(",")]
    console = Console(width=110)

    record = []
    singles = Table("pen", "one digit found as one", "read right", title=f"{len(digits)} single digits")
    for width in widths:
        read = texts(detector, digits, width)
        right = sum(text == digit.label for text, digit in zip(read, digits, strict=True))
        whole = sum(len(text) == 1 for text in read)
        singles.add_row(f"{width:g}", share(whole, len(digits)), share(right, len(digits)))
        record.append({"digits": 1, "pen": width, "drawn": len(digits), "found": whole, "right": right})
    console.print(singles)

    numbers = Table("digits", "gap", "pen", "all found", "read right", title="Numbers of one writer each")
    for length in LENGTHS:
        for gap in GAPS:
            for width in widths:
                generator = np.random.default_rng((seed, length))
                drawn = []
                for _ in range(count):
                    hand = hands[generator.integers(len(hands))]
                    chosen = [hand[i] for i in generator.integers(len(hand), size=length)]
                    drawn.append(number_of(chosen, gap, width, generator))
                read = texts(detector, drawn, width)
                found = sum(len(text) == length for text in read)
                right = sum(text == number.label for text, number in zip(read, drawn, strict=True))
                row = (str(length), f"{gap:g}", f"{width:g}")
                numbers.add_row(*row, share(found, count), share(right, count))
                record.append(
                    {
                        "digits": length,
                        "gap": gap,
                        "pen": width,
                        "drawn": count,
                        "found": found,
                        "right": right,
                    }
                )
    console.print(numbers)
    save("several_digits", {"data": data.name, "seed": seed, "rows": record})


if __name__ == "__main__":
    main()
