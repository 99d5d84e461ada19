"""The model card's limits: where the network fails, as measured, and what was not measured."""

from __future__ import annotations

from typing import Any

from esmiuca.evaluation.card_figures import called
from esmiuca.evaluation.markdown import listed, percent

Record = dict[str, Any]
GOOD = 0.99  # share that must still be read right
OFTEN_TAKEN = 0.5  # a letter refused less often than this is listed as looking like a digit

CHANGES = {
    "shifted": "moved by {} pixels",
    "scaled": "scaled {} times",
    "rotated": "turned by {}°",
    "thickened": "with strokes thicker by {} pixels",
}


def limits(record: Record) -> list[str]:
    """Where it fails, as measured; and what was not measured."""
    test = record["test"]
    confused = sorted(
        (
            (count, label, digit)
            for label, row in enumerate(test["confusion"])
            for digit, count in enumerate(row)
            if label != digit and count
        ),
        key=lambda item: (-item[0], item[1:]),
    )
    errors = test["label_errors"]
    pairs = listed([f"{label} read as {digit} ({count})" for count, label, digit in confused[:5]])
    lines = [
        "MNIST was written in the United States around 1990, by employees of the Census Bureau and by high-school students. "
        "Other hands are known to it from digits drawn by program, and measured on few people.",
        f"Its most frequent mistakes on the test images: {pairs}. Of the test set's {errors['known']} known label errors, "
        f"{errors['mistaken']} are among its {test['mistakes']} mistakes.",
    ]
    if "corruptions" in record:
        shares = {name: share for name, share in record["corruptions"].items() if name != "mean"}
        worst = sorted(shares, key=lambda name: shares[name])[:3]
        names = listed([f"{name.replace('_', ' ')} ({percent(shares[name])})" for name in worst])
        lines.append(f"The corruptions that harm most are {names}.")
    lines += curve_limits(record.get("curves", {}))
    lines += letter_limits(record.get("pen", {}))
    for name, entry in record.get("others", {}).items():
        lines.append(f"Of {called(name)} it takes {percent(1 - entry['others_refused'])} for digits.")
    if scribbles := record.get("scribbles"):
        taken = [1 - entry["others_refused"] for entry in scribbles.values()]
        lines.append(
            f"Of scribbles, hatching and several digits at once it takes {percent(min(taken))} to {percent(max(taken))} "
            "for a digit."
        )
    if "load_digits" in record:
        entry = record["load_digits"]
        lines.append(
            f"Of digits scanned with 8×8 pixels, {percent(entry['accuracy'])} are read right and "
            f"{percent(entry['refused'])} refused."
        )
    lines.append(
        "One digit at a time: digits that touch are cut apart by its own scores, which errs more often than it does with "
        "single ones. Other numerals than 0–9, printed digits and seven-segment displays were not measured."
    )
    return ["## Limits", "\n".join(f"- {line}" for line in lines)]


def curve_limits(curves: Record) -> list[str]:
    """How far each change may go while GOOD of the pictures are still read right."""
    lines = []
    for name, curve in curves.items():
        fine = [value for value, share in curve["accuracy"] if share >= GOOD]
        end, share = min(curve["accuracy"], key=lambda point: point[1])
        if fine:
            reach = f"{min(fine):g} to {max(fine):g}".replace("-", "−")
            change = CHANGES[name].format(reach)
            worst = f"{end:g}".replace("-", "−")
            lines.append(
                f"Test images {change} are still read right at least {GOOD:.0%} of the time; at {worst}, {percent(share)}."
            )
    return lines


def letter_limits(pens: Record) -> list[str]:
    """Which letters are taken for digits."""
    lines = []
    for name, pen in pens.items():
        taken = sorted(
            (entry for entry in pen.get("letters", []) if entry["refused"] < OFTEN_TAKEN),
            key=lambda entry: (entry["refused"], entry["letter"]),
        )
        if taken:
            letters = listed([f"{entry['letter']} (as {entry['read_as']})" for entry in taken])
            lines.append(f"Letters that look like digits are mostly taken for them ({name}): {letters}.")
    return lines
