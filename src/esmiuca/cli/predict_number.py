"""`esmiuca predict --number`: several digits side by side, as JSON, as CSV, as a table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from esmiuca.cli.output import written
from esmiuca.errors import ImageError
from esmiuca.images import short
from esmiuca.inference.detector import Detector
from esmiuca.inference.reading import REFUSED, Reading
from esmiuca.streams import visible

NumberAnswer = tuple[str, Reading]


def read_numbers(
    detector: Detector, paths: Iterable[str], report: Callable[[object], None]
) -> Iterator[NumberAnswer]:
    """The number in each readable picture, in order; what can't be read is reported and left out."""
    for name in paths:
        try:
            yield name, detector.read(name)
        except ImageError as error:
            sentence = str(error)
            report(sentence if short(name) in sentence else f"{short(name)}: {sentence}")


def write_number_json(answers: Iterable[NumberAnswer]) -> None:
    """One object a line: file, number, digits, signs, probability; each digit with digit, verdict, probabilities, box."""
    for name, reading in answers:
        click.echo(json.dumps({"file": name, **reading.to_dict()}))


def write_number_csv(answers: Iterable[NumberAnswer]) -> None:
    """A header, then a line for each digit: its place from 1, what it is, its box in pixels.

    A blank picture has one line, with place 0.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(
        ["file", "number", "place", "digit", "verdict", "probability", "x", "y", "width", "height"]
    )
    for name, reading in answers:
        start = [written(name), reading.text]
        if not reading.digits:
            writer.writerow([*start, 0, "", "blank", "", "", "", "", ""])
        for place, said in enumerate(reading.digits, 1):
            box = said.box
            digit = "" if said.digit is None else said.digit
            writer.writerow(
                [*start, place, digit, said.verdict, said.confidence, box.x, box.y, box.width, box.height]
            )


def write_number_table(rows: list[NumberAnswer]) -> None:
    """A table for people: the file, the number, how sure the network is of each digit."""
    if not rows:
        return
    console = Console()
    names = [visible(name) for name, _ in rows]
    table = Table(box=None, header_style="bold", pad_edge=False)
    width = max(len("file"), *map(len, names))
    if not console.is_terminal:
        longest = max(len(describe(reading)) for _, reading in rows)
        console.width = width + 40 + max(longest, max(len(reading.text) for _, reading in rows))
    table.add_column("file", overflow="fold")
    table.add_column("number", justify="right", overflow="fold")
    table.add_column("sure", overflow="fold")
    for name, (_, reading) in zip(names, rows, strict=True):
        table.add_row(Text(name), reading.text or "—", describe(reading))
    console.print(table)


def describe(reading: Reading) -> str:
    """Each digit with its percentage: "2 99.8%  0 97.1%", or "blank"."""
    if not reading.digits:
        return "blank"
    return "  ".join(
        f"{REFUSED} not a digit" if said.digit is None else f"{said.digit} {said.confidence:.1%}"
        for said in reading.digits
    )
