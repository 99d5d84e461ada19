"""Training: the loop, the augmentation, the checkpoints."""

from esmiuca.training.config import AugmentationConfig, TrainingConfig
from esmiuca.training.loop import Progress, Trainer

__all__ = ["AugmentationConfig", "Progress", "Trainer", "TrainingConfig"]
