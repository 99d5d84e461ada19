"""How this was installed, and so which command adds what is optional."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

Installed = Literal["clone", "wheel"]

CHECKOUT = Path(__file__).resolve().parents[2]  # of a wheel, what its site-packages lie in
# What a clone's Makefile has for each extra; it installs into the clone's .venv.
TARGETS = {"train": "ready-training", "dev": "ready"}


def how_installed(root: Path = CHECKOUT) -> Installed:
    """Whether this runs from a clone of the repository, or from an installed wheel."""
    return "clone" if all((root / name).is_file() for name in ("Makefile", "pyproject.toml")) else "wheel"


def install_command(extra: str) -> str:
    """What installs an optional extra into the Python that runs this."""
    # Double quotes, which every shell knows.
    if how_installed() == "wheel":
        return f'pip install "esmiuca[{extra}]"'
    if Path(sys.prefix).resolve() == CHECKOUT / ".venv":
        return f"make {TARGETS[extra]}"
    return f'pip install -e "{CHECKOUT}[{extra}]"'


def serve_command() -> str:
    """What installs PyTorch where training from the page lacks it; in a clone it serves as well."""
    return "make run-training" if how_installed() == "clone" else install_command("train")
