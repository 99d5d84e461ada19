"""The shipped files of the manual features belong together and score what their record says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from esmiuca.data import load_mnist
from esmiuca.evaluation.record import RECORD_NAME
from esmiuca.manual.card import CARD_NAME, manual_card
from esmiuca.manual.features import FeatureSettings, manual_features
from esmiuca.manual.write import INPUT, NAME, build_graph
from esmiuca.runtime import onnxruntime

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
FOLDER = ARTIFACTS / "lab" / NAME
MANIFEST = json.loads((FOLDER / "manifest.json").read_text())
RECORD = json.loads((FOLDER / RECORD_NAME).read_text())
NETWORK = json.loads((ARTIFACTS / "manifest.json").read_text())
REMEDY = "run `make manual-features`"


def test_the_files_are_those_of_the_manifest() -> None:
    for entry in MANIFEST["files"].values():
        content = (FOLDER / entry["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], REMEDY
        assert len(content) == entry["bytes"]


def test_the_record_is_of_the_shipped_weights_and_of_the_shipped_network() -> None:
    assert RECORD["weights_sha256"] == MANIFEST["files"]["weights"]["sha256"], REMEDY
    assert RECORD["network"]["weights_sha256"] == NETWORK["files"]["weights"]["sha256"], REMEDY
    assert MANIFEST["preprocessing"] == NETWORK["preprocessing"], REMEDY
    assert MANIFEST["training"]["seed"] == NETWORK["training"]["config"]["seed"]
    assert MANIFEST["training"]["validation_size"] == NETWORK["training"]["config"]["validation_size"]


def test_the_card_is_what_the_generator_gives_now() -> None:
    assert (FOLDER / CARD_NAME).read_text() == manual_card(MANIFEST, RECORD), REMEDY


def test_the_features_and_the_graph_are_those_of_the_code() -> None:
    settings = FeatureSettings()
    assert MANIFEST["features"]["groups"] == [{"name": n, "size": s} for n, s in settings.sizes.items()], (
        REMEDY
    )
    assert (FOLDER / "graph.onnx").read_bytes() == build_graph(settings).SerializeToString(), REMEDY


def test_the_penalty_was_chosen_by_held_out_images() -> None:
    for found in RECORD["classifiers"].values():
        best = max(found["tried"], key=found["tried"].__getitem__)
        assert float(best) == found["inverse_penalty"]
        assert found["tried"][best] == pytest.approx(found["validation"]["accuracy"])


def test_the_shipped_files_get_what_the_record_says() -> None:
    images = load_mnist("test")[:1000]
    features = manual_features(images.images)
    feeds = {
        name: values.astype(np.float32) for name, values in load_file(FOLDER / "weights.safetensors").items()
    }
    session = onnxruntime.InferenceSession((FOLDER / "graph.onnx").read_bytes())
    for entry in MANIFEST["classifiers"]:
        logits = np.asarray(session.run([entry["output"]], {**feeds, INPUT: features})[0])
        accuracy = (logits.argmax(axis=1) == images.labels).mean()
        # The first thousand of ten thousand: three standard deviations of a share of a thousand, at most.
        assert accuracy == pytest.approx(RECORD["classifiers"][entry["name"]]["test"]["accuracy"], abs=0.03)
