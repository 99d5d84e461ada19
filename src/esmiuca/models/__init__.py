"""One network a file, each a page a student can read."""

from esmiuca.models.cnn import CNN

__all__ = ["CNN"]
