"""The detector: its numbers against NumPy, its answers on drawn digits, its sentences on bad input."""

from __future__ import annotations

import base64
import json
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from esmiuca import Detector, ImageError, InputError, ManifestError
from esmiuca.inference.detector import BATCH_SIZE
from esmiuca.inference.manifest import Refusal
from esmiuca.inference.prediction import refusal_scores, softmax
from inference.small_artifacts import random_weights, write_artifacts

CASES = Path(__file__).parent.parent / "parity" / "normalize"
RNG = np.random.default_rng(8)


def picture(name: str) -> np.ndarray:
    """A picture of the parity cases, RGBA."""
    case = json.loads((CASES / f"{name}.json").read_text())
    raw = zlib.decompress(base64.b64decode(case["rgba_zlib"]))
    return np.frombuffer(raw, np.uint8).reshape(case["height"], case["width"], 4)


def reference_logits(images: np.ndarray) -> np.ndarray:
    """The deck's forward pass in NumPy, float64."""
    w = random_weights()

    def convolve(x: np.ndarray, name: str) -> np.ndarray:
        windows = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(2, 3))  # (N, C, H, W, 3, 3)
        result = np.einsum("nchwij,ocij->nohw", windows, w[f"{name}.weight"], optimize=True)
        return result + w[f"{name}.bias"][:, None, None]

    x = images[:, None] / 255.0  # (N, 1, 28, 28)
    x = np.maximum(convolve(x, "conv1"), 0)  # (N, 32, 26, 26)
    x = np.maximum(convolve(x, "conv2"), 0)  # (N, 64, 24, 24)
    x = x.reshape(len(x), 64, 12, 2, 12, 2).max(axis=(3, 5))  # (N, 64, 12, 12)
    x = x.reshape(len(x), -1)  # (N, 9216)
    x = np.maximum(x @ w["fc1.weight"].T + w["fc1.bias"], 0)  # (N, 128)
    return x @ w["fc2.weight"].T + w["fc2.bias"]  # (N, 10)


def test_logits_equal_the_forward_pass_in_numpy(small: Detector):
    images = RNG.integers(0, 256, (3, 28, 28)).astype(np.uint8)
    logits = small.logits(images)
    assert logits.dtype == np.float32
    np.testing.assert_allclose(logits, reference_logits(images), atol=1e-4)


@pytest.mark.parametrize("count", [0, 1, BATCH_SIZE, BATCH_SIZE + 3])
def test_batches_join_in_order(small: Detector, count: int):
    images = RNG.integers(0, 256, (count, 28, 28)).astype(np.uint8)
    logits, predictions = small.logits(images), small.predict_batch(images)
    assert logits.shape == (count, 10)
    assert [p.digit for p in predictions] == logits.argmax(axis=1).tolist()
    for i in range(0, count, 100):
        np.testing.assert_allclose(logits[i], small.logits(images[i : i + 1])[0], atol=1e-5)


def test_stored_images_are_fed_as_they_are_and_pictures_are_normalised(small: Detector):
    stored = np.zeros((1, 28, 28), np.uint8)
    stored[0, 2:8, 3:5] = 200
    seen = small.normalize(stored[0])
    assert seen is not None
    np.testing.assert_array_equal(small.logits([stored[0]]), small.logits(seen[None]))
    assert not np.allclose(small.logits(stored), small.logits([stored[0]]))


def test_blank_is_never_a_prediction(small: Detector):
    paper = np.full((40, 50), 255, np.uint8)
    one = small.predict(paper)
    assert (one.digit, one.verdict) == (None, "blank")
    assert one.probabilities == (0.1,) * 10
    assert one.score == 0
    assert sum(one.probabilities) == pytest.approx(1)
    assert small.predict_batch(np.zeros((1, 28, 28), np.uint8)) == [one]
    mixed = small.predict_batch([paper, picture("dark-on-light"), paper])
    assert [p.verdict for p in mixed] == ["blank", "digit", "blank"]
    np.testing.assert_array_equal(small.logits([paper]), small.logits(np.zeros((1, 28, 28), np.uint8)))


