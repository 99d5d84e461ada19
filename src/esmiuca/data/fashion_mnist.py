"""Fashion-MNIST: garments in MNIST's format, harder to tell apart than digits.

Source: Xiao, Rasul and Vollgraf 2017, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning
Algorithms" (https://github.com/zalandoresearch/fashion-mnist); licence MIT. The hierarchy of the labels is our own.
"""

from __future__ import annotations

from pathlib import Path

from esmiuca.data.source import Group, Level, Source, leaves

LABELS = (
    "t_shirt",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle_boot",
)

HIERARCHY = (
    Level(
        "kind",
        (Group("clothing", (0, 1, 2, 3, 4, 5, 6, 7, 9)), Group("accessories", (8,))),
    ),
    Level(
        "group",
        (
            Group("tops", (0, 2, 4, 6)),
            Group("bottoms", (1,)),
            Group("dresses", (3,)),
            Group("footwear", (5, 7, 9)),
            Group("bags", (8,)),
        ),
    ),
    leaves(LABELS, "article"),
)

FASHION_MNIST = Source(
    key="fashion-mnist",
    title="Fashion-MNIST",
    credit="Zalando SE",
    licence="MIT",
    labels=LABELS,
    checksums={
        "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
    mirrors=(
        "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    ),
    packages=(Path("/usr/share/datasets/fashion-mnist"),),
    package_remedy="install Debian's package dataset-fashion-mnist",
    hierarchy=HIERARCHY,
)
