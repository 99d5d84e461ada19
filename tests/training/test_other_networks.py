"""The same command trains the laboratories' networks: other layers, other pictures, shuffled pixels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from esmiuca.data import Dataset, load_mnist
from esmiuca.data.permutation import shuffle_pixels
from esmiuca.errors import InputError
from esmiuca.export.lab import export_lab_run
from esmiuca.export.write import export_run
from esmiuca.models import CNN, MLP, VGG
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Trainer, report
from esmiuca.training.batches import Batch
from esmiuca.training.checkpoint import load_checkpoint
from esmiuca.training.loss import batch_loss
from esmiuca.training.networks import finished, make_network

PLAIN = TrainingConfig(epochs=1, batch_size=64, limit=640, validation_size=100, augment=False)
GARMENTS = PLAIN.replace(dataset="fashion-mnist", augment=True, label_smoothing=0.1)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    """Any pictures with labels will do, whatever set they are said to be of."""
    return load_mnist("train")[:1200]


@pytest.mark.parametrize(("network", "kind"), [("mlp", MLP), ("small-mlp", MLP), ("vgg", VGG), ("cnn", CNN)])
def test_what_is_shipped_has_plain_layers_only(network: str, kind: type) -> None:
    assert type(finished(make_network(TrainingConfig(network=network)))) is kind  # pyright: ignore[reportArgumentType]


def test_a_small_perceptron_learns(tmp_path: Path, digits: Dataset) -> None:
    config = PLAIN.replace(network="small-mlp", epochs=6)
    Trainer(tmp_path, config, digits).run()
    metrics = [json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines()]
    assert metrics[-1]["validation_accuracy"] > 0.7
    assert set(metrics[-1]) == {"epoch", "loss", "accuracy", "validation_accuracy"}
    best = max(line["validation_accuracy"] for line in metrics)
    assert load_checkpoint(tmp_path / "best.safetensors")[1]["best"] == pytest.approx(best)
    config.save(tmp_path / "config.json")
    assert report.test_accuracy(tmp_path / "best.safetensors", config, digits) > 0.7


def test_shuffled_pixels_are_shuffled_for_training_and_validation(tmp_path: Path, digits: Dataset) -> None:
    straight, shuffled = (
        Trainer(tmp_path / str(permuted), PLAIN.replace(network="mlp", permuted=permuted), digits)
        for permuted in (False, True)
    )
    images = straight.material.images.numpy()
    assert np.array_equal(shuffled.material.images.numpy(), shuffle_pixels(images))
    pairs = [trainer.validation.sets["clean"][0] for trainer in (straight, shuffled)]
    assert torch.equal(pairs[0].flatten(1).sort(1).values, pairs[1].flatten(1).sort(1).values)
    assert not torch.equal(*pairs)


def test_garments_are_varied_anew_in_each_epoch_and_the_same_when_resumed(
    tmp_path: Path, digits: Dataset
) -> None:
    config = GARMENTS.replace(dropout=0.2, limit=128)
    trainer = Trainer(tmp_path, config, digits)
    assert trainer.validation.nondigits is None
    chosen = torch.arange(4)
    first, again, other = (trainer.batches.varied(chosen, epoch, 0) for epoch in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    trainer.run()
    whole = load_checkpoint(tmp_path / "last.safetensors")[0]
    stopped = Trainer(tmp_path / "again", config, digits)
    stopped.run(lambda progress: setattr(stopped, "stop_requested", True))
    Trainer(tmp_path / "again", config, digits, resume=True).run()
    for name, value in load_checkpoint(tmp_path / "again" / "last.safetensors")[0].items():
        assert torch.equal(value, whole[name]), name


def test_what_the_vgg_learns_with_normalisation_is_read_without(tmp_path: Path, digits: Dataset) -> None:
    config = GARMENTS.replace(network="vgg", limit=64, validation_size=20)
    trainer = Trainer(tmp_path, config, digits[:200])
    trainer.run()
    folded = report.averaged_model(tmp_path / "best.safetensors", config)
    assert isinstance(folded, VGG)
    x = trainer.validation.sets["clean"][0]
    with torch.no_grad():
        assert torch.allclose(folded(x), trainer.average(x), atol=1e-4)


def test_a_run_is_exported_under_its_own_name_and_not_as_the_pages_network(
    tmp_path: Path, digits: Dataset
) -> None:
    config = GARMENTS.replace(network="small-mlp")
    Trainer(tmp_path / "run", config, digits).run()
    manifest = export_lab_run(tmp_path / "run", tmp_path, digits, digits, "2.0.0")
    written = (tmp_path / "small-mlp-fashion" / "manifest.json").read_text()
    assert json.loads(written) == json.loads(json.dumps(manifest))
    assert manifest["labels"][9] == "ankle_boot"
    assert "--network small-mlp --dataset fashion-mnist" in manifest["training"]["command"]
    with pytest.raises(InputError, match="not of the network that the page runs on.*esmiuca lab export"):
        export_run(tmp_path / "run", tmp_path / "out", digits, digits, "2.0.0")


def test_pairs_are_mixed_by_the_share_that_the_loss_counts_them_by(tmp_path: Path) -> None:
    train = load_mnist("train")[:800]
    plain, mixed = (
        Trainer(tmp_path / name, PLAIN.replace(mixup=mixup), train).batches.block(torch.arange(640), 0, 0)[0]
        for name, mixup in (("plain", 0.0), ("mixed", 0.4))
    )
    assert plain.mixed is None
    assert mixed.mixed is not None
    own = mixed.mixed.own
    assert 0.5 <= own.min() < 0.75 < own.max() <= 1
    assert torch.equal(mixed.mixed.labels, plain.labels.flip(0))
    share = own[:, None, None, None]
    expected = share * plain.x.float() + (1 - share) * plain.x.float().flip(0)
    assert torch.allclose(mixed.x.float(), expected, atol=0.02)  # bfloat16, where the processor has it


def test_a_smoothed_label_is_spread_evenly() -> None:
    torch.manual_seed(0)
    logits, labels = torch.randn(5, 10), torch.arange(5)
    config = TrainingConfig(label_smoothing=0.2)
    expected = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=0.2)
    assert torch.allclose(batch_loss(logits, Batch(torch.empty(0), labels), config), expected)


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"network": "rnn"}, "network='rnn' is unknown; give one of cnn, mlp, small-mlp, vgg, teacher"),
        ({"dataset": "cifar"}, "dataset='cifar' is unknown; give one of mnist, fashion-mnist"),
        ({"permuted": True}, "permuted pictures can't be varied.*--no-augment"),
        ({"network": "mlp", "dropout": 0.2}, "dropout=0.2 is the cnn's alone"),
        ({"schedule": "cosine"}, "schedule=.cosine. is unknown; give one of one-cycle, constant"),
        ({"distillation": 1.5}, "distillation=1.5 is out of range; give a share from 0 to 1"),
        ({"nondigit_weight": -1.0}, "nondigit_weight=-1.0 is out of range; give a number from 0 to 10"),
        ({"mixup": -1.0}, "mixup=-1.0 is out of range; give a number from 0 to 10"),
        ({"label_smoothing": 1.0}, r"label_smoothing=1.0 is out of range; give a value in \[0, 1\)"),
    ],
)
def test_what_does_not_go_together_is_told(choices: dict, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        TrainingConfig(**choices)