def test_activations_are_every_layer_of_the_manifest(small: Detector):
    seen = small.normalize(picture("light-on-dark"))
    assert seen is not None
    results = small.activations(picture("light-on-dark"))
    assert list(results) == ["image", *(layer.name for layer in small.manifest.layers)]
    for layer in small.manifest.layers:
        assert results[layer.name].shape == layer.shape
    np.testing.assert_allclose(results["image"][0] * 255, seen, atol=1e-4)
    np.testing.assert_array_equal(results["conv1_relu"], np.maximum(results["conv1"], 0))
    np.testing.assert_array_equal(results["pool"].ravel(), results["flatten"])
    np.testing.assert_allclose(results["logits"], small.logits(seen[None])[0], atol=1e-5)


def test_temperature_softens_and_the_threshold_refuses(tmp_path: Path, small: Detector):
    folder = write_artifacts(
        tmp_path, temperature=4.0, refusal={"score": "max_probability", "threshold": 0.999}
    )
    careful = Detector(folder)
    prediction = careful.predict(picture("dark-on-light"))
    logits = careful.logits([picture("dark-on-light")])
    assert (prediction.digit, prediction.verdict) == (None, "not-a-digit")
    np.testing.assert_allclose(prediction.probabilities, softmax(logits, 4.0)[0])
    assert prediction.confidence < small.predict(picture("dark-on-light")).confidence


def test_energy_refuses_small_logits_however_sure_they_are(tmp_path: Path, small: Detector):
    logits = small.logits([picture("dark-on-light")])
    energy = float(np.log(np.exp(logits.astype(np.float64)).sum()))
    for margin, verdict in ((-1e-3, "digit"), (1e-3, "not-a-digit")):
        folder = write_artifacts(tmp_path, refusal={"score": "energy", "threshold": energy + margin})
        assert Detector(folder).predict(picture("dark-on-light")).verdict == verdict


def test_energy_is_the_largest_logit_where_it_stands_alone():
    logits = np.array([[1000.0] + [0.0] * 9, [-1000.0] * 10])
    assert refusal_scores(Refusal("energy", 0.0), logits, 2.0) == pytest.approx(
        [1000.0, -1000.0 + np.log(10)]
    )
    assert refusal_scores(Refusal("max_probability", 0.0), logits, 2.0) == pytest.approx([1.0, 0.1])


def test_sorted_logits_weigh_places_not_digits(tmp_path: Path, small: Detector):
    weights = (1.0, -0.5, *[0.0] * 7, 0.25)
    refusal = Refusal("sorted_logits", 0.5, weights, -1.0)
    logits = np.array([[4.0, -2, 8, 0, 0, 0, 0, 0, 0, -4], [8.0, 4, 0, 0, 0, 0, 0, 0, -2, -4]])
    # 8 − 0.5 · 4 + 0.25 · (−4) − 1 = 4, whichever digits they are of.
    assert refusal_scores(refusal, logits, 2.0) == pytest.approx([1 / (1 + np.exp(-4))] * 2)
    expected = refusal_scores(refusal, small.logits([picture("dark-on-light")]), 1.0)[0]
    for margin, verdict in ((-1e-6, "digit"), (1e-6, "not-a-digit")):
        entry = {
            "score": "sorted_logits",
            "threshold": expected + margin,
            "weights": list(weights),
            "bias": -1.0,
        }
        detector = Detector(write_artifacts(tmp_path, refusal=entry))
        prediction = detector.predict(picture("dark-on-light"))
        assert prediction.verdict == verdict
        assert prediction.score == pytest.approx(expected, abs=1e-6)
    entry = {"score": "sorted_logits", "threshold": 0.5, "weights": [1.0, 2.0]}
    with pytest.raises(ManifestError, match="2 weights for 10 logits"):
        Detector(write_artifacts(tmp_path, refusal=entry))


@given(hnp.arrays(np.float32, (3, 10), elements=st.floats(-1e4, 1e4, width=32)), st.floats(0.1, 10))
def test_softmax_sums_to_one_and_keeps_the_order(logits: np.ndarray, temperature: float):
    probabilities = softmax(logits, temperature)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)
    picked = np.take_along_axis(probabilities, logits.argmax(axis=1)[:, None], axis=1)
    np.testing.assert_array_equal(picked[:, 0], probabilities.max(axis=1))


def test_threads_share_one_detector(small: Detector):
    images = RNG.integers(0, 256, (16, 28, 28)).astype(np.uint8)
    expected = small.logits(images)
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda i: small.logits(images[i : i + 1])[0], range(16)))
    np.testing.assert_allclose(rows, expected, atol=1e-5)


