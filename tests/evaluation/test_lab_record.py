"""The laboratories' networks: what was measured is of the weights that are shipped, and the card says just that."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from esmiuca.cli.lab import lab, measured_before, pictures
from esmiuca.data import FASHION_MNIST
from esmiuca.errors import InputError
from esmiuca.evaluation.card import CARD_NAME
from esmiuca.evaluation.lab import (
    NAMES,
    curves_of,
    hierarchy_accuracy,
    layer_costs,
    level_shares,
    measure_lab,
    read_lab_record,
)
from esmiuca.evaluation.lab_card import lab_card
from esmiuca.evaluation.record import RECORD_NAME
from esmiuca.evaluation.variations import CURVES, NOISE, varied

LAB = Path(__file__).parents[2] / "artifacts" / "lab"
MANIFESTS = {name: json.loads((LAB / name / "manifest.json").read_text()) for name in NAMES}
RECORD = json.loads((LAB / RECORD_NAME).read_text())
TREE = MANIFESTS["vgg-fashion"]["hierarchy"]


def test_what_is_shipped_was_measured_on_the_shipped_weights() -> None:
    record = read_lab_record(LAB, MANIFESTS)
    assert list(record["models"]) == list(NAMES)
    for name, manifest in MANIFESTS.items():
        found, claimed = record["models"][name]["test"], manifest["metrics"]["test"]
        assert found["images"] == claimed["images"] == 10_000, name
        assert found["accuracy"] == pytest.approx(claimed["accuracy"], abs=2e-4), name
        assert set(record["models"][name]["curves"]) == set(curves_of(manifest)), name
    assert not re.search(r"[~/\\](home|work|tmp|usr|Users)\b", (LAB / RECORD_NAME).read_text())


def test_the_shipped_card_is_what_the_generator_gives_now() -> None:
    assert (LAB / CARD_NAME).read_text() == lab_card(MANIFESTS, RECORD), "run `esmiuca lab card`"


def test_what_was_not_changed_is_read_as_the_test_images_are() -> None:
    still = {"scaled": 1}
    for name, entry in RECORD["models"].items():
        for curve, points in entry["curves"].items():
            share = dict(points["accuracy"])[still.get(curve, 0)]
            assert share == pytest.approx(entry["test"]["accuracy"], abs=1e-3), (name, curve)


def test_every_figure_comes_from_what_was_measured() -> None:
    record = copy.deepcopy(RECORD)
    record["models"]["vgg-fashion"]["test"]["accuracy"] = 0.1234
    record["models"]["vgg-fashion"]["hierarchy"]["group"] = 0.2345
    record["models"]["mlp-mnist"]["curves"]["shifted"]["accuracy"][2][1] = 0.3456
    record["models"]["cnn-mnist-permuted"]["test"]["mistakes"] = 4567
    written = lab_card(MANIFESTS, record)
    for figure in ("12.34%", "23.45%", "34.56%", "4,567 with all pixels shuffled"):
        assert figure in written, figure


def test_a_record_of_other_weights_is_told(tmp_path: Path) -> None:
    other = copy.deepcopy(RECORD)
    other["models"]["mlp-mnist"]["sha256"]["weights"] = "another"
    (tmp_path / RECORD_NAME).write_text(json.dumps(other))
    with pytest.raises(InputError, match="not measured on the weights of mlp-mnist; measure again"):
        read_lab_record(tmp_path, MANIFESTS)
    (tmp_path / RECORD_NAME).write_text("[]")
    with pytest.raises(InputError, match="is not a record of the laboratories' networks"):
        read_lab_record(tmp_path, MANIFESTS)


def test_costs_are_counted_by_hand() -> None:
    costs = {cost["name"]: cost for cost in layer_costs(MANIFESTS["cnn-mnist"])}
    assert costs["conv2"] == {
        "name": "conv2",
        "parameters": 64 * 32 * 9 + 64,
        "multiplications": 64 * 32 * 9 * 24 * 24,
        "uses": 24 * 24,
    }
    assert costs["fc1"]["uses"] == 1
    assert costs["fc1"]["multiplications"] == 9216 * 128
    for name, manifest in MANIFESTS.items():
        assert RECORD["models"][name]["parameters"] == manifest["model"]["parameters"], name


def test_levels_never_contradict_each_other() -> None:
    generator = np.random.default_rng(1)
    probabilities = generator.dirichlet(np.full(10, 0.3), size=500)
    labels = generator.integers(0, 10, 500)
    shares = [level_shares(probabilities, level["groups"]) for level in TREE]
    for level in shares:
        assert np.allclose(level.sum(1), 1)
    for above, level, groups_above, groups in zip(shares, shares[1:], TREE, TREE[1:], strict=False):
        for index, parent in enumerate(groups_above["groups"]):
            inside = [set(group["labels"]) <= set(parent["labels"]) for group in groups["groups"]]
            assert np.allclose(level[:, inside].sum(1), above[:, index])
    found = hierarchy_accuracy(probabilities, labels, TREE)
    assert list(found) == [level.key for level in FASHION_MNIST.hierarchy]
    assert found["article"] == pytest.approx((probabilities.argmax(1) == labels).mean())


def test_a_level_is_right_where_the_article_is_another_of_the_same_group() -> None:
    sneaker, boot = (FASHION_MNIST.labels.index(key) for key in ("sneaker", "ankle_boot"))
    probabilities = np.full((1, 10), 0.02)
    probabilities[0, sneaker] = 0.82
    found = hierarchy_accuracy(probabilities, np.array([boot]), TREE)
    assert found == {"kind": 1.0, "group": 1.0, "article": 0.0}


def test_networks_are_measured_on_every_point_of_every_curve() -> None:
    images = np.zeros((20, 28, 28), np.uint8)
    images[:, 10:18, 10:18] = 255
    labels = np.arange(20) % 10
    seen = []

    def ink(pictures: np.ndarray) -> np.ndarray:
        """Scores by how much there is."""
        seen.append(len(pictures))
        return np.stack([pictures.mean((1, 2)) * label for label in range(10)], axis=1)

    manifest = MANIFESTS["small-mlp-fashion"]
    record = measure_lab({"it": (manifest, ink)}, images, labels)["it"]
    assert "thickened" not in record["curves"]
    assert sum(seen) == pictures(manifest, len(images))
    assert record["test"]["accuracy"] == 0.1
    values = [value for value, _ in record["curves"]["noisy"]["accuracy"]]
    assert tuple(values) == NOISE["noisy"][2]


def test_noise_is_the_same_draw_at_every_strength() -> None:
    images = np.full((4, 28, 28), 128, np.uint8)
    weak, strong = (varied(images, "noisy", sigma).astype(float) - 128 for sigma in (0.04, 0.08))
    assert np.abs(strong - 2 * weak).max() <= 2
    assert weak.std() == pytest.approx(0.04 * 255, rel=0.05)
    assert "noisy" not in CURVES


def test_the_card_is_written_anew_from_a_folder(tmp_path: Path) -> None:
    for name, manifest in MANIFESTS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / RECORD_NAME).write_text(json.dumps(RECORD))
    result = CliRunner().invoke(lab, ["card", "--lab", str(tmp_path)], catch_exceptions=False)
    assert result.exit_code == 0
    assert (tmp_path / CARD_NAME).read_text() == lab_card(MANIFESTS, RECORD)


def test_what_is_of_other_weights_is_not_kept(tmp_path: Path) -> None:
    for name, manifest in MANIFESTS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(json.dumps(manifest))
    assert measured_before(tmp_path) == {}
    other = copy.deepcopy(RECORD)
    other["models"]["mlp-mnist"]["sha256"]["weights"] = "another"
    (tmp_path / RECORD_NAME).write_text(json.dumps(other))
    assert set(measured_before(tmp_path)) == set(NAMES) - {"mlp-mnist"}
