"""What a pool of processes sends: detectors, what they answer, what they raise."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from esmiuca import Detector, MissingExtraError, errors
from esmiuca.server.detector import TensorDetector
from inference.small_artifacts import write_artifacts

SEVEN = np.full((40, 40), 255, np.uint8)
SEVEN[8, 10:30] = SEVEN[8:34, 29] = 0


def test_a_pool_of_processes_answers_as_the_detector_does(small: Detector) -> None:
    expected = small.read(SEVEN)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        found = pool.submit(small.read, SEVEN).result(60)
    assert found.text == expected.text
    np.testing.assert_allclose(found.digits[0].probabilities, expected.digits[0].probabilities, atol=1e-6)


@pytest.mark.parametrize("kind", [Detector, TensorDetector])
def test_a_copy_is_a_detector_of_the_same_folder_and_threads(
    small_folder: Path, kind: type[Detector]
) -> None:
    detector = kind(small_folder, threads=1)
    for again in (pickle.loads(pickle.dumps(detector)), copy.copy(detector), copy.deepcopy(detector)):
        assert type(again) is kind
        assert again.folder == detector.folder
        assert again._asked == (small_folder, 1)
        np.testing.assert_array_equal(again.logits([SEVEN]), detector.logits([SEVEN]))
    assert len(pickle.dumps(detector)) < 1000  # it travels with every task


def test_a_folder_is_found_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_artifacts(tmp_path / "model")
    monkeypatch.chdir(tmp_path)
    packed = pickle.dumps(Detector("model"))
    monkeypatch.chdir("/")
    assert pickle.loads(packed).predict(SEVEN).verdict


def test_what_a_detector_holds_and_answers_can_be_sent(small: Detector) -> None:
    for thing in (small.predict(SEVEN), small.read(SEVEN), small.manifest):
        assert pickle.loads(pickle.dumps(thing)) == thing


@pytest.mark.parametrize("name", [name for name in dir(errors) if name.endswith("Error")])
def test_every_error_can_be_sent(name: str) -> None:
    """A pool waits for ever for one that can't be made again."""
    kind = getattr(errors, name)
    error = kind("esmiuca train", "train", "torch") if kind is MissingExtraError else kind("a sentence")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)
    assert again.__dict__ == error.__dict__
