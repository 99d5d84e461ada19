"""An epoch of training against what the machine's matrix products allow; augmentation's share of a step; memory.

    python benchmarks/training_step.py [--data DIR] [--rounds 12]

The network needs 72 million floating-point operations an image: twice the multiplications of the forward pass, three times
over, since the backward pass multiplies for the inputs and for the weights. An epoch can't be shorter than that at the rate
at which this machine multiplies large square bfloat16 matrices, measured in the same run.
"""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import click
import torch
from bench import interleaved, save, seconds, show

from esmiuca.data import load_mnist
from esmiuca.memory import keep_memory
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Trainer
from esmiuca.training.device import STEP_BYTES

# Of a picture, forward: conv1 26² · 32 · 9, conv2 24² · 64 · 288, fc1 9216 · 128, fc2 128 · 10 multiplications.
MULTIPLICATIONS = 26**2 * 32 * 9 + 24**2 * 64 * 288 + 9216 * 128 + 128 * 10
OPERATIONS = 2 * 3 * MULTIPLICATIONS  # a picture; 72 million
SIDE = 2048  # of the matrices that the machine's rate is measured with
STEPS = 10  # at a time


def some_steps(trainer: Trainer) -> Callable[[], None]:
    """A function that trains STEPS further steps, epoch after epoch."""

    def forever():
        while True:
            yield from trainer.batches.epoch(0, 0)

    batches = forever()

    def train() -> None:
        for _ in range(STEPS):
            trainer.train_step(next(batches))

    return train


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--rounds", default=12, show_default=True, help=f"Times {STEPS} steps of each kind.")
def main(data: Path | None, rounds: int) -> None:
    keep_memory(STEP_BYTES)
    train = load_mnist("train", data)
    square = torch.randn(SIDE, SIDE).to(torch.bfloat16)
    with tempfile.TemporaryDirectory() as folder:
        plain = Trainer(Path(folder), TrainingConfig(augment=False, epochs=1), train)
        varied = Trainer(Path(folder), TrainingConfig(epochs=1), train)
        taken = interleaved(
            {
                "product": lambda: [square @ square for _ in range(STEPS)],
                "plain": some_steps(plain),
                "varied": some_steps(varied),
            },
            rounds,
        )
        epoch = seconds(lambda: run_epoch(plain))
    size = plain.config.batch_size
    rate = 2 * SIDE**3 * STEPS / taken["product"]  # operations a second
    ideal = OPERATIONS * size / rate  # seconds a step
    steps = {name: taken[name] / STEPS for name in ("plain", "varied")}
    share = 1 - steps["plain"] / steps["varied"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # MB; kB on Linux
    result = {
        "bfloat16_gflops": rate / 1e9,
        "batch_size": size,
        "step_ms": {"allowed": ideal * 1e3, **{name: step * 1e3 for name, step in steps.items()}},
        "epoch_s": epoch,
        "epoch_allowed_s": ideal * plain.steps,
        "epoch_ratio": epoch / (ideal * plain.steps),
        "augmentation_share": share,
        "peak_memory_mb": memory,
    }
    rows = [
        ("bfloat16 products of 2048×2048 matrices", f"{rate / 1e9:.0f} GFLOP/s", ""),
        (f"a step of {size} pictures at that rate", f"{ideal * 1e3:.1f} ms", ""),
        ("a step, nothing varied", f"{steps['plain'] * 1e3:.1f} ms", f"{steps['plain'] / ideal:.2f} ×"),
        ("a step, pictures varied", f"{steps['varied'] * 1e3:.1f} ms", f"augmentation {share:.0%}"),
        (f"an epoch of {plain.steps * size:,}", f"{epoch:.1f} s", f"{result['epoch_ratio']:.2f} ×"),
        ("most memory at any time", f"{memory:.0f} MB", ""),
    ]
    show("Training", ("what", "figure", "against the rate"), rows)
    save("training_step", result)


def run_epoch(trainer: Trainer) -> None:
    """The training of one epoch, without the validation at its end."""
    for batch in trainer.batches.epoch(1, 0):
        trainer.train_step(batch)


if __name__ == "__main__":
    main()
