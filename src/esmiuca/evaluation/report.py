"""The report of `esmiuca evaluate --report`: a folder with one page, its plots and its pictures, and nothing from elsewhere.

The page needs no script: a cell of the confusion matrix is a link, and what it links to is shown while it is the address's
target. It opens from a disk, a memory stick or any static host.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from esmiuca.data import Dataset
from esmiuca.evaluation.card_figures import digit_rows, other_rows, reliability
from esmiuca.evaluation.charts import curve, mistakes_bars, reliability_diagram
from esmiuca.evaluation.report_page import STYLE, figure, html_table

Record = dict[str, Any]
SIDE = 28
COLUMNS = 40  # of small pictures on a sheet


def write_report(
    folder: Path, record: Record, test: Dataset, probabilities: Float[np.ndarray, "N 10"]
) -> Path:
    """Write the report into `folder`; returns its page, index.html.

    Args:
        folder: made where it is not there; what it holds of an earlier report is written over.
        record: what was measured.
        test: the test images that `record["test"]` is about.
        probabilities: what the network says of each, shares of 1.
    """
    for part in ("images", "plots"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    network = record["network"]
    parts = [
        f"<h1>How good is {escape(network['name'])} {escape(network['version'])}?</h1>",
        f"<p>weights SHA-256 <code>{network['sha256']['weights']}</code></p>",
        html_table(["digits", "pictures", "right", "mistakes", "refused", "command"], digit_rows(record)),
    ]
    if others := list(other_rows(record)):
        header = ["what is no digit", "pictures", "refused", "AUROC against digits", "command"]
        parts.append(html_table(header, others))
    parts += ['<h2 id="confusion">Which digit is taken for which</h2>']
    parts += [
        "<p>Test images by what they are (down) and what they are read as (across); a number opens its images.</p>"
    ]
    parts.append(matrix(record["test"]["confusion"]))
    parts += galleries(folder, record["test"], test, probabilities)
    for heading, words, plots in charts(record):
        parts += [f"<h2>{heading}</h2>", f"<p>{words}</p>"]
        for name, picture in plots.items():
            (folder / "plots" / f"{name}.svg").write_text(picture, encoding="utf-8")
        parts.append(f'<div class="plots">{"".join(plots.values())}</div>')
    parts.append(f"<footer>{escape(record['test']['source'])}</footer>")
    page = folder / "index.html"
    page.write_text(
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>How good is it?</title>\n<style>{STYLE}</style>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</html>\n",
        encoding="utf-8",
    )
    return page


def matrix(confusion: Sequence[Sequence[int]]) -> str:
    """The confusion matrix as a table of links."""
    head = "".join(f'<th scope="col">{digit}</th>' for digit in range(10))
    rows = []
    for label, row in enumerate(confusion):
        cells = []
        for digit, count in enumerate(row):
            kind = "right" if digit == label else "wrong"
            told = f"{count} images of {label} read as {digit}"
            link = f'<a href="#{cell(label, digit)}" aria-label="{told}" title="{told}">{count}</a>'
            cells.append(f'<td class="{kind}">{link}</td>' if count else "<td>·</td>")
        rows.append(f'<tr><th scope="row">{label}</th>{"".join(cells)}</tr>')
    return f'<table class="confusion"><tr><td></td>{head}</tr>{"".join(rows)}</table>'


def cell(label: int, digit: int) -> str:
    return f"cell-{label}-{digit}"


def galleries(folder: Path, summary: Record, test: Dataset, probabilities: np.ndarray) -> list[str]:
    """What each cell of the matrix opens: its mistakes one by one, or a sheet of what was read right."""
    parts = []
    predicted = probabilities.argmax(1)
    for label in range(10):
        for digit in range(10):
            wrong = [
                entry for entry in summary["mistaken"] if (entry["label"], entry["read_as"]) == (label, digit)
            ]
            if wrong:
                shown = "".join(mistake(folder, entry) for entry in wrong)
                parts.append(gallery(label, digit, f"{len(wrong)} of {label} read as {digit}", shown))
            elif label == digit:
                right = np.flatnonzero((test.labels == label) & (predicted == label))
                ordered = right[np.argsort(probabilities[right, label], kind="stable")]
                name = f"images/right-{label}.png"
                save(folder / name, sheet(test.images[ordered]))
                words = f"{len(right)} of {label} read right, the least sure first"
                parts.append(
                    gallery(
                        label, digit, words, f'<img class="sheet" src="{name}" alt="{words}" loading="lazy">'
                    )
                )
    return parts


def gallery(label: int, digit: int, words: str, shown: str) -> str:
    close = '<a class="close" href="#confusion">close</a>'
    return f'<section id="{cell(label, digit)}"><h3>{words} {close}</h3><div class="images">{shown}</div></section>'


def mistake(folder: Path, entry: Record) -> str:
    """One misread image, with the two percentages that matter."""
    name = f"images/{entry['index']:05}.png"
    pixels = np.frombuffer(base64.b64decode(entry["pixels"]), np.uint8).reshape(SIDE, SIDE)
    save(folder / name, pixels)
    label, digit, shares = entry["label"], entry["read_as"], entry["probabilities"]
    known = "<br>a known label error" if entry["known_label_error"] else ""
    said = f"<b>{digit}</b> {shares[digit]:.1%}<br><b>{label}</b> {shares[label]:.1%}{known}"
    return figure(name, f"test image {entry['index']}", f"№ {entry['index']}<br>{said}")


def sheet(images: UInt8[np.ndarray, "N 28 28"]) -> UInt8[np.ndarray, "H W"]:
    """All of them in one picture, row by row."""
    columns = min(COLUMNS, max(len(images), 1))
    rows = -(-len(images) // columns)
    page = np.zeros((rows * columns, SIDE, SIDE), np.uint8)
    page[: len(images)] = images
    return page.reshape(rows, columns, SIDE, SIDE).swapaxes(1, 2).reshape(rows * SIDE, columns * SIDE)


def save(path: Path, pixels: UInt8[np.ndarray, "H W"]) -> None:
    Image.fromarray(pixels).save(path, optimize=True)


def charts(record: Record) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(heading, how to read them, plots by the name of their file) for whatever was measured."""
    yield (
        "What the percentages are worth",
        "A bar is how often an answer is right that was given with such a percentage: on the dashed line both are the same. "
        "The thin line holds the true share with 95% confidence; where pictures are few, it is long.",
        {
            f"reliability-{index}": reliability_diagram(name, bins)
            for index, (name, bins) in enumerate(reliability(record).items())
        },
    )
    if "curves" in record:
        yield (
            "How much a picture may be changed",
            "The share of the test images that is still read right, as all of them are changed more and more.",
            {
                f"curve-{name}": curve(f"Read right when {name}", data["unit"], data["accuracy"])
                for name, data in record["curves"].items()
            },
        )
    if "corruptions" in record:
        wrong = 1 - record["corruptions"]["mean"]
        shares = {n.replace("_", " "): share for n, share in record["corruptions"].items() if n != "mean"}
        yield (
            "How much a picture may be damaged",
            f"Test images under the corruptions of MNIST-C: {wrong:.2%} are read wrong on average.",
            {"corruptions": mistakes_bars("Read wrong", shares)},
        )
