"""What a watched run keeps of its moments."""

from __future__ import annotations

from pathlib import Path

from esmiuca.data import load_mnist
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Trainer
from esmiuca.training.live import KEPT, KEPT_SECONDS, MOMENTS, Live

SMALL = TrainingConfig(epochs=1, batch_size=32, limit=64, validation_size=50, augment=False)


def test_a_slow_page_still_finds_the_moments_that_it_was_told_of(tmp_path: Path) -> None:
    now = 0.0
    live = Live(Trainer(tmp_path, SMALL, load_mnist("train")[:200]), clock=lambda: now)
    network = live.trainer.average

    def steps() -> list[int]:
        return sorted(int(path.stem) for path in (tmp_path / MOMENTS).iterdir())

    # Early looks come in quick succession.
    early = list(range(2 * KEPT))
    for step in early:
        live.keep(f"{step:07}.safetensors", network)
        now += 0.01
    assert steps() == early

    now += KEPT_SECONDS
    live.keep("0000500.safetensors", network)
    assert steps() == [0, *early[1 - KEPT :], 500]
