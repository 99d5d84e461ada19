"""Training: the loop, the augmentation, the checkpoints."""

from esmiuca.training.loop import Trainer
from esmiuca.training.progress import Progress

__all__ = ["Progress", "Trainer"]
