"""Which of a machine's fonts are found, and what is told where there are too few."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.made_fonts import make_fonts
from esmiuca.data import families
from esmiuca.data.fonts import LEAST_FAMILIES, checksum, find_fonts, system_folders
from esmiuca.errors import DataError

TRAINED = [f"Family{letter}" for letter in "abcdefghijkl"]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esmiuca.data.fonts.TRAINED", frozenset(TRAINED))
    monkeypatch.setattr("esmiuca.data.fonts.HELD_OUT", frozenset({"Judging"}))


def test_no_family_is_trained_on_and_held_out() -> None:
    assert not families.TRAINED & families.HELD_OUT
    assert min(len(families.TRAINED), len(families.HELD_OUT)) >= 30
    assert all(name == name.strip() != "" for name in families.TRAINED | families.HELD_OUT)


@pytest.mark.usefixtures("known")
def test_known_families_are_found_once_by_their_names(tmp_path: Path) -> None:
    make_fonts(tmp_path / "all", [*TRAINED, "Judging", "Unknown"])
    make_fonts(tmp_path / "all" / "again", ["Familya"])
    (tmp_path / "all" / "damaged.ttf").write_bytes(b"\0\1\0\0" + b"\0" * 200)
    (tmp_path / "all" / "README").write_text("no font")
    fonts = find_fonts(tmp_path / "all")
    assert fonts.families == TRAINED
    assert [(face.family, face.style) for face in fonts.held_out] == [("Judging", "Regular")]
    assert len(fonts.trained) == LEAST_FAMILIES
    assert checksum(fonts.trained) == checksum(reversed(fonts.trained))
    assert checksum(fonts.trained) != checksum(fonts.trained[1:])


@pytest.mark.usefixtures("known")
def test_the_users_own_folder_is_looked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("WINDIR", str(tmp_path / "windows"))
    assert {tmp_path / "fonts", tmp_path / "windows" / "Fonts"} <= set(system_folders())
    make_fonts(tmp_path / "fonts", [*TRAINED, "Judging"])
    assert {face.path.parent for face in find_fonts().trained} == {tmp_path / "fonts"}


@pytest.mark.usefixtures("known")
def test_too_few_families_are_told_with_the_way_out(tmp_path: Path) -> None:
    make_fonts(tmp_path, [*TRAINED[1:], "Judging"])
    with pytest.raises(
        DataError,
        match="holds 11 of the known families .* and 1 faces .*; install more .*, or leave printed out",
    ):
        find_fonts(tmp_path)
    make_fonts(tmp_path, TRAINED)
    (tmp_path / "Judging.ttf").unlink()
    with pytest.raises(DataError, match="12 of the known families of fonts and 0 faces"):
        find_fonts(tmp_path)


@pytest.mark.usefixtures("known")
def test_a_font_without_digits_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fonts(tmp_path, [*TRAINED, "Judging"])
    monkeypatch.setattr(
        "esmiuca.data.fonts.ImageDraw.ImageDraw.text", lambda *_, **__: None
    )  # as one of boxes
    with pytest.raises(DataError, match="holds 0 of the known families"):
        find_fonts(tmp_path)
