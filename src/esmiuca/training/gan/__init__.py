"""Training the generator and the discriminator against each other."""

from esmiuca.training.gan.loop import GanProgress, GanTrainer

__all__ = ["GanProgress", "GanTrainer"]
