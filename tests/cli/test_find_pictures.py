"""Of many files that are named, each fault is a line of its own, the others are read, and the exit code is 2."""

from __future__ import annotations

import glob
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from esmiuca.cli.find_pictures import expand, matches
from esmiuca.cli.given_path import GivenPath
from esmiuca.cli.main import COMMANDS, cli
from esmiuca.cli.predict import predict
from inference.small_artifacts import write_artifacts

NOBODY = 65534


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_artifacts(tmp_path_factory.mktemp("model"))


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that anyone may look into, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def blank(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (20, 20), 255).save(path)
    return path


def run(model: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(predict, ["--model", str(model), "--csv", *map(str, arguments)])


def read(result: Result) -> list[str]:
    """The names of the files that were answered."""
    return [Path(line.partition(",")[0].strip('"')).name for line in result.stdout.splitlines()[1:]]


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may look into everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("form", ["", "**/*.png", "*/*.png", "*/deeper/*.png"])
def test_a_folder_that_may_not_be_looked_into_is_told(model: Path, folder: Path, form: str) -> None:
    run(model, blank(folder / "open" / "deeper" / "a.png"))  # whatever is imported on the way
    blank(folder / "open" / "b.png")
    locked = blank(folder / "locked" / "deeper" / "c.png").parents[1]
    locked.chmod(0)
    detector_reads = write_artifacts(folder / "model")  # where it may read it
    with without_privileges():
        result = run(detector_reads, *([folder / "open", locked] if not form else [folder / form]))
    locked.chmod(0o755)
    assert result.exit_code == 2, result.output
    assert set(read(result)) <= {"a.png", "b.png"}
    assert read(result)
    told = result.stderr.splitlines()
    assert told[0].startswith(f"esmiuca: {locked}")
    assert "Permission denied" in told[0]


def test_a_tree_deeper_than_a_path_may_be_is_told(model: Path, tmp_path: Path) -> None:
    blank(tmp_path / "first.png")
    deep = tmp_path / "deep"
    deep.mkdir()
    at = os.open(deep, os.O_RDONLY)
    for _ in range(22):  # of 200 characters: no system takes 4,400
        os.mkdir("d" * 200, dir_fd=at)
        inside = os.open("d" * 200, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inside
    os.close(at)
    for words in ([tmp_path], [tmp_path / "**" / "*.png"]):
        result = run(model, *words)
        assert result.exit_code == 2
        assert read(result) == ["first.png"]
        assert len(result.stderr.splitlines()) == 1
        assert "ddd can't be looked into (File name too long)" in result.stderr
        assert len(result.stderr) < 600


def test_each_word_that_is_no_file_is_a_line_of_its_own(model: Path, tmp_path: Path) -> None:
    good = blank(tmp_path / "good.png")
    words = ["", "x" * 5000, str(good), f"{good}/inside.png", "nul*" + "y" * 5000, f"{tmp_path}/none*.png"]
    result = run(model, *words, good)
    assert result.exit_code == 2
    assert read(result) == ["good.png", "good.png"]
    told = result.stderr.splitlines()
    assert len(told) == len(words) - 1
    assert "'' names no file; give the path of a picture." in result.stderr
    assert "xxx can't be looked up (File name too long); give the path of a picture." in result.stderr
    assert "inside.png does not exist; give the path of a picture." in result.stderr
    assert max(map(len, told)) < 600


def test_what_is_a_picture_only_by_its_name_is_told(model: Path, tmp_path: Path) -> None:
    blank(tmp_path / "good.png")
    (tmp_path / "dangling.png").symlink_to(tmp_path / "gone.png")
    (tmp_path / "circle.png").symlink_to(tmp_path / "circle.png")
    os.mkfifo(tmp_path / "pipe.png")  # opening it would wait for ever
    for words in ([tmp_path], [tmp_path / "*.png"]):
        result = run(model, *words)
        assert result.exit_code == 2
        assert read(result) == ["good.png"]
        told = result.stderr.splitlines()
        assert [line.partition(".png ")[2].partition("; ")[0] for line in told] == [
            "can't be looked up (Too many levels of symbolic links)",
            "does not exist",
            "is a device or a pipe",
        ]


@pytest.mark.parametrize("number", [[], ["--number"]])
def test_a_name_with_escape_sequences_steers_no_terminal(
    model: Path, tmp_path: Path, number: list[str]
) -> None:
    blank(tmp_path / "\x1b[2Jgood\n.png")
    (tmp_path / "\x1b]0;title\x07bad.png").write_bytes(b"no picture")
    words = ["--model", str(model), *number, str(tmp_path)]
    result = CliRunner().invoke(predict, words)
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert r"\x1b[2Jgood\n.png" in result.stdout
    assert r"\x1b]0;title\x07bad.png" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    for_programs = CliRunner().invoke(predict, [*words, "--csv"])
    assert "\x1b[2Jgood\n.png" in for_programs.stdout  # into a pipe, as it is


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_answers_come_where_complaints_can_not_be_written(tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    Image.new("L", (40, 40), 255).save(blank)
    command = [sys.executable, "-m", "esmiuca", "predict", "--json", "none.png", str(blank)]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=full, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stdout.count('"verdict": "blank"') == 1


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    for name in (
        "a.png",
        "b/c.png",
        "b/.hidden/d.png",
        "b/e/f.png",
        ".g/h.png",
        "b/e/[i].png",
        "b/j.PNG",
        "bb/k.png",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (root / "link").symlink_to(root / "b" / "e")
    return root


@pytest.mark.parametrize(
    "pattern",
    [
        "*",
        "*.png",
        "**",
        "**/*.png",
        "**/**/*.png",
        "b/**",
        "*/*.png",
        "b*/*.png",
        "b/*/f.png",
        "?/c.png",
        ".*/*.png",
        "b/.*/*",
        "**/[[]i].png",
        "b//e/*.png",
        "b/../a*.png",
        "./*.png",
        "none/*.png",
        "a.png/*",
        "*/",
        "link/*.png",
        "b/[ce]*",
    ],
)
@pytest.mark.parametrize("absolute", [False, True])
def test_patterns_mean_what_they_mean_elsewhere(
    tree: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, absolute: bool
) -> None:
    monkeypatch.chdir(tree)
    pattern = f"{tree}/{pattern}" if absolute else pattern
    told: list[object] = []
    expected = {path for path in glob.glob(pattern, recursive=True) if not Path(path).is_dir()}  # noqa: PTH207
    assert {os.path.normpath(path) for path in matches(pattern, told.append)} == {
        os.path.normpath(path) for path in expected
    }
    assert told == []


def test_links_that_lead_back_come_to_an_end(tmp_path: Path) -> None:
    blank(tmp_path / "a" / "one.png")
    blank(tmp_path / "b" / "two.png")
    (tmp_path / "a" / "to-b").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "to-a").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    told: list[object] = []
    found = list(expand([str(tmp_path / "**" / "*.png")], told.append))
    assert {Path(path).name for path in found} == {"one.png", "two.png"}
    assert len(found) < 20
    assert [Path(path).name for path in expand([str(tmp_path)], told.append)] == ["one.png", "two.png"]
    assert told == []


def test_the_current_folder_is_named_by_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank(tmp_path / "a" / "one.png")
    monkeypatch.chdir(tmp_path)
    for word, found in (
        (".", "a/one.png"),
        ("a", "a/one.png"),
        ("./a/", "a/one.png"),
        ("**/*.png", "a/one.png"),
    ):
        assert list(expand([word], print)) == [found]


def commands() -> Iterator[click.Command]:
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from command.commands.values()


def test_an_empty_path_is_refused_by_every_option() -> None:
    """It would be the current folder, for want of a script's variable."""
    paths = [
        parameter
        for command in commands()
        for parameter in command.params
        if isinstance(parameter.type, click.Path) and parameter.name != "files"
    ]
    assert len(paths) > 20
    assert [parameter.name for parameter in paths if not isinstance(parameter.type, GivenPath)] == []
    refused = CliRunner().invoke(cli, ["card", "--model", ""])
    assert refused.exit_code == 2
    assert "it is empty; give a path, or leave the option out." in refused.stderr