@pytest.mark.parametrize(
    ("images", "sentence"),
    [
        (np.zeros((28, 28), np.uint8), r"uint8 \(28, 28\); give uint8 \(N, 28, 28\)"),
        (np.zeros((2, 28, 28), np.float32), r"float32 \(2, 28, 28\)"),
        (np.zeros((2, 32, 32), np.uint8), r"uint8 \(2, 32, 32\)"),
        ("digit.png", "images is one str; give a list, or call predict"),
        (Image.new("L", (28, 28)), "images is one Image"),
        ([np.zeros((3, 3), int)], "dtype int64"),
    ],
)
def test_bad_batches_are_told(small: Detector, images, sentence: str):
    with pytest.raises(ImageError, match=sentence):
        small.predict_batch(images)
    with pytest.raises(ImageError, match=sentence):
        small.logits(images)


def test_bad_networks_are_told(tmp_path: Path, small_folder: Path):
    with pytest.raises(InputError, match="threads=0 is below 1"):
        Detector(small_folder, threads=0)
    folder = write_artifacts(tmp_path / "score", refusal={"score": "vibes", "threshold": 0.5})
    with pytest.raises(ManifestError, match="'vibes' is unknown"):
        Detector(folder)
    folder = write_artifacts(tmp_path / "network")
    content = json.loads((folder / "manifest.json").read_text())
    for layer in content["layers"]:
        layer["name"] = layer["name"].replace("fc1", "dense")
        layer["input"] = layer["input"].replace("fc1", "dense")
    (folder / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(ManifestError, match="the network lacks dense, dense_relu"):
        Detector(folder)


def test_what_is_no_onnx_is_told(tmp_path: Path):
    from hashlib import sha256

    files = {"network": {"path": "network.onnx", "sha256": sha256(b"junk").hexdigest(), "bytes": 4}}
    folder = write_artifacts(tmp_path, files=files)
    (folder / "network.onnx").write_bytes(b"junk")
    with pytest.raises(ManifestError, match="the network can't be loaded"):
        Detector(folder)


@pytest.mark.parametrize(
    ("name", "digit"),
    [
        ("dark-on-light", 2),
        ("light-on-dark", 3),
        ("off-centre", 5),
        ("huge", 4),
        ("fills-the-picture", 0),
        ("coloured-ink", 2),
        ("low-contrast", 5),
        ("dark-on-transparent", 2),
        ("photo", 4),
        ("photo-noisy", 3),
        ("photo-light-on-dark", 7),
        ("photo-with-specks", 2),
        ("jpeg-photo", 0),
    ],
)
def test_the_shipped_network_reads_drawn_digits(shipped: Detector, name: str, digit: int):
    prediction = shipped.predict(picture(name))
    assert (prediction.digit, prediction.verdict) == (digit, "digit")
    assert sum(prediction.probabilities) == pytest.approx(1)
    assert prediction.to_dict() == {
        "digit": digit,
        "verdict": "digit",
        "probabilities": list(prediction.probabilities),
    }


@pytest.fixture(scope="module")
def shipped() -> Detector:
    return Detector()


ROWS, COLUMNS = np.mgrid[:280, :280] - 139.5
COVERED = {
    "nearly full": np.maximum(abs(ROWS), abs(COLUMNS)) < 132,
    "a frame": abs(np.maximum(abs(ROWS), abs(COLUMNS)) - 110) < 10,
    "a disc": np.hypot(ROWS, COLUMNS) < 90,
    "a tap of the pen": np.hypot(ROWS, COLUMNS) < 10,
    "stripes": COLUMNS // 8 % 2 == 0,
    "checks": (ROWS // 40 + COLUMNS // 40) % 2 == 0,
    "grain": np.random.default_rng(0).random(ROWS.shape) < 0.5,
}


@pytest.mark.parametrize("name", COVERED)
def test_sheets_that_are_covered_and_not_written_on_are_no_digit(shipped: Detector, name: str) -> None:
    prediction = shipped.predict(np.where(COVERED[name], 0, 255).astype(np.uint8))
    assert (prediction.verdict, prediction.digit) == ("not-a-digit", None)


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_empty_and_full_sheets_are_blank(shipped: Detector, grey: int) -> None:
    assert shipped.predict(np.full((280, 280), grey, np.uint8)).verdict == "blank"
