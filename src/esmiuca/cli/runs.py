"""What the training commands share: the run's folder, new or resumed, and Ctrl-C that saves."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Protocol, TypeVar

import click
from rich.console import Console
from rich.text import Text

from esmiuca.cli.given_path import GivenPath
from esmiuca.errors import InputError
from esmiuca.lock import LOCK_NAME, take
from esmiuca.streams import visible

Config = TypeVar("Config")


class Stoppable(Protocol):
    """A trainer, which checks this after every step and saves before it stops."""

    stop_requested: bool


def run_option(folder: str, holds: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """--run, by default `folder`."""
    return click.option(
        "--run",
        "folder",
        type=GivenPath(path_type=Path),
        default=Path(folder),
        show_default=True,
        help=f"Folder of the run: configuration, metrics log, {holds}.",
    )


pens_option = click.option(
    "--pens",
    type=GivenPath(path_type=Path),
    help="UCI's Pendigits, pendigits-orig.tra, where a run learns from it; else from the cache, or fetched.",
)
fonts_option = click.option(
    "--fonts",
    type=GivenPath(path_type=Path),
    help="Folder of fonts, where a run learns from printed digits; else the system's.",
)
resume_option = click.option(
    "--resume", is_flag=True, help="Go on with the run in --run where it stopped, with its configuration."
)
overwrite_option = click.option(
    "--overwrite", is_flag=True, help="Start anew in a folder that already holds a run."
)


def configuration(
    folder: Path,
    given: Mapping[str, object],
    *,
    resume: bool,
    overwrite: bool,
    load: Callable[[Path], Config],
    make: Callable[[], Config],
) -> Config:
    """The configuration of the run in `folder` if it is resumed, else a new one; the folder is this command's from now on.

    Raises InputError if neither is possible, BusyError if another process trains there.
    """
    if resume:
        if given:
            raise InputError(
                f"--{next(iter(given)).replace('_', '-')} can't change a run that goes on; leave it out."
            )
        if folder.is_dir():
            click.get_current_context().with_resource(held(folder))
        return load(folder / "config.json")
    config = make()
    click.get_current_context().with_resource(held(folder))
    if (folder / "last.safetensors").exists() and not overwrite:
        raise InputError(
            f"{folder} already holds a run; go on with --resume, or name another --run, or --overwrite."
        )
    return config


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds a run's folder, made if there is none, against others that would train there. Raises BusyError where one does."""
    folder.mkdir(parents=True, exist_ok=True)
    what = click.get_current_context().command_path
    try:
        with take(folder / LOCK_NAME, what, "stop it first, which saves, or name another folder"):
            yield
    finally:
        with suppress(OSError):  # it holds something: only what came to nothing leaves no trace
            folder.rmdir()


def tell_command(console: Console, sentence: str, *words: object) -> None:
    """Prints a command that can be typed as it stands: a path with spaces is quoted, nothing wraps, nothing is markup."""
    command = shlex.join(str(word) for word in words)
    console.print(Text(f"{sentence} {visible(command)}"), soft_wrap=True)


def stop_on_signals(trainer: Stoppable) -> None:
    """On Ctrl-C and SIGTERM the trainer saves and stops."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        trainer.stop_requested = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
