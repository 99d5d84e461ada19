"""What a run shows while it goes on, for whoever watches: a file of lines to follow, and the weights of the moment.

`live.jsonl` is only ever added to, so a reader who was away goes on where it was. Its lines, by `kind`:

- `start`: epochs, steps in all, images that are learnt from; `resumed_at`, the step from which the run goes on: what stood
  above of later steps is made again;
- `step`: loss and accuracy of the epoch so far, images a second, seconds left;
- `look`: how held-out pictures are read now, histograms of every layer's weights and gradients, and the file with the
  averaged weights, in half precision;
- `epoch`: the line of metrics.jsonl;
- `end`: `finished`, or stopped and saved.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from esmiuca.evaluation import confusion_matrix
from esmiuca.training.checkpoint import save_halves
from esmiuca.training.judge import logits
from esmiuca.training.progress import Progress
from esmiuca.training.run_log import add_line

if TYPE_CHECKING:
    from esmiuca.training.loop import Trainer

LIVE_NAME = "live.jsonl"
MOMENTS = "moments"  # folder of the weights
STEP_SECONDS = 0.25  # between lines of a step
LOOK_SECONDS = 1.0  # at least, between looks …
LOOK_SHARE = 0.03  # … and so long that they cost no more than this share of the time
LOOKED_AT = 500  # held-out pictures
MISTAKES = 12  # of them that are named in a look
BINS = 41  # of a histogram, the middle one around zero
KEPT = 3  # moments: the one that is shown, and those that somebody may still be fetching


class Live:
    """Writes what a trainer does beside its run; called with every progress that it reports."""

    def __init__(self, trainer: Trainer) -> None:
        self.trainer = trainer
        self.folder = trainer.folder / MOMENTS
        self.folder.mkdir(exist_ok=True)
        self.path = trainer.folder / LIVE_NAME
        done = trainer.epoch * trainer.steps + trainer.step
        # A process that was killed may have left half a line.
        whole = self.path.read_bytes().rpartition(b"\n") if done and self.path.exists() else ()
        self.path.write_bytes(b"".join(whole[:2]))
        x, labels = trainer.validation.sets["clean"]
        self.x, self.labels = x[:LOOKED_AT], labels[:LOOKED_AT]
        self.next_step = self.next_look = 0.0
        self.write(
            "start",
            epochs=trainer.config.epochs,
            total_steps=trainer.total_steps,
            images=len(trainer.material.images),
            held_out=len(self.labels),
            resumed_at=done,
        )

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.metrics:
            self.write("epoch", **progress.metrics)
        elif now >= self.next_step:
            self.next_step = now + STEP_SECONDS
            self.tell_step(progress)
        if now >= self.next_look and not progress.metrics:
            self.look(progress.total_step)
            took = time.monotonic() - now
            self.next_look = now + max(LOOK_SECONDS, took / LOOK_SHARE)

    def tell_step(self, progress: Progress) -> None:
        self.write(
            "step",
            step=progress.total_step,
            epoch=progress.epoch,
            loss=progress.loss,
            accuracy=progress.accuracy,
            images_per_second=progress.images_per_second,
            seconds_left=progress.seconds_left,
        )

    def look(self, step: int) -> None:
        """Reads held-out pictures with the averaged weights of now, and says what weights and gradients are like."""
        average, model = self.trainer.average, self.trainer.model
        guesses = logits(average, self.x).argmax(1)
        wrong = (guesses != self.labels).nonzero()[:, 0]
        name = f"{step:07}.safetensors"
        self.keep(name, average)
        self.write(
            "look",
            step=step,
            accuracy=1 - len(wrong) / len(self.labels),
            confusion=confusion_matrix(self.labels.numpy(), guesses.numpy()).tolist(),
            mistakes=[
                {"index": index, "label": int(self.labels[index]), "read": int(guesses[index])}
                for index in wrong[:MISTAKES].tolist()
            ],
            weights={key: histogram(value) for key, value in model.named_parameters()},
            gradients={
                key: histogram(value.grad)
                for key, value in model.named_parameters()
                if value.grad is not None
            },
            moment=f"{MOMENTS}/{name}",
        )

    def keep(self, name: str, network: nn.Module) -> None:
        """The weights beside the run, whole or not at all; the oldest ones go."""
        save_halves(self.folder / name, network.state_dict())
        for old in sorted(self.folder.glob("*.safetensors"))[:-KEPT]:
            old.unlink(missing_ok=True)

    def end(self) -> None:
        """The last look, and whether the run is finished or stopped half-way."""
        done = self.trainer.epoch * self.trainer.steps + self.trainer.step
        self.look(done)
        self.write("end", step=done, finished=done >= self.trainer.total_steps)

    def write(self, kind: str, **values: Any) -> None:
        add_line(self.path, finite({"kind": kind, **values}))


def finite(value: Any) -> Any:
    """The same with null for numbers that are none: JSON has no infinity, and a run that fails has many."""
    if isinstance(value, dict):
        return {key: finite(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [finite(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


@torch.no_grad()
def histogram(values: Tensor) -> dict[str, Any]:
    """{edge, counts}: how many values lie in each of BINS equally wide bins from −edge to edge, the largest size."""
    flat = values.detach().float().flatten()
    edge = float(flat.abs().max())
    if not math.isfinite(edge) or edge == 0:
        return {"edge": edge, "counts": []}
    return {"edge": float(f"{edge:.4g}"), "counts": torch.histc(flat, BINS, -edge, edge).int().tolist()}
