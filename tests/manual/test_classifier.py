"""The linear classifiers: what is folded into the weights, how one is chosen, and the graph that ships them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from scipy.special import softmax

from esmiuca.manual.classifier import FitSettings, LinearClassifier, columns, fit, spread, subsets
from esmiuca.manual.features import FeatureSettings
from esmiuca.manual.write import INPUT, write_classifiers
from esmiuca.runtime import onnxruntime

SETTINGS = FeatureSettings()


@pytest.fixture(scope="module")
def clouds() -> tuple[np.ndarray, np.ndarray]:
    """Ten clouds in six dimensions that lie apart, far from zero and of very different scales."""
    rng = np.random.default_rng(3)
    labels = np.arange(600) % 10
    middles = rng.normal(size=(10, 6)) * 4
    points = (middles[labels] + rng.normal(size=(600, 6))) * [1, 10, 0.1, 1, 1, 100] + 5
    return points.astype(np.float32), labels


def test_the_scale_is_folded_into_the_weights(clouds: tuple[np.ndarray, np.ndarray]) -> None:
    points, labels = clouds
    scale = points.std(axis=0)
    found = fit(points, labels, points, labels, scale, FitSettings(inverse_penalties=(1.0,)))
    logits = found.classifier.logits(points)
    assert (logits.argmax(axis=1) == labels).mean() > 0.95
    assert found.tried[1.0] == pytest.approx((logits.argmax(axis=1) == labels).mean())
    # A property of multinomial regression: the expected counts equal the real ones.
    assert softmax(logits, axis=1).mean(axis=0) == pytest.approx(np.full(10, 0.1), abs=5e-3)


def test_the_penalty_is_chosen_on_held_out_points(clouds: tuple[np.ndarray, np.ndarray]) -> None:
    points, labels = clouds
    settings = FitSettings(inverse_penalties=(1e-7, 1.0))
    found = fit(points[:300], labels[:300], points[300:], labels[300:], points.std(axis=0), settings)
    assert found.inverse_penalty == 1.0
    assert found.tried[1.0] > found.tried[1e-7]


def test_a_kind_of_features_has_one_scale() -> None:
    rng = np.random.default_rng(1)
    features = rng.random((50, sum(SETTINGS.sizes.values())), dtype=np.float32)
    features[:, columns(("zoning",), SETTINGS)[:5]] *= 1e-6  # corners that are never inked
    scale = spread(features, SETTINGS)
    zoning = scale[columns(("zoning",), SETTINGS)]
    assert zoning.min() == zoning.max() > 0.1
    half = SETTINGS.sizes["profiles"] // 2
    assert len(np.unique(scale[columns(("profiles",), SETTINGS)][:half])) == 1


def test_the_graph_gives_each_choice_the_features_that_it_reads(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    choices = subsets(list(SETTINGS.sizes))
    classifiers = {
        # Column-major, as scikit-learn sometimes returns them; files hold rows.
        name: LinearClassifier(
            np.asfortranarray(rng.normal(size=(10, len(columns(groups, SETTINGS))))), rng.normal(size=10)
        ).rounded()
        for name, groups in choices.items()
    }
    manifest = write_classifiers(tmp_path, classifiers, SETTINGS, "1.0.0", {})
    weights = load_file(tmp_path / "weights.safetensors")
    feeds = {name: values.astype(np.float32) for name, values in weights.items()}
    assert {entry["name"]: tuple(entry["shape"]) for entry in manifest["weights"]} == {
        name: values.shape for name, values in feeds.items()
    }
    session = onnxruntime.InferenceSession((tmp_path / "graph.onnx").read_bytes())
    features = rng.random((3, sum(SETTINGS.sizes.values())), dtype=np.float32)
    for entry in manifest["classifiers"]:
        logits = session.run([entry["output"]], {**feeds, INPUT: features})[0]
        wanted = classifiers[entry["name"]].logits(features[:, columns(tuple(entry["groups"]), SETTINGS)])
        assert logits == pytest.approx(wanted, abs=1e-4)
