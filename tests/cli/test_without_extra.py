"""Where PyTorch and its company are not installed, each command that needs them says so and names the remedy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from esmiuca.installed import install_command

# As if not installed: importing what is None in sys.modules raises ModuleNotFoundError.
WITHOUT = """
import sys
for name in ("torch", "onnx", "safetensors", "scipy", "skimage", "sklearn"):
    sys.modules[name] = None
from esmiuca.cli.main import main
main()
"""


@pytest.mark.parametrize(
    "words",
    [
        "train",
        "train-gan",
        "export",
        "gan export",
        "gan evaluate",
        "lab export runs/vgg",
        "lab evaluate",
        "studio record",
        "evaluate --digits",
    ],
)
def test_it_says_what_to_install(words: str) -> None:
    command = [sys.executable, "-c", WITHOUT, *words.split()]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 2, ended.stderr
    remedy = install_command("dev" if "--digits" in words else "train")
    assert ended.stderr.endswith(f"which is not installed; install it with: {remedy}\n")
    assert "Traceback" not in ended.stderr


def test_help_needs_nothing_and_names_every_command() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT, "--help"], capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 0
    for command in ("serve", "predict", "train", "train-gan", "evaluate", "export", "card", "lab", "studio"):
        assert f"\n  {command} " in ended.stdout
