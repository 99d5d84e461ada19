"""`esmiuca predict`: the digit in pictures, one or fifty thousand.

Answers go to stdout, everything else (the progress bar, what could not be read) to stderr: pipes stay
clean.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from esmiuca.cli.find_pictures import expand
from esmiuca.cli.given_path import GivenPath
from esmiuca.cli.output import written
from esmiuca.cli.predict_number import (
    read_numbers,
    write_number_csv,
    write_number_json,
    write_number_table,
)
from esmiuca.errors import ImageError
from esmiuca.inference.detector import BATCH_SIZE, Detector
from esmiuca.inference.prediction import Prediction
from esmiuca.streams import visible

FEW = 8
"""Up to this many files the answer is there before anybody would read a progress bar."""

TABLE_ROWS = 1000
"""Rows laid out at once: laying out fifty thousand would keep the terminal waiting."""

Answer = tuple[str, Prediction]
T = TypeVar("T")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Comma-separated values, with a header.")
@click.option(
    "--number",
    is_flag=True,
    help="Several digits side by side in each FILE: find them and read the number.",
)
@click.option(
    "--model",
    type=GivenPath(path_type=Path),
    metavar="DIR",
    help="Folder with manifest.json.  [default: the shipped one]",
)
@click.pass_context
def predict(
    ctx: click.Context,
    files: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    number: bool,
    model: Path | None,
) -> None:
    """Read the digit in each FILE: pictures, folders of pictures, or globs such as 'scans/**/*.png'.

    With --number, several digits side by side, line by line, with a decimal comma or point and a minus.

    A file that can't be read is reported and skipped, and the exit code is 2.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other; give one of them.")
    detector = Detector(model)
    errors = Errors()
    paths = list(expand(files, errors.report))
    # Lines that appear one by one show progress by themselves; a bar would run through them.
    with_bar = len(paths) > FEW and (not (as_json or as_csv) or not sys.stdout.isatty())
    bar = progress_bar(errors.console, with_bar)
    form = "json" if as_json else "csv" if as_csv else "table"
    if number:
        writers = Writers(write_number_json, write_number_csv, write_number_table)
        write(read_numbers(detector, paths, errors.report), writers, form, bar, len(paths))
    else:
        writers = Writers(write_json, partial(write_csv, labels=detector.manifest.labels), write_table)
        write(answer(detector, paths, errors), writers, form, bar, len(paths))
    if errors.count:
        ctx.exit(2)


@dataclass(frozen=True)
class Writers(Generic[T]):
    """How the answers of one kind are printed in each form."""

    json: Callable[[Iterable[T]], None]
    csv: Callable[[Iterable[T]], None]
    table: Callable[[list[T]], None]


def write(answers: Iterable[T], writers: Writers[T], form: str, bar: Progress, total: int) -> None:
    """Prints the answers in a form, with the bar while they come."""
    rows: list[T] = []
    with bar:
        counted = advancing(answers, bar, bar.add_task("Reading", total=total))
        if form == "json":
            writers.json(counted)
        elif form == "csv":
            writers.csv(counted)
        else:
            rows = list(counted)  # laid out once the bar is gone
    writers.table(rows)


def advancing(answers: Iterable[T], bar: Progress, task: TaskID) -> Iterator[T]:
    """The answers, each of which moves the bar.

    rich's own `track` runs a thread: where the command ends in the middle of the answers, Python may wait for it for ever.
    """
    for one in answers:
        yield one
        bar.advance(task)


class Errors:
    """Counts the files that could not be read and says why on stderr."""

    def __init__(self) -> None:
        self.console = Console(stderr=True)
        self.count = 0

    def report(self, sentence: object) -> None:
        self.count += 1
        with suppress(OSError):  # nowhere to say it: the exit code does
            self.console.print(Text(f"esmiuca: {visible(str(sentence))}"), soft_wrap=True)


def answer(detector: Detector, paths: Iterable[str], errors: Errors) -> Iterator[Answer]:
    """Each readable picture's prediction, in order, a batch at a time so that memory stays bounded."""
    names: list[str] = []
    images = []
    for name in paths:
        try:
            images.append(detector.normalize(name))
        except ImageError as error:
            errors.report(error)
            continue
        names.append(name)
        if len(names) == BATCH_SIZE:
            yield from zip(names, detector.predict_normalized(images), strict=True)
            names, images = [], []
    yield from zip(names, detector.predict_normalized(images), strict=True)


def progress_bar(console: Console, shown: bool) -> Progress:
    """A bar on stderr that vanishes at the end and leaves stdout alone."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,
        disable=not (shown and console.is_terminal),
    )


def write_json(answers: Iterable[Answer]) -> None:
    """One object a line: file, digit, verdict, probabilities."""
    for name, prediction in answers:
        click.echo(json.dumps({"file": name, **prediction.to_dict()}))


def write_csv(answers: Iterable[Answer], labels: tuple[str, ...]) -> None:
    """A header, then a line for each picture; the digit is empty where refused."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["file", "digit", "verdict", *(f"probability_{label}" for label in labels)])
    for name, prediction in answers:
        digit = "" if prediction.digit is None else prediction.digit
        writer.writerow([written(name), digit, prediction.verdict, *prediction.probabilities])


def write_table(rows: list[Answer]) -> None:
    """A table for people: the file, the digit, how sure, and what else it could be."""
    if not rows:
        return
    console = Console()
    names = [visible(name) for name, _ in rows]
    width = max(len("file"), *map(len, names))
    if not console.is_terminal:
        console.width = width + 50  # in a pipe nothing is cut
    for start in range(0, len(rows), TABLE_ROWS):
        table = Table(box=None, show_header=start == 0, header_style="bold", pad_edge=False)
        table.add_column("file", min_width=min(width, console.width - 40), overflow="fold")
        table.add_column("digit", width=5, justify="center")
        table.add_column("sure", width=7, justify="right")
        table.add_column("or", width=20)
        for name, (_, prediction) in zip(
            names[start : start + TABLE_ROWS], rows[start : start + TABLE_ROWS], strict=False
        ):
            table.add_row(Text(name), *describe(prediction))
        console.print(table)


def describe(prediction: Prediction) -> tuple[str, str, str]:
    """The digit, how sure, and the alternative: ("7", "98.2 %", "1 (1.5 %)")."""
    if prediction.verdict == "blank":
        return "—", "", "blank"
    ranked = sorted(range(len(prediction.probabilities)), key=lambda i: -prediction.probabilities[i])
    first, second = (f"{prediction.probabilities[i]:.1%}" for i in ranked[:2])
    if prediction.digit is None:
        return "—", "", f"not a digit ({ranked[0]}? {first})"
    return str(prediction.digit), first, f"{ranked[1]} ({second})"
