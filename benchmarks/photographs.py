"""Photographs made by program: how many of each kind are read right, refused, read wrong.

    python benchmarks/photographs.py [--count 30] [--mixed 200] [--kinds number] [--before SRC] [--keep FOLDER]

Each kind of pictures/photographs/kinds.py holds one thing fast (squared paper, a shadow, a sheet on a desk, …) while pen,
size and damage vary; "mixed" leaves everything to chance. One digit goes through `Detector.predict`, several through
`Detector.read`. The pictures are files, so that `--before` lets the `src` of another checkout read the very same ones, and
counts what became right and what became wrong. "Its ink" is what is read where nothing has to be found: the pen's own strokes,
black on white. `--keep` keeps those that are not read right.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

HERE = Path(__file__).resolve().parents[1]
SEED = 61_843
MIXED = ("mixed", "number, mixed")
OUTCOMES = ("right", "refused", "wrong")
FACTORS = ("pen", "paper", "light", "place", "damage")
REFUSED = "?"
INK, INK_SIDE = "ink", 500  # folder and pixels of what the pen left, without the photograph


@dataclass(frozen=True)
class Taken:
    """A picture in a file, its kind, what is written in it and what it is made of."""

    file: str
    kind: str
    text: str
    number: bool
    made_of: dict[str, str]


def take(folder: str, kind: str, count: int, seed: int) -> list[Taken]:
    """So many pictures of a kind, written into files."""
    import numpy as np
    from PIL import Image

    from esmiuca.pictures.photographs import KINDS, make

    row = list(KINDS).index(kind)
    found = []
    for index in range(count):
        generator = np.random.default_rng([seed, row, index])
        photograph = make(KINDS[kind], generator, digit=index % 10)
        picture = photograph.picture
        image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
        name = f"{row:02d}-{index:03d}-{photograph.text}.png"
        image.save(Path(folder) / name, compress_level=1)
        alone = Image.fromarray(255 - photograph.ink)
        alone.thumbnail((INK_SIDE, INK_SIDE), Image.Resampling.BOX)
        alone.save(Path(folder) / INK / name, compress_level=1)
        found.append(Taken(name, kind, photograph.text, KINDS[kind].number, photograph.choice.kinds()))
    return found


def read_all(folder: Path) -> None:
    """Says on standard output, as JSON, what this process's esmiuca reads in a folder's files, and how long it took."""
    from esmiuca import Detector
    from esmiuca.errors import ImageError

    detector = Detector(threads=1)
    texts, started = {}, time.perf_counter()
    for name, number in json.loads((folder / "all.json").read_text(encoding="utf-8")).items():
        try:
            if number:
                texts[name] = detector.read(folder / name).text
            else:
                digit = detector.predict(folder / name).digit
                texts[name] = REFUSED if digit is None else str(digit)
        except ImageError:
            texts[name] = REFUSED
    seconds = time.perf_counter() - started
    print(json.dumps({"texts": texts, "milliseconds": 1000 * seconds / max(len(texts), 1)}))


def reader(source: Path, folder: Path) -> subprocess.Popen[str]:
    """Another process that reads the pictures with the esmiuca in `source`."""
    command = [sys.executable, str(Path(__file__).resolve()), "--read", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(source.resolve())}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> tuple[dict[str, str], float]:
    """What it read, and milliseconds a picture."""
    output, _ = process.communicate()
    if process.returncode:
        raise SystemExit(process.returncode)
    said = json.loads(output)
    return said["texts"], said["milliseconds"]


def outcome(taken: Taken, text: str) -> str:
    """right, refused (nothing, or a "?" in it) or wrong."""
    if text == taken.text:
        return "right"
    return "refused" if not text or REFUSED in text else "wrong"


def row_of(name: str, taken: Sequence[Taken], texts: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The counts of some pictures: now, by their ink alone and, where another checkout read them as well, before."""
    found = {how: [outcome(one, of[one.file]) for one in taken] for how, of in texts.items()}
    after = found["now"]
    row: dict[str, Any] = {"name": name, "pictures": len(taken), **counted(after)}
    row["by_ink"] = counted(found["ink"])
    if "before" in found:
        before = found["before"]
        pairs = list(zip(before, after, strict=True))
        row["before"] = counted(before)
        row["became_right"] = sum(a != "right" == b for a, b in pairs)
        row["became_not_right"] = sum(a == "right" != b for a, b in pairs)
    return row


