"""What `esmiuca evaluate` measured, as tables."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

WIDE = 160  # characters; wide enough for every figure where there is no terminal


def show(result: dict[str, Any], console: Console) -> None:
    """Every part that was measured, a table each."""
    if not console.is_terminal:
        console.width = max(console.width, WIDE)
    rows = {"MNIST test set": result["test"]}
    for name, pen in result.get("pen", {}).items():
        rows |= {f"{name}, pen {width}": entry for width, entry in pen["pens"].items()}
        rows |= {f"{name}, all pens": pen["all"]} if "all" in pen else {}
    if "load_digits" in result:
        rows["scikit-learn's digits"] = result["load_digits"]
    rows |= result.get("others", {})
    rows |= {kind.replace("_", " "): entry for kind, entry in result.get("scribbles", {}).items()}
    table = Table(
        "set",
        "images",
        "right",
        "mistakes",
        "confidence",
        "ECE",
        "refused",
        "AUROC of others",
        "refused of them",
    )
    for name, entry in rows.items():
        table.add_row(name, *cells(entry))
    console.print(table)
    errors = result["test"]["label_errors"]
    console.print(
        f"Of the {errors['known']} known label errors of the test set, {errors['mistaken']} are among the mistakes "
        f"({errors['read_as_people_do']} read as people read them)."
    )
    table = Table("label", *(f"read as {digit}" for digit in range(10)))
    for digit, row in enumerate(result["test"]["confusion"]):
        table.add_row(str(digit), *(cell(count, digit == column) for column, count in enumerate(row)))
    console.print(table)
    if "corruptions" in result:
        table = Table("corruption", "right")
        for name, share in result["corruptions"].items():
            table.add_row(name.replace("_", " "), f"{share:.2%}", end_section=name == "canny_edges")
        console.print(table)
    for name, curve in result.get("curves", {}).items():
        table = Table(f"{name} ({curve['unit']})", *(f"{value:g}" for value, _ in curve["accuracy"]))
        table.add_row("right", *(f"{share:.2%}" for _, share in curve["accuracy"]))
        console.print(table)


def cells(entry: dict[str, Any]) -> list[str]:
    def percent(name: str) -> str:
        return f"{entry[name]:.2%}" if name in entry else ""

    return [
        f"{entry['images']:,}" if "images" in entry else "",
        percent("accuracy"),
        f"{entry['mistakes']:,}" if "mistakes" in entry else "",
        percent("mean_confidence"),
        percent("expected_calibration_error"),
        percent("refused"),
        f"{entry['others_auroc']:.4f}" if "others_auroc" in entry else "",
        percent("others_refused"),
    ]


def cell(count: int, diagonal: bool) -> str:
    return f"[bold]{count}[/bold]" if diagonal else str(count) if count else "·"
