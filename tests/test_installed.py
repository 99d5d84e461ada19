"""What is optional is installed by a command that fits how this was installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from esmiuca import installed

REPOSITORY = Path(__file__).resolve().parents[1]


def test_a_clone_and_a_wheel_are_told_apart(tmp_path: Path) -> None:
    assert installed.how_installed() == installed.how_installed(REPOSITORY) == "clone"
    site_packages = tmp_path / "lib" / "python3.14" / "site-packages"
    site_packages.mkdir(parents=True)
    assert installed.how_installed(site_packages.parent) == "wheel"
    (site_packages.parent / "Makefile").touch()
    assert installed.how_installed(site_packages.parent) == "wheel"


@pytest.mark.parametrize(
    ("how", "prefix", "command"),
    [
        ("clone", REPOSITORY / ".venv", "make ready-training"),
        ("clone", Path("/elsewhere"), f'pip install -e "{REPOSITORY}[train]"'),
        ("wheel", Path("/elsewhere"), 'pip install "esmiuca[train]"'),
    ],
)
def test_the_command_is_for_the_python_that_lacks_it(
    how: str, prefix: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "how_installed", lambda: how)
    monkeypatch.setattr(sys, "prefix", str(prefix))
    assert installed.install_command("train") == command


def test_the_commands_exist() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    project = (REPOSITORY / "pyproject.toml").read_text()
    for extra, target in installed.TARGETS.items():
        assert f"\n{target}: " in makefile
        assert f"\n{extra} = [" in project
    assert f"\n{installed.serve_command().removeprefix('make ')}: " in makefile