def counted(outcomes: Sequence[str]) -> dict[str, int]:
    found = Counter(outcomes)
    return {name: found[name] for name in OUTCOMES}


def shown(row: dict[str, Any]) -> tuple[str, ...]:
    """A row of the table."""
    share = f"{row['right'] / row['pictures']:.1%}"
    cells = (row["name"], str(row["pictures"]), share, str(row["refused"]), str(row["wrong"]))
    cells += (f"{row['by_ink']['right'] / row['pictures']:.1%}",)
    if "before" not in row:
        return cells
    before = f"{row['before']['right'] / row['pictures']:.1%}"
    return (*cells, before, f"+{row['became_right']} −{row['became_not_right']}")


@click.command()
@click.option("--count", default=30, show_default=True, help="Pictures of each kind.")
@click.option("--mixed", default=200, show_default=True, help="Pictures in which everything varies.")
@click.option("--seed", default=SEED, show_default=True)
@click.option("--kinds", default="", help="Only kinds whose name holds this.")
@click.option("--before", type=click.Path(exists=True, path_type=Path), help="The src of another checkout.")
@click.option(
    "--keep", type=click.Path(path_type=Path), help="Where to put pictures that are not read right."
)
@click.option("--read", "folder", type=click.Path(exists=True, path_type=Path), hidden=True)
def main(
    count: int, mixed: int, seed: int, kinds: str, before: Path | None, keep: Path | None, folder: Path | None
) -> None:
    if folder is not None:
        read_all(folder)
        return
    from bench import save, show

    from esmiuca.pictures.photographs import KINDS
    from esmiuca.pictures.spread import Cores

    names = [name for name in KINDS if kinds in name]
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / INK).mkdir()
        calls = [(place, name, mixed if name in MIXED else count, seed) for name in names]
        with Cores() as cores:
            taken = [one for part in cores.spread(take, calls) for one in part]
        files = {one.file: one.number for one in taken}
        for where in (Path(place), Path(place) / INK):
            (where / "all.json").write_text(json.dumps(files), encoding="utf-8")
        readers = {"now": reader(HERE / "src", Path(place)), "ink": reader(HERE / "src", Path(place) / INK)}
        if before:
            readers["before"] = reader(before, Path(place))
        said = {how: finished(process) for how, process in readers.items()}
        read = {how: texts for how, (texts, _) in said.items()}
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            for one in taken:
                if outcome(one, read["now"][one.file]) != "right":
                    text = read["now"][one.file].replace(REFUSED, "x") or "nothing"
                    shutil.copy(Path(place) / one.file, keep / f"{Path(one.file).stem}-as-{text}.png")
    rows = [row_of(name, [one for one in taken if one.kind == name], read) for name in names]
    factors = [
        row_of(f"{factor}: {value}", chosen, read)
        for factor in FACTORS
        for value in sorted({one.made_of[factor] for one in taken if one.kind == MIXED[0]})
        if (chosen := [one for one in taken if one.kind == MIXED[0] and one.made_of[factor] == value])
    ]
    totals = [
        row_of(title, chosen, read)
        for title, number in (("one digit", False), ("numbers", True))
        if (chosen := [one for one in taken if one.number == number])
    ]
    columns = (
        "kind",
        "pictures",
        "right",
        "refused",
        "wrong",
        "its ink",
        *(("before", "changed") if before else ()),
    )
    show("Photographs made by program", columns, [shown(row) for row in rows])
    if factors:
        show("One digit, mixed, by what it is made of", columns, [shown(row) for row in factors])
    show("All", columns, [shown(row) for row in totals])
    print("milliseconds a file:", ", ".join(f"{how} {taken:.0f}" for how, (_, taken) in said.items()))
    wrong = [
        asdict(one) | {"read": read["now"][one.file]} for one in taken if read["now"][one.file] != one.text
    ]
    result = {"seed": seed, "kinds": rows, "mixed": factors, "all": totals, "not_right": wrong}
    save("photographs", result)


if __name__ == "__main__":
    main()
