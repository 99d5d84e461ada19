"""MNIST: where it comes from, how it is checked, how it is read."""

from esmiuca.data.mnist import Dataset, load_mnist, split_validation

__all__ = ["Dataset", "load_mnist", "split_validation"]
