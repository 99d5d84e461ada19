"""The number that is only ever reported: accuracy on the test images."""

from __future__ import annotations

from pathlib import Path

import torch

from esmiuca.data import Dataset
from esmiuca.models import CNN
from esmiuca.training.augmentation import to_input
from esmiuca.training.checkpoint import load_checkpoint
from esmiuca.training.judge import accuracy
from esmiuca.training.run_state import part


def averaged_model(checkpoint: Path) -> CNN:
    """The network with the averaged weights of a checkpoint, which are what is shipped."""
    tensors, _ = load_checkpoint(checkpoint)
    model = CNN()
    model.load_state_dict(part(tensors, "average."))
    return model.eval()


def test_accuracy(checkpoint: Path, test: Dataset) -> float:
    """Share of the test images that a checkpoint's averaged weights read right."""
    images, labels = torch.from_numpy(test.images.copy()), torch.from_numpy(test.labels.astype("int64"))
    return accuracy(averaged_model(checkpoint), to_input(images), labels)
