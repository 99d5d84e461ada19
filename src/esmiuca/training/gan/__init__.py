"""Training the generator and the discriminator against each other."""

from esmiuca.settings.gan import GanConfig
from esmiuca.training.gan.loop import GanProgress, GanTrainer

__all__ = ["GanConfig", "GanProgress", "GanTrainer"]
