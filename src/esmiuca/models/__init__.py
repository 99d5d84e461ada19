"""One network a file, each a page a student can read."""

from esmiuca.models.cnn import CNN
from esmiuca.models.gan import Discriminator, Generator
from esmiuca.models.mlp import MLP
from esmiuca.models.vgg import VGG

__all__ = ["CNN", "MLP", "VGG", "Discriminator", "Generator"]
