"""The exported generator and discriminator are the trained ones, and every engine gives the same numbers."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.numpy import load_file

from esmiuca.cli.gan import read_manifests
from esmiuca.data import Dataset, load_mnist
from esmiuca.errors import InputError, ManifestError
from esmiuca.evaluation.gan import read_gan_record, realness, weights_of
from esmiuca.evaluation.gan_card import gan_card
from esmiuca.export.gan.layers import DISCRIMINATOR, GENERATOR
from esmiuca.export.gan.made import Discriminating, Generating, exported_weights
from esmiuca.export.gan.write import export_gan, finished
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import Network
from esmiuca.models import Discriminator, Generator
from esmiuca.models.gan import wish
from esmiuca.runtime import onnxruntime
from esmiuca.settings.gan import GanConfig
from esmiuca.training.gan import GanTrainer

ROOT = Path(__file__).parents[2]
GAN = ROOT / "artifacts" / "lab" / "gan"
SMALL = GanConfig(steps=4, batch_size=8, validation_size=200, snapshots=4)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_mnist("train")[:800]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, digits: Dataset) -> Path:
    folder = tmp_path_factory.mktemp("run")
    GanTrainer(folder, SMALL, digits).run()
    return folder


def some_noise(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    return torch.randn(count, 64), torch.arange(count) % 10


@pytest.mark.parametrize(("network", "model"), [(GENERATOR, Generator), (DISCRIMINATOR, Discriminator)])
@pytest.mark.parametrize("halves", [False, True])
def test_graph_gives_every_result_of_the_model(network: Network, model: type, halves: bool) -> None:
    torch.manual_seed(0)
    trained = model().eval()
    weights = {
        name: value.numpy().astype(np.float16).astype(np.float32)
        for name, value in trained.state_dict().items()
    }
    trained.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    given = wish(*some_noise(5)) if model is Generator else torch.rand(5, 1, 28, 28)
    expected = trained.results(given)
    assert [(layer.name, layer.shape) for layer in network.layers] == [
        (name, tuple(value.shape[1:])) for name, value in expected.items()
    ]
    content = build_graph(weights, network, weights_inside=True, halves=halves).SerializeToString()
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    found = session.run([layer.name for layer in network.layers], {network.input: given.numpy()})
    for layer, values in zip(network.layers, found, strict=True):
        np.testing.assert_allclose(
            values, expected[layer.name].detach().numpy(), atol=1e-4, err_msg=layer.name
        )


@pytest.mark.slow
def test_export_writes_what_was_trained(
    run: Path, digits: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esmiuca.analysis.directions.MADE", 200)
    monkeypatch.setattr("esmiuca.analysis.directions.TRIED", 50)
    manifests = export_gan(run, tmp_path, digits, "1.2.3")
    last = load_file(sorted((run / "snapshots").glob("*.safetensors"))[-1])
    for name, manifest in manifests.items():
        folder = tmp_path / name
        assert json.loads((folder / "manifest.json").read_text()) == json.loads(json.dumps(manifest))
        for entry in manifest["files"].values():
            content = (folder / entry["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        for weight, values in exported_weights(folder, manifest).items():
            assert np.array_equal(values, last[f"{name}.{weight}"].astype(np.float32))
    duel = json.loads((tmp_path / "duel" / "duel.json").read_text())
    kept = [moment["step"] for moment in duel["moments"]]
    assert kept[0] == 0
    assert kept[-1] == SMALL.steps
    sheets = np.asarray(Image.open(tmp_path / "duel" / "duel.webp").convert("L"))
    assert sheets.shape == (len(kept) * 224, 224)
    generator = Generating(exported_weights(tmp_path / "generator", manifests["generator"]))
    pictures = generator.levels(np.array(duel["noise"]), np.array(duel["labels"]))
    corner = sheets[-224:, :][28:56, 56:84]  # of the last moment: second row, third column
    assert np.abs(corner.astype(int) - pictures[10]).max() <= 1  # other batch sizes may round differently
    record = next(moment["record"]["path"] for moment in duel["moments"] if "record" in moment)
    assert json.loads((tmp_path / "duel" / record).read_text())["pairs"]


def test_run_that_is_not_finished_is_refused(run: Path, tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "config.json").write_text((run / "config.json").read_text())
    with pytest.raises(InputError, match="is not finished: no snapshot after step 4; go on with"):
        finished(tmp_path)


# -- what is shipped -------------------------------------------------------------------------------------------------


def manifests() -> dict[str, dict]:
    return {
        name: json.loads((GAN / name / "manifest.json").read_text())
        for name in ("generator", "discriminator")
    }


def test_shipped_networks_are_small() -> None:
    assert (
        sum(entry["bytes"] for manifest in manifests().values() for entry in manifest["files"].values())
        <= 2e6
    )


def test_shipped_files_are_those_of_the_manifests() -> None:
    for name, manifest in manifests().items():
        for entry in manifest["files"].values():
            content = (GAN / name / entry["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    duel = json.loads((GAN / "duel" / "duel.json").read_text())
    entries = [duel["pictures"]]
    entries += [moment[key] for moment in duel["moments"] for key in ("weights", "record") if key in moment]
    for entry in entries:
        assert hashlib.sha256((GAN / "duel" / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]


def test_record_and_card_are_of_the_shipped_weights() -> None:
    found = manifests()
    record = read_gan_record(GAN, found)
    assert (GAN / "MODEL_CARD.md").read_text() == gan_card(found, record)
    other = {name: {"files": {"weights": {"sha256": "0"}}} for name in found}
    assert weights_of(other) != record["weights"]
    with pytest.raises(InputError, match="was measured on other weights than the manifests'"):
        read_gan_record(GAN, other)


def test_weights_that_are_not_the_manifests_are_told(tmp_path: Path) -> None:
    manifest = manifests()["generator"]
    content = bytearray((GAN / "generator" / "weights.safetensors").read_bytes())
    content[-1] ^= 1
    (tmp_path / "weights.safetensors").write_bytes(content)
    for folder, told in (
        (tmp_path, manifest),
        (tmp_path / "none", manifest),
        (GAN / "generator", {"files": []}),
    ):
        with pytest.raises(ManifestError, match="has no weights that can be read .*; write it again"):
            exported_weights(folder, told)
    for name in ("generator", "discriminator"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text("null")
    with pytest.raises(ManifestError, match=r"manifest\.json can't be read"):
        read_manifests(tmp_path)


def test_shipped_generator_makes_what_is_asked_for_and_its_discriminator_prefers_people() -> None:
    found = manifests()
    generator = Generating(exported_weights(GAN / "generator", found["generator"]))
    discriminator = Discriminating(exported_weights(GAN / "discriminator", found["discriminator"]))
    test = load_mnist("test")[:1000]
    made = generator.levels(np.random.default_rng(5).standard_normal((1000, 64)), test.labels)
    calibration = found["discriminator"]["realness"]
    real, fake = (
        realness(discriminator.scores(images), test.labels, calibration).mean()
        for images in (test.images, made)
    )
    assert real > fake
    assert abs(made.mean() - test.images.mean()) < 3  # as much ink as people use
