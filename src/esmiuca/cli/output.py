"""Standard output that says so when it can't be written: the disk is full, the network's drive is gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import click

from esmiuca.errors import OutputError
from esmiuca.streams import visible


class Output:
    """A text stream whose OSErrors become OutputError, so that they are told from those of other files.

    A closed pipe stays a BrokenPipeError: whoever read it has seen enough.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """As a text stream's. Raises OutputError where it can't be written."""
        with self._blamed():
            return self._stream.write(text)

    def flush(self) -> None:
        """As a text stream's. Raises OutputError where it can't be written."""
        with self._blamed():
            self._stream.flush()

    @contextmanager
    def _blamed(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(
                f"standard output can't be written ({error.strerror}) and is cut off; free some space, or send it "
                "elsewhere."
            ) from error

    def give_up(self) -> None:
        """What is still held goes nowhere: Python would try once more while it ends, and complain."""
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def watch_output() -> Output:
    """From now on standard output raises OutputError where it can't be written."""
    if not isinstance(sys.stdout, Output):
        sys.stdout = Output(sys.stdout)
    return sys.stdout


def written(name: str) -> str:
    """A file's name in CSV: as it is for programs, harmless for a terminal."""
    return visible(name) if sys.stdout.isatty() else click.format_filename(name)
