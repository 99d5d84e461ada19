"""What `import esmiuca` promises to outsiders."""

from __future__ import annotations

import subprocess
import sys

import pytest

import esmiuca
from esmiuca.installed import install_command


def test_the_exported_names():
    assert sorted(esmiuca.__all__) == [
        "CheckpointError",
        "DataError",
        "Detector",
        "EsmiucaError",
        "ImageError",
        "ImageFormatError",
        "ImageTooLargeError",
        "InputError",
        "ManifestError",
        "MissingExtraError",
        "Prediction",
        "Reading",
        "__version__",
    ]
    for name in esmiuca.__all__:
        assert getattr(esmiuca, name) is not None


def test_unknown_names_are_attribute_errors():
    with pytest.raises(AttributeError, match="no attribute 'Detektor'"):
        esmiuca.Detektor  # noqa: B018


def test_a_missing_extra_says_the_command():
    error = esmiuca.MissingExtraError("esmiuca train", "train", "torch")
    assert str(error) == (
        f"esmiuca train needs torch, which is not installed; install it with: {install_command('train')}"
    )


@pytest.mark.parametrize(
    ("statement", "absent"),
    [("import esmiuca", "onnxruntime"), ("from esmiuca import Detector", "torch")],
)
def test_importing_loads_no_more_than_it_must(statement: str, absent: str):
    code = f"import sys; {statement}; sys.exit({absent!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
