"""The number that is only ever reported: accuracy on the test images."""

from __future__ import annotations

from pathlib import Path

from esmiuca.data import Dataset
from esmiuca.models import CNN, MLP, VGG
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.judge import accuracy
from esmiuca.training.material import as_they_are, inputs
from esmiuca.training.networks import finished, make_network
from esmiuca.training.run_state import start_from
from esmiuca.training.start import starting_weights


def averaged_model(checkpoint: Path, config: TrainingConfig) -> CNN | MLP | VGG:
    """A run's network with the averaged weights of its checkpoint, which are what is shipped, or with shipped ones."""
    network = make_network(config)
    start_from(starting_weights(checkpoint), network, checkpoint)
    return finished(network).eval()


def test_accuracy(checkpoint: Path, config: TrainingConfig, test: Dataset) -> float:
    """Share of the test images that a checkpoint's averaged weights read right."""
    return accuracy(averaged_model(checkpoint, config), *inputs(as_they_are(test, config)))
