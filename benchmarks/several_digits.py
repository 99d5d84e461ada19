"""Numbers of several digits: how many single digits are split, how many numbers are found and read right.

    python benchmarks/several_digits.py [--data strokes.jsonl] [--count 400] [--pens 0.02,0.03,0.05,0.07,0.1]

The file holds pen strokes as `esmiuca evaluate --pen` reads them; without one, digits drawn by program are taken. A number
is digits of one writer on one sheet as large as the page's, some larger and some higher than others: side by side with a
clear gap of a given share of their height, touching, or with a decimal comma or point and at times a minus. Nothing was
chosen by the figures of a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from bench import save
from numbers_drawn import drawn_by_program, hands_of, number_of, touching, with_signs
from rich.console import Console
from rich.table import Table

from esmiuca import Detector
from esmiuca.evaluation.pens import Drawing, draw, read_drawings

LENGTHS = (2, 3)
GAPS = (0.15, 0.25, 0.4)
"""Of a digit's height: narrow, usual and wide."""
THIN = 0.03
"""Share of the sheet: pens up to this are thin."""
GOALS = {2: 0.99, 3: 0.98}
"""Share of numbers read right with a thin pen, by how many digits they have."""
TOUCHING_GOAL = 0.90
TOUCHING_PEN = 0.05
"""Share of the sheet: wider pens fill the digits of a pair, whether they touch or not."""
SIGNS_GAP = 0.25


def texts(detector: Detector, drawings: Sequence[Drawing], pen_width: float) -> list[str]:
    """What is read of each drawing with this pen."""
    return [detector.read(draw(drawing, pen_width)).text for drawing in drawings]


def share(right: int, of: int) -> str:
    """A count with its percentage."""
    return f"{right} of {of} ({right / of:.1%})"


def goal(right: int, of: int, least: float | None) -> str:
    """The goal, and whether it is reached; empty where there is none."""
    return "" if least is None else f"≥ {least:.0%} {'✓' if right >= least * of else '✗'}"


class Counts:
    """Rows of one table and of the record."""

    def __init__(self, detector: Detector, *columns: str) -> None:
        self.detector = detector
        self.table = Table(*columns, "pen", "all found", "read right", "goal")
        self.rows: list[dict[str, object]] = []

    def add(
        self, kind: dict[str, object], drawings: Sequence[Drawing], pen: float, least: float | None
    ) -> None:
        """Reads the drawings with this pen."""
        read = texts(self.detector, drawings, pen)
        found = sum(len(text) == len(drawing.label) for text, drawing in zip(read, drawings, strict=True))
        right = sum(text == drawing.label for text, drawing in zip(read, drawings, strict=True))
        of = len(drawings)
        shown = [f"{value:g}" if isinstance(value, float) else str(value) for value in kind.values()]
        self.table.add_row(*shown, f"{pen:g}", share(found, of), share(right, of), goal(right, of, least))
        self.rows.append({**kind, "pen": pen, "drawn": of, "found": found, "right": right, "goal": least})


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="JSON-lines file of pen strokes; without it, digits drawn by program.",
)
@click.option("--count", default=400, show_default=True, help="Numbers of each length, gap and pen.")
@click.option("--pens", default="0.02,0.03,0.05,0.07,0.1", show_default=True, help="Shares of the sheet.")
@click.option("--seed", default=0, show_default=True)
def main(data: Path | None, count: int, pens: str, seed: int) -> None:
    detector = Detector()
    drawings = drawn_by_program(seed) if data is None else read_drawings(data)
    digits = [drawing for drawing in drawings if drawing.digit is not None]
    hands = hands_of(digits, max(LENGTHS))
    widths = [float(width) for width in pens.split(",")]
    console = Console(width=110)
    record = []

    def several(make, length: int) -> list[Drawing]:
        # The same digits for each pen and gap.
        generator = np.random.default_rng((seed, length))
        drawn = []
        for _ in range(count):
            hand = hands[generator.integers(len(hands))]
            drawn.append(make([hand[i] for i in generator.integers(len(hand), size=length)], hand, generator))
        return drawn

    alone = Counts(detector, "digits")
    apart = Counts(detector, "digits", "gap")
    pairs = Counts(detector, "digits")
    signs = Counts(detector, "digits")
    for width in widths:
        is_thin = width <= THIN
        alone.add({"digits": 1}, digits, width, None)
        for length in LENGTHS:
            for gap in GAPS:
                numbers = several(lambda chosen, _, by: number_of(chosen, gap, width, by), length)  # noqa: B023
                apart.add({"digits": length, "gap": gap}, numbers, width, GOALS[length] if is_thin else None)
            numbers = several(lambda chosen, _, by: with_signs(chosen, SIGNS_GAP, width, by), length)  # noqa: B023
            signs.add({"signs": length}, numbers, width, None)
        numbers = several(lambda _, hand, by: touching(hand, width, by), 2)  # noqa: B023
        pairs.add({"touching": 2}, numbers, width, TOUCHING_GOAL if width <= TOUCHING_PEN else None)
    for title, counts in {
        f"{len(digits)} single digits": alone,
        "Numbers of one writer each": apart,
        "Pairs that touch": pairs,
        "With a comma or a point, a third with a minus": signs,
    }.items():
        counts.table.title = title
        console.print(counts.table)
        record += counts.rows
    save("several_digits", {"data": data.name if data else "by program", "seed": seed, "rows": record})


if __name__ == "__main__":
    main()
