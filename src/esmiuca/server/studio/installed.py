"""How this was installed, and so what adds PyTorch to it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Installed = Literal["clone", "wheel"]

CHECKOUT = Path(__file__).resolve().parents[4]  # of a wheel, what its site-packages lie in
COMMANDS: dict[Installed, str] = {
    "clone": "make run-training",  # serves as well
    # Double quotes, which every shell knows.
    "wheel": 'pip install "esmiuca[train]"',
}


def how_installed(root: Path = CHECKOUT) -> Installed:
    """Whether this runs from a clone of the repository, or from an installed wheel."""
    return "clone" if all((root / name).is_file() for name in ("Makefile", "pyproject.toml")) else "wheel"
