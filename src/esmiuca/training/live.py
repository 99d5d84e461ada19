"""What a run shows to whoever watches: a file of lines to follow, and the current weights.

`live.jsonl` is append-only, so a reader can continue where it stopped. Its lines, by `kind`:

- `start`: epochs, steps in all, images that are learnt from; `resumed_at`, the step from which the run goes on; lines above
  of later steps are superseded;
- `step`: loss and accuracy of the epoch so far, images a second, seconds left;
- `look`: how held-out pictures are read now, histograms of every layer's weights and gradients, and the file with the
  averaged weights, in half precision;
- `epoch`: the line of metrics.jsonl;
- `test`: accuracy on the test images, once, when the run is finished: nothing is chosen by it;
- `end`: `finished`, or stopped and saved.

`held-out.png` is a sheet of the held-out pictures in their order, which `look` names by their index.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Float
from PIL import Image
from torch import Tensor, nn

from esmiuca.evaluation import confusion_matrix
from esmiuca.training.checkpoint import refusals, save_halves, whole
from esmiuca.training.judge import logits
from esmiuca.training.loop import Trainer
from esmiuca.training.networks import training_module
from esmiuca.training.progress import Progress
from esmiuca.training.run_log import add_line

LIVE_NAME = "live.jsonl"
MOMENTS = "moments"  # folder of the weights
MOMENT = re.compile(
    r"(\d{7,12})\.(safetensors|partial)"
)  # a file there, by its step; what else lies there is not ours
SHEET_NAME = "held-out.png"
ACROSS = 25  # pictures in a row of it
STEP_SECONDS = 0.25  # between `step` lines
LOOK_SECONDS = 1.0  # at least, between looks …
LOOK_SHARE = 0.02  # … and at most this share of the time
# After 0, 1, 2, 4, 8, … steps, when most happens, also sooner, for at most this share of the whole run's time.
EARLY_SHARE = 0.01
LOOKED_AT = 500  # held-out pictures
MISTAKES = 12  # of them that are named in a look
BINS = 41  # of a histogram, the middle one around zero
# Moments kept besides the first: so many, and those of the last seconds, which a slow page may still ask for.
KEPT = 6
KEPT_SECONDS = 30.0


class Live:
    """Writes what a trainer does beside its run; called with every progress that it reports.

    `clock` gives the seconds that training has taken, from any moment on.
    """

    def __init__(self, trainer: Trainer, clock: Callable[[], float] = time.monotonic) -> None:
        self.trainer = trainer
        self.clock = clock
        self.folder = trainer.folder / MOMENTS
        self.folder.mkdir(exist_ok=True)
        self.path = trainer.folder / LIVE_NAME
        done = trainer.epoch * trainer.steps + trainer.step
        with refusals(self.path):
            forget_half_a_line(self.path)
            for left in self.folder.iterdir():  # of steps that are made again, or not whole
                if (found := MOMENT.fullmatch(left.name)) and (found[2] == "partial" or int(found[1]) > done):
                    left.unlink()
        x, labels = trainer.validation.sets["clean"]
        self.x, self.labels = x[:LOOKED_AT], labels[:LOOKED_AT]
        # By training's forward pass, which is faster.
        self.reader = training_module(trainer.average)
        self.started = clock()
        self.next_step = self.next_look = 0.0
        self.early = self.took = 0.0  # seconds for all early looks, for the last one of any
        self.kept: dict[Path, float] = {}  # when each moment of this process was written
        with whole(trainer.folder / SHEET_NAME) as partial:
            sheet(self.x).save(partial, "PNG", optimize=True)
        self.write(
            "start",
            epochs=trainer.config.epochs,
            total_steps=trainer.total_steps,
            images=len(trainer.material.images),
            held_out=len(self.labels),
            resumed_at=done,
        )

    def __call__(self, progress: Progress) -> None:
        now = self.clock()
        if progress.metrics:
            self.write("epoch", **progress.metrics)
        elif now >= self.next_step:
            self.next_step = now + STEP_SECONDS
            self.tell_step(progress)
        if progress.metrics:
            return
        step = progress.total_step
        if now >= self.next_look:
            self.look_in_time(step)
        elif step & (step - 1) == 0:
            whole_run = now - self.started + progress.seconds_left
            if self.early + self.took <= EARLY_SHARE * whole_run:
                self.look_in_time(step)
                self.early += self.took

    def begin(self) -> None:
        """The first look, before anything is learnt."""
        if self.trainer.epoch == self.trainer.step == 0:
            self.look_in_time(0)

    def look_in_time(self, step: int) -> None:
        """Takes a look, and schedules the next."""
        began = self.clock()
        self.look(step)
        now = self.clock()
        self.took = now - began
        self.next_look = now + max(LOOK_SECONDS, self.took / LOOK_SHARE)

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
        device = self.trainer.processes.device.type
        with torch.autocast(device, dtype=torch.bfloat16, enabled=self.trainer.bf16):
            scores = logits(self.reader, self.x).float()  # (N, 10)
        guesses = scores.argmax(1)
        wrong = (guesses != self.labels).nonzero()[:, 0]
        name = f"{step:07}.safetensors"
        self.keep(name, average)
        self.write(
            "look",
            step=step,
            loss=float(F.cross_entropy(scores, self.labels)),
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
        """Writes the weights beside the run, atomically; deletes older ones, except the first."""
        save_halves(self.folder / name, network.state_dict())
        now = self.clock()
        self.kept[self.folder / name] = now
        ours = [path for path in self.folder.iterdir() if MOMENT.fullmatch(path.name)]
        for old in sorted(ours, key=lambda path: int(path.stem))[1:-KEPT]:
            if self.kept.get(old, -math.inf) < now - KEPT_SECONDS:
                old.unlink(missing_ok=True)
                self.kept.pop(old, None)

    def end(self, tested: tuple[int, float] | None = None) -> None:
        """The last look, and whether the run is finished or stopped half-way.

        Args:
            tested: how many test images there are, and the share of them that is read right.
        """
        done = self.trainer.epoch * self.trainer.steps + self.trainer.step
        self.look(done)
        if tested:
            images, accuracy = tested
            self.write("test", images=images, accuracy=accuracy)
        self.write("end", step=done, finished=done >= self.trainer.total_steps)

    def write(self, kind: str, **values: Any) -> None:
        add_line(self.path, finite({"kind": kind, **values}))


def forget_half_a_line(path: Path) -> None:
    """Drops the unfinished line of a killed process; creates the file if there is none."""
    with path.open("a+b") as file:
        file.seek(0)
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)


def sheet(x: Float[Tensor, "N 1 28 28"]) -> Image.Image:
    """The pictures row by row, ACROSS in each."""
    count, _, height, width = x.shape
    grey = np.zeros((-(-count // ACROSS) * ACROSS, height, width), np.uint8)
    grey[:count] = (x[:, 0] * 255).round().to(torch.uint8).numpy()
    rows = grey.reshape(-1, ACROSS, height, width).swapaxes(1, 2)  # (rows, 28, ACROSS, 28)
    return Image.fromarray(rows.reshape(-1, ACROSS * width))


def finite(value: Any) -> Any:
    """The same with null for NaN and infinity, which JSON lacks and a diverging run produces."""
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
