"""What is printed gets through: any code page, no output at all, a full disk; and a file's name steers no terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from PIL import Image

from cli.conftest import Ask
from esmiuca.cli.main import COMMANDS, cli, main
from esmiuca.streams import HANDLER, visible

CODE_PAGES = ["cp932", "cp936", "cp850", "cp1252", "cp437", "koi8-r"]


def helps() -> list[list[str]]:
    """Every command, and every command of a group, asked for its help."""
    found: list[list[str]] = [["--help"]]
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        found.append([name, "--help"])
        if isinstance(command, click.Group):
            found += [[name, part, "--help"] for part in command.commands]
    return found


def said(monkeypatch: pytest.MonkeyPatch, code_page: str, words: list[str]) -> tuple[object, str]:
    """The exit code and what came out, redirected into a file of a code page."""
    out = io.TextIOWrapper(io.BytesIO(), encoding=code_page)  # strict, as Python opens standard output
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "argv", ["esmiuca", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    out.seek(0)
    return ended.value.code, out.read()


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_every_command_explains_itself_under_any_code_page(
    monkeypatch: pytest.MonkeyPatch, code_page: str
) -> None:
    for words in helps():
        code, text = said(monkeypatch, code_page, words)
        assert code == 0, words
        assert "Usage: esmiuca" in text


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_tables_keep_their_meaning_under_any_code_page(
    monkeypatch: pytest.MonkeyPatch, code_page: str, tmp_path: Path
) -> None:
    """A dash that is missing from a code page becomes one that is not: "?" would be a digit that is refused."""
    blank = tmp_path / "número 数.png"
    Image.new("L", (40, 40), 255).save(blank)
    for words in (
        ["predict", str(blank)],
        ["predict", "--number", str(blank)],
        ["predict", "--csv", str(blank)],
    ):
        code, text = said(monkeypatch, code_page, words)
        assert code == 0
        row = text.splitlines()[1].partition(".png")[2]
        assert "blank" in row
        assert "?" not in row
    assert "mero " in text


def test_what_can_not_be_read_is_no_likeness() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", errors=HANDLER)


def test_letters_lose_their_accents_rather_than_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, "cp932", ["--help"])[1].count("Esmiuca: draw a digit") == 1
    assert said(monkeypatch, "utf-8", ["--help"])[1].count("Esmiúça: draw a digit") == 1


@pytest.mark.parametrize("module", ["esmiuca", "esmiuca.manual"])
def test_a_real_process_speaks_under_a_code_page(module: str) -> None:
    if module == "esmiuca.manual":
        pytest.importorskip("sklearn")
    command = [sys.executable, "-m", module, "--help"]
    environ = os.environ | {"PYTHONIOENCODING": "cp932"}
    ended = subprocess.run(command, env=environ, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"Usage" in ended.stdout


DEV_FULL = Path("/dev/full")
needs_a_full_disk = pytest.mark.skipif(not DEV_FULL.exists(), reason="the system has no /dev/full")


@needs_a_full_disk
@pytest.mark.parametrize(
    ("form", "unbuffered"),
    [("--json", ""), ("--csv", ""), ("--csv", "1"), ("--number", ""), ("--number", "1"), ("--help", "1")],
)
def test_a_full_disk_is_one_sentence(form: str, unbuffered: str, tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    Image.new("L", (40, 40), 255).save(blank)
    command = [sys.executable, "-m", "esmiuca", "predict", form, *[str(blank)] * 200]
    environ = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with DEV_FULL.open("wb") as full:
        ended = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environ, timeout=120
        )
    assert ended.returncode == 2
    assert ended.stderr == (
        "esmiuca: standard output can't be written (No space left on device) and is cut off; free some space, or send "
        "it elsewhere.\n"
    )


@pytest.mark.parametrize("form", ["--json", "--csv", "--help"])
def test_whoever_stops_reading_ends_it_quietly(form: str, tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    Image.new("L", (40, 40), 255).save(blank)
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "esmiuca", "predict", form, str(blank)]
    ended = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert ended.stderr == ""
    assert ended.returncode in (0, 1)


@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"]])
def test_without_a_standard_output_the_exit_code_still_tells(
    monkeypatch: pytest.MonkeyPatch, form: list[str], tmp_path: Path
) -> None:
    """As under pythonw, or after `>&-`."""
    blank = tmp_path / "blank.png"
    Image.new("L", (40, 40), 255).save(blank)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "argv", ["esmiuca", "predict", *form, str(blank)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("scan 7 número 数 👍🏽.png", "scan 7 número 数 👍🏽.png"),
        ("\x1b[2J\x1b]0;title\x07.png", r"\x1b[2J\x1b]0;title\x07.png"),
        ("one\ntwo\r\t\x9b31m", r"one\ntwo\r\t\x9b31m"),
        ("\u202egnp.7", r"\u202egnp.7"),
        ("not UTF-8 \udcff", r"not UTF-8 \udcff"),
    ],
)
def test_names_are_shown_but_not_obeyed(name: str, shown: str) -> None:
    assert visible(name) == shown


def test_what_a_shells_star_gives_for_an_option_is_not_obeyed(ask: Ask) -> None:
    ended = ask("predict", "--\x1b[2J.png")
    assert ended.returncode == 2
    assert r"\x1b[2J" in ended.stderr
    assert "\x1b" not in ended.stderr
