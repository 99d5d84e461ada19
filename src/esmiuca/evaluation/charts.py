"""Charts of what was measured, as SVG: text one can select and search, values on hover, by day and by night.

Written here rather than by a plotting library: three charts of a few marks each, which stand alone as files and inside
the report alike, and cost no dependency.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT = 360, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 22, 30, 40  # margins, for the labels
ROW, NAMES, VALUES = 20, 104, 56  # height of a bar with its space; width of its name and of its value
APART = 26  # pixels between two labels below a curve, so that they don't touch
CERTAIN = 1.96  # standard deviations on either side, between which 95% lie

# Names and colours of the page's theme; inside a page, a chart takes the page's own.
STYLE = """
:root { --paper: #fbf6ee; --ink: #2a211c; --soft: #6f6257; --line: #e6dccd; --lamp: #d9601a; --other: #1f6f8b; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1512; --ink: #f4e9da; --soft: #b7a797; --line: #3d3129; --lamp: #f08a43; --other: #5cb2cf; }
}
svg.chart { background: var(--paper); font: 12px 'Source Sans 3', 'Segoe UI', system-ui, sans-serif; }
.chart text { fill: var(--soft); }
.chart .name { fill: var(--ink); font-weight: 600; font-size: 13px; }
.chart .value { fill: var(--ink); }
.chart .grid { stroke: var(--line); }
.chart .ideal { stroke: var(--soft); stroke-dasharray: 4 4; }
.chart .bar { fill: var(--lamp); fill-opacity: 0.35; }
.chart .line { stroke: var(--lamp); stroke-width: 2; fill: none; }
.chart .point { fill: var(--lamp); }
.chart .range { stroke: var(--other); stroke-width: 1.5; }
"""


def svg(name: str, marks: Sequence[str], height: int = HEIGHT) -> str:
    """A whole picture, called `name`."""
    title = text(12, 18, name, "name", "start")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="{escape(name)}" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f"<style>{STYLE}</style>{title}{''.join(marks)}</svg>\n"
    )


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def across(share: float) -> float:
    """Where a share from 0 to 1 of the way across stands, in pixels."""
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def up(share: float) -> float:
    """Where a share from 0 to 1 of the way up stands, in pixels."""
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def shares_axis(low: float = 0.0, steps: int = 5) -> list[str]:
    """Lines across with their percentages, from `low` to 100%."""
    marks = []
    for step in range(steps + 1):
        y = up(step / steps)
        share = low + (1 - low) * step / steps
        marks += [
            line(LEFT, y, WIDTH - RIGHT, y, "grid"),
            text(LEFT - 6, y + 4, f"{100 * share:.3g}%", anchor="end"),
        ]
    return marks


def reliability_diagram(name: str, bins: Sequence[dict[str, Any]]) -> str:
    """How often answers are right (upwards) for the percentages given (across); on the dashed line both are the same.

    A thin line is where the true share lies with 95% confidence: with few pictures it is long.
    """
    marks = [*shares_axis(), line(across(0), up(0), across(1), up(1), "ideal")]
    for entry in bins:
        left, right = across(entry["from"]) + 1, across(entry["from"] + 0.1) - 1
        confidence, accuracy = entry["confidence"], entry["accuracy"]
        low, high = wilson(accuracy, entry["images"])
        told = f"{entry['images']:,} pictures: {confidence:.1%} given, {accuracy:.1%} right"
        marks.append(
            f"<g><title>{told}</title>"
            f'<rect x="{left:.1f}" y="{up(accuracy):.1f}" width="{right - left:.1f}" '
            f'height="{up(0) - up(accuracy):.1f}" class="bar"/>'
            f"{line(across(confidence), up(low), across(confidence), up(high), 'range')}"
            f'<circle cx="{across(confidence):.1f}" cy="{up(accuracy):.1f}" r="4" class="point"/></g>'
        )
    marks += [text(across(step / 5), HEIGHT - BOTTOM + 16, f"{step / 5:.0%}") for step in range(6)]
    return svg(name, [*marks, text(across(0.5), HEIGHT - 6, "percentage given")])


def wilson(share: float, count: int) -> tuple[float, float]:
    """The interval that holds the true share with 95% confidence, when `share` of `count` were right.

    Source: Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference".
    """
    z2 = CERTAIN**2 / count
    middle = (share + z2 / 2) / (1 + z2)
    half = CERTAIN * (share * (1 - share) / count + z2 / (4 * count)) ** 0.5 / (1 + z2)
    return max(0.0, middle - half), min(1.0, middle + half)


def curve(name: str, unit: str, points: Sequence[Sequence[float]]) -> str:
    """The share that is read right (upwards) as a picture is changed more and more (across)."""
    values = [value for value, _ in points]
    low = min(0.9, min(share for _, share in points) // 0.1 / 10)
    span = max(values) - min(values)
    marks = shares_axis(low)
    path: list[str] = []
    labelled = -APART
    for value, share in points:
        x, y = across((value - min(values)) / span), up((share - low) / (1 - low))
        path.append(f"{x:.1f},{y:.1f}")
        label = f"{value:g}".replace("-", "−")
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="point"><title>{label}: {share:.2%}</title></circle>'
        )
        if x - labelled >= APART:
            marks.append(text(x, HEIGHT - BOTTOM + 16, label))
            labelled = x
    marks.append(f'<polyline points="{" ".join(path)}" class="line"/>')
    return svg(name, [*marks, text(across(0.5), HEIGHT - 6, unit)])


def mistakes_bars(name: str, right: dict[str, float]) -> str:
    """The share that is read wrong of each, the worst first: bars that begin at 0, as bars must."""
    room = WIDTH - NAMES - VALUES
    ordered = sorted(right.items(), key=lambda item: item[1])
    longest = max(1 - ordered[0][1], 1e-9)
    marks = []
    for index, (label, share) in enumerate(ordered):
        y = TOP + index * ROW
        length = (1 - share) / longest * room
        marks += [
            text(NAMES - 6, y + 14, label, "value", "end"),
            f'<rect x="{NAMES}" y="{y + 3}" width="{length:.1f}" height="{ROW - 6}" class="bar">'
            f"<title>{escape(label)}: {share:.2%} right</title></rect>",
            text(NAMES + length + 6, y + 14, f"{1 - share:.2%}", anchor="start"),
        ]
    return svg(name, marks, TOP + ROW * len(ordered) + 8)
