"""MNIST, Fashion-MNIST, people's pens, fonts: where they come from, how they are checked, how they are read."""

from esmiuca.data.dataset import Dataset, load, split_validation
from esmiuca.data.fashion_mnist import FASHION_MNIST
from esmiuca.data.mnist import MNIST, load_mnist
from esmiuca.data.source import Source

SOURCES = {source.key: source for source in (MNIST, FASHION_MNIST)}

__all__ = ["FASHION_MNIST", "MNIST", "SOURCES", "Dataset", "Source", "load", "load_mnist", "split_validation"]
