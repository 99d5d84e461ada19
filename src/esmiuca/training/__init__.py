"""Training: the loop, the augmentation, the checkpoints."""

from esmiuca.settings.training import AugmentationConfig, TrainingConfig
from esmiuca.training.loop import Trainer
from esmiuca.training.progress import Progress

__all__ = ["AugmentationConfig", "Progress", "Trainer", "TrainingConfig"]
