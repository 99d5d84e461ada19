"""Figures in READMEs and docs are what was measured."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from docs.figures import MARK, ROOT, SOURCES, FigureError, filled, stale


def test_every_page_says_what_was_measured():
    assert [str(page.relative_to(ROOT)) for page in stale(ROOT)] == [], "fill them with `make figures`"


def copy_of_the_repository(folder: Path) -> Path:
    for name in ["README.md", "README.pt-BR.md", "docs/figures.md", *SOURCES.values()]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize(
    ("file", "path", "value", "english", "portuguese"),
    [
        ("artifacts/evaluation.json", ["test", "accuracy"], 0.9871, "98.71%", "98,71%"),
        ("artifacts/manifest.json", ["model", "parameters"], 1234567, "1,234,567", "1.234.567"),
        ("artifacts/benchmarks.json", ["latency", "without_sync", "median_ms"], 4.5, "4.5", "4,5"),
    ],
)
def test_another_measurement_makes_the_readmes_stale(
    tmp_path: Path, file: str, path: list[str], value: float, english: str, portuguese: str
):
    root = copy_of_the_repository(tmp_path)
    assert stale(root) == {}
    record = json.loads((root / file).read_text(encoding="utf-8"))
    entry = record
    for part in path[:-1]:
        entry = entry[part]
    entry[path[-1]] = value
    (root / file).write_text(json.dumps(record), encoding="utf-8")
    now = {page.name: text for page, text in stale(root).items()}
    mark = re.compile(rf"<!-- \w+ {re.escape('.'.join(path))}")
    assert f"{english}<!-- " in now["README.md"]
    assert f"{portuguese}<!-- " in now["README.pt-BR.md"]
    assert len(mark.findall(now["README.md"])) == 1


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ("<!-- evaluation min pen.uji-pen-strokes.pens.*.mistakes -->", "2"),
        ("<!-- evaluation max pen.uji-pen-strokes.pens.*.mistakes -->", "5"),
        ("<!-- studio presets.usual.settings.epochs -->", "3"),
        ("<!-- bench drawing.share .1p -->", "97.3"),
    ],
)
def test_ways_to_ask_for_a_figure(mark: str, shown: str):
    assert filled(f"old {mark}", root=ROOT, portuguese=False) == f"old {shown}{mark}"


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("<!-- evaluation test.acuracy .2% -->", "KeyError"),
        ("<!-- nowhere test.accuracy -->", "KeyError"),
        ("<!-- evaluation pen.uji-pen-strokes.pens.*.accuracy -->", "say min or max"),
        ("<!-- bench latency.command -->", "ValueError"),
        ("<!-- bench engines.largest_difference -->", "not a plain number"),
    ],
)
def test_a_figure_that_is_not_there_is_an_error(mark: str, why: str):
    with pytest.raises(FigureError, match=why):
        filled(f"1{mark}", root=ROOT, portuguese=False)


@pytest.mark.parametrize("page", ["README", "docs/index", "docs/figures"])
def test_both_languages_have_the_same_figures(page: str):
    def marks(name: str) -> list[tuple[str, str]]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return sorted((mark["source"], mark["rest"]) for mark in MARK.finditer(text))

    assert marks(f"{page}.md") == marks(f"{page}.pt-BR.md") != []


def test_every_time_that_was_measured_is_shown_and_has_its_command_and_machine():
    figures = json.loads((ROOT / SOURCES["bench"]).read_text(encoding="utf-8"))
    shown = (ROOT / "docs/figures.md").read_text(encoding="utf-8")
    machines = figures.pop("machines")
    for name, entry in figures.items():
        assert f"<!-- bench {name}." in shown
        assert entry["machine"] in machines
        assert f"`{entry['command']}`" in shown, f"{name}: its command is not beside it"
