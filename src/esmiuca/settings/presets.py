"""Runs that each show one thing about training. `esmiuca studio record` records them, for a page without a server.

What each is called and what it teaches are the page's words; what came of it is measured.
"""

from __future__ import annotations

from collections.abc import Mapping

from esmiuca.settings.training import TrainingConfig

PRESETS: Mapping[str, TrainingConfig] = {
    # Three passes over all pictures as they are: what the others are to be compared with.
    "usual": TrainingConfig(epochs=3, augment=False),
    # Nothing else differs.
    "high-rate": TrainingConfig(epochs=3, augment=False, learning_rate=1.0),
    # All learnt by heart half-way, and held-out pictures are read worse from then on.
    "few-images": TrainingConfig(epochs=15, batch_size=32, augment=False, limit=300),
    # The same pictures, every label drawn at random: learnt by heart as well, with nothing to understand.
    "shuffled-labels": TrainingConfig(epochs=15, batch_size=32, augment=False, limit=300, label_noise=1.0),
    # A pair: the same pictures, as they are and varied.
    "no-augmentation": TrainingConfig(epochs=8, augment=False, limit=6000),
    "augmented": TrainingConfig(epochs=8, limit=6000),
}
