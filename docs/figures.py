"""Fills the figures in the READMEs and in docs/ from what was measured.

    make figures                  # or: python docs/figures.py [--check]

A figure stands before a comment that says where it is from, and that nobody sees on the page:

    99.68%<!-- evaluation test.accuracy .2% -->

`evaluation` is one of SOURCES, then comes the path in that file and the number's format (as Python's `format` has it, and `.1p` for
percentage points; `,` where none is given). In a path `*` is every entry, `!name` every entry but that one, and a list's entry goes by its `key`;
`min` or `max` before such a path takes the least or the largest of what it finds. `*.pt-BR.md` gets 99,68%.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCES = {
    "manifest": "artifacts/manifest.json",
    "evaluation": "artifacts/evaluation.json",
    "gan": "artifacts/lab/gan/evaluation.json",
    "manual": "artifacts/lab/manual-features/evaluation.json",
    "studio": "artifacts/lab/studio/studio.json",
    "bench": "artifacts/benchmarks.json",
}
MARK = re.compile(r"(?P<shown>[\d.,%]*)<!-- (?P<source>[a-z]+) (?P<rest>[^>]*?) ?-->")
NUMBER = re.compile(r"[\d.,]+%?")
PORTUGUESE = str.maketrans(".,", ",.")
CHOICES: dict[str, Callable[[list[float]], float]] = {"min": min, "max": max}


class FigureError(Exception):
    """A marker that no file answers: where it stands and why."""


def pages(root: Path) -> list[Path]:
    """Every page that may hold figures."""
    return sorted([*root.glob("README*.md"), *(root / "docs").rglob("*.md")])


def found(value: Any, path: list[str]) -> Iterator[Any]:
    """What lies at a path; several values where it says `*` or `!name`."""
    if not path:
        yield value
        return
    part, *rest = path
    if isinstance(value, list):
        value = {str(entry.get("key", place)): entry for place, entry in enumerate(value)}
    names = list(value) if part == "*" else [n for n in value if n != part[1:]] if part[0] == "!" else [part]
    for name in names:
        yield from found(value[name], rest)


def figure(root: Path, source: str, rest: str) -> str:
    """The figure that a marker asks for, as English writes it."""
    words = rest.split()
    choose = CHOICES[words.pop(0)] if words[0] in CHOICES else None
    path, form = words[0], words[1] if len(words) > 1 else ","
    record = json.loads((root / SOURCES[source]).read_text(encoding="utf-8"))
    values = list(found(record, path.split(".")))
    if choose is None and len(values) != 1:
        raise ValueError(f"{path} is {len(values)} values; say min or max")
    value = choose(values) if choose else values[0]
    shown = format(100 * value, f"{form[:-1]}f") if form.endswith("p") else format(value, form)
    if not NUMBER.fullmatch(shown):
        raise ValueError(f"{shown!r} is not a plain number; give another format")
    return shown


def filled(text: str, *, root: Path, portuguese: bool) -> str:
    """The same page with every figure as it is now."""

    def fill(mark: re.Match[str]) -> str:
        try:
            shown = figure(root, mark["source"], mark["rest"])
        except (KeyError, IndexError, TypeError, ValueError, OSError, AttributeError) as error:
            raise FigureError(f"{mark[0]}: {error!r}") from error
        comment = mark[0][len(mark["shown"]) :]
        return (shown.translate(PORTUGUESE) if portuguese else shown) + comment

    return MARK.sub(fill, text)


def stale(root: Path) -> dict[Path, str]:
    """Pages whose figures are no longer what was measured, and what they should be."""
    changed = {}
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        now = filled(text, root=root, portuguese=page.name.endswith(".pt-BR.md"))
        if now != text:
            changed[page] = now
    return changed


def main() -> None:
    changed = stale(ROOT)
    for page, text in changed.items():
        print(page.relative_to(ROOT))
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
    if changed and "--check" in sys.argv:
        sys.exit("The figures above are not what was measured; fill them with `make figures`.")


if __name__ == "__main__":
    main()
