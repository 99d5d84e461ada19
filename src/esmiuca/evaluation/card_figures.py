"""The model card's figures: how good the network is, and what its percentages are worth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from esmiuca.evaluation.markdown import listed, percent, table

Record = dict[str, Any]

# Data sets by their file names, and where they come from.
KNOWN = {
    "uji-pen-strokes": "pen strokes of 11 people on a tablet (UJI Pen Characters, UCI)",
    "fashion-mnist": "garments (Fashion-MNIST's test images; Xiao, Rasul and Vollgraf 2017)",
}
# By the kinds of evaluation/scribbles.py.
SCRIBBLES = {
    "short_scribble": "scribbles by program of one turn, some of which look like digits",
    "scribble": "scribbles by program of three turns",
    "long_scribble": "scribbles by program of nine turns",
    "hatching": "hatching by program",
    "several": "two to four test images side by side, read as one picture",
}


def figures(record: Record) -> list[str]:
    """A table of digits, one of what is none, one of corruptions, one of curves, each with its command."""
    parts = [
        "## How good it is",
        "Every figure is in `evaluation.json`; the last column is the command that prints it.",
        table(["digits", "pictures", "right", "mistakes", "refused", "command"], digit_rows(record)),
    ]
    if pens := [f"`{name}`: {called(name)}." for name in record.get("pen", {}) if name in KNOWN]:
        parts.append(" ".join([*pens, "Each is drawn with pens of several widths and read as a drawing."]))
    if others := list(other_rows(record)):
        header = ["what is no digit", "pictures", "refused", "AUROC against digits", "command"]
        parts.append(table(header, others))
    if "corruptions" in record:
        shares = {name: share for name, share in record["corruptions"].items() if name != "mean"}
        ordered = sorted(shares.items(), key=lambda item: -item[1])
        rows = [[name.replace("_", " "), percent(share)] for name, share in ordered]
        parts += [
            f"MNIST-C's {len(shares)} corruptions on the test images, written from the paper (Mu and Gilmer 2019): "
            f"**{percent(record['corruptions']['mean'])}** on average (`esmiuca evaluate --corruptions`).",
            table(["corruption", "right"], rows),
        ]
    if "curves" in record:
        parts.append("The test images changed step by step (`esmiuca evaluate --curves`):")
        for name, curve in record["curves"].items():
            values = [f"{value:g}" for value, _ in curve["accuracy"]]
            shares = [percent(share) for _, share in curve["accuracy"]]
            parts.append(table([f"{name} ({curve['unit']})", *values], [["right", *shares]]))
    return parts


def measured_digits(record: Record) -> Iterator[tuple[str, Record, str]]:
    """(what, its measures, the command that prints them) for each set of digits."""
    yield "MNIST's test images", record["test"], "esmiuca evaluate"
    for name, pen in record.get("pen", {}).items():
        command = f"esmiuca evaluate --pen {name}.jsonl"
        for width, entry in pen["pens"].items():
            if "images" in entry:
                yield f"{name}, pen of {float(width):.0%} of the sheet", entry, command
        if "all" in pen:
            yield f"{name}, all pens", pen["all"], command
    if "load_digits" in record:
        yield "scikit-learn's digits of 8×8 pixels", record["load_digits"], "esmiuca evaluate --digits"


def digit_rows(record: Record) -> Iterator[list[str]]:
    for name, entry, command in measured_digits(record):
        yield [
            name,
            f"{entry['images']:,}",
            percent(entry["accuracy"]),
            f"{entry['mistakes']:,}",
            percent(entry["refused"]),
            f"`{command}`",
        ]


def other_rows(record: Record) -> Iterator[list[str]]:
    for name, entry in record.get("others", {}).items():
        yield [called(name), *refusal_cells(entry), f"`esmiuca evaluate --others {name}=FILE`"]
    for kind, entry in record.get("scribbles", {}).items():
        yield [SCRIBBLES[kind], *refusal_cells(entry), "`esmiuca evaluate --scribbles`"]
    for name, pen in record.get("pen", {}).items():
        for width, entry in pen["pens"].items():
            if "others" in entry:
                command = f"`esmiuca evaluate --pen {name}.jsonl`"
                yield [
                    f"letters of {name}, pen of {float(width):.0%}",
                    *refusal_cells(entry),
                    command,
                ]


def called(name: str) -> str:
    """What is known of a file by its name, else the name."""
    return KNOWN.get(name, name)


def refusal_cells(entry: Record) -> list[str]:
    return [f"{entry['others']:,}", percent(entry["others_refused"]), f"{entry['others_auroc']:.4f}"]


def fitted_on(metrics: Record) -> str:
    """The last of what the temperature was fitted on; whose pens and fonts only where the run learnt from such."""
    last = ["drawn by program in styles that were not trained on"]
    if "pens_validation" in metrics:
        last.append("on digits of people whose pens were not")
    if "printed_validation" in metrics:
        last.append("on printed ones of fonts that were not")
    return listed(last)


def calibration(manifest: Record, record: Record) -> list[str]:
    """How far percentages and shares of right answers lie apart; what is refused."""
    refusal = manifest["refusal"]
    rows = [
        [
            name,
            percent(entry["mean_confidence"]),
            percent(entry["accuracy"]),
            percent(entry["expected_calibration_error"]),
            f"{entry['negative_log_likelihood']:.4f}",
        ]
        for name, entry, _ in measured_digits(record)
    ]
    parts = [
        "## What the percentages are worth, and when it refuses",
        f"The scores are divided by a temperature of {manifest['temperature']:g} before softmax, fitted on held-out images "
        f"as they are, varied, and {fitted_on(manifest['metrics'])}. ECE, the expected calibration "
        "error, is the mean distance between the percentage given and the share that is right, over 15 bins; the log loss "
        "is in nats. The commands are those of the digits above.",
        table(["digits", "mean percentage", "right", "ECE", "log loss"], rows),
    ]
    for name, bins in reliability(record).items():
        rows = [
            [
                f"{entry['from']:.0%}–{entry['from'] + 0.1:.0%}",
                f"{entry['images']:,}",
                percent(entry["confidence"]),
                percent(entry["accuracy"]),
            ]
            for entry in bins
        ]
        parts.append(table([f"{name}: percentages of", "pictures", "mean percentage", "right"], rows))
    parts.append(
        f"A picture is refused as no digit where its score (`{refusal['score']}`) is below {refusal['threshold']:g}: the "
        f"threshold under which {refusal['false_refusals']:.0%} of held-out digits lie: MNIST's as they are and "
        "varied, and some drawn by program. How many real ones are refused is in the tables above."
    )
    if "weights" in refusal:
        terms = "".join(
            f" {'−' if weight < 0 else '+'} {abs(weight):g} · z{place}"
            for place, weight in enumerate(refusal["weights"], 1)
        )
        parts.append(
            f"That score is 1 / (1 + e^−s) with s = {refusal['bias']:g}{terms}, z1 the largest of the ten scores before "
            "softmax, z10 the smallest: fitted by logistic regression on held-out digits and drawings that are none."
        )
    return parts


def reliability(record: Record) -> dict[str, list[Record]]:
    """What was counted by tenths of the percentages."""
    pens = {name: pen["reliability"] for name, pen in record.get("pen", {}).items() if "reliability" in pen}
    return {"MNIST's test images": record["test"]["reliability"], **pens}
