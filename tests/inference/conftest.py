"""Fixtures of the detector's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from esmiuca import Detector
from inference.small_artifacts import write_artifacts


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_artifacts(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Detector:
    return Detector(small_folder, threads=1)
