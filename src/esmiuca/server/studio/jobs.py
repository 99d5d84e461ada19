"""Training runs as processes of their own: started, stopped, gone on with; one at a time.

All that is known of a run is in its folder, so a restarted server knows every run. If the server dies, the run's standard
input ends, and the run saves its checkpoint and exits. While it lives it holds its folder's lock (lock.py), so that no other
server and no command trains the same run. Runs begin, go on and go to the bin under a lock of the runs' folder, so that of
two servers one trains.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from esmiuca.errors import BusyError, RunError, RunNotFoundError
from esmiuca.installed import serve_command
from esmiuca.lock import INHERITED, LOCK_NAME, holder, is_held, take
from esmiuca.server.studio.bin import Bin
from esmiuca.server.studio.models import Deleted, Run, RunState
from esmiuca.settings.studio import RunSettings

SETTINGS_NAME = "studio.json"
LIVE_NAME = "live.jsonl"
COMPLAINTS_NAME = "complaints.txt"
LAST_NAME = "last.safetensors"
BEST_NAME = "best.safetensors"
SHEET_NAME = "held-out.png"
# Written by the module EXPORTER, with the checkpoint's modification time.
GRAPH_NAME = "network.onnx"
WEIGHTS_NAME = "network.safetensors"
EXPORTER = "esmiuca.export.standalone"
STOP_SECONDS = 20.0  # for a run to save; then it is killed
MOST_RUNS = 24
NEEDED = ("torch", "safetensors", "scipy")
LOOK_SECONDS = 0.1  # between two polls of another process
# At the end of a file, to find its last line. So much is reserved for stderr, because a full disk would take no more.
TAIL_BYTES = 4096
FREE_BYTES = 200_000_000  # needed for checkpoints, checked before a run starts
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?")  # of a run: a folder's on any system
BEGINNING_NAME = (
    "beginning.lock"  # in the runs' folder, held for the moment in which a run begins or is deleted
)


class Jobs:
    """The runs in a folder, and the one process that trains. Not thread-safe: for the server's loop alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bin = Bin(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._running: str | None = None
        self._exporting = asyncio.Lock()

    @property
    def missing(self) -> str | None:
        """Why nothing can be trained here; None where it can."""
        absent = [module for module in NEEDED if find_spec(module) is None]
        if absent:
            return f"Training needs {absent[0]}, which is not installed; install it with: {serve_command()}"
        return None

    # -- what there is -------------------------------------------------------------------------------------------

    def runs(self) -> list[Run]:
        """Every run, the newest first."""
        found = []
        for folder in self._folders():
            with suppress(RunNotFoundError):  # not a run, or a damaged one
                found.append(self.run(folder.name))
        return found

    def deleted(self) -> list[Deleted]:
        """What can still be brought back, deleted last first."""
        entries = self._bin.entries()
        return [Deleted(name=entry.name, until=datetime.fromtimestamp(entry.until, UTC)) for entry in entries]

    def _folders(self) -> list[Path]:
        try:
            return sorted((path for path in self.folder.iterdir() if NAME.fullmatch(path.name)), reverse=True)
        except OSError:  # there are none yet, or none that may be seen
            return []

    def run(self, name: str) -> Run:
        """A run by its name. Raises RunNotFoundError where there is none."""
        folder = self.path(name)
        try:
            settings = RunSettings.model_validate_json((folder / SETTINGS_NAME).read_bytes())
        except (OSError, ValidationError) as error:
            raise RunNotFoundError(
                f"run {name!r} has no settings that can be read in {SETTINGS_NAME}; delete it, or start another."
            ) from error
        words = shlex.join(["--run", f"runs/{name}", *settings.flags()])
        state, failure = self._state(folder)
        return Run(
            name=name,
            state=state,
            settings=settings,
            command=f"esmiuca train {words}",
            torchrun=f"torchrun --standalone --nproc-per-node {settings.processes} -m -- esmiuca train {words}",
            failure=failure,
            has_checkpoint=is_file(folder / LAST_NAME),
        )

    def path(self, name: str) -> Path:
        """A run's folder. Raises RunNotFoundError where there is none of that name."""
        folder = self.folder / name if NAME.fullmatch(name) else None
        if folder is None or not lies_in(self.folder, name) or not is_file(folder / SETTINGS_NAME):
            raise RunNotFoundError(f"run {name!r:.40} does not exist; GET /api/training lists those that do.")
        return folder

    def _state(self, folder: Path) -> tuple[RunState, str | None]:
        if self._trains(folder):
            return "running", None
        live, complaints = folder / LIVE_NAME, folder / COMPLAINTS_NAME
        if last_end(live):
            return "finished", None
        complaint = last_line(complaints)
        if complaint and last_end(live, finished=False) and is_newer(live, complaints):
            complaint = None  # only a warning: the run saved and stopped properly
        if complaint is None and is_file(folder / LAST_NAME):
            return "paused", None
        return "failed", complaint or "The process ended before its first checkpoint; start it again."

    @property
    def running(self) -> str | None:
        """The run that trains now, also one left by a dead server until it has saved."""
        return next((folder.name for folder in self._folders() if self._trains(folder)), None)

    def _trains(self, folder: Path) -> bool:
        self._notice_end()
        own = self._process is not None and self._running == folder.name
        return own or is_held(folder / LOCK_NAME)

    def _notice_end(self) -> None:
        if self._process is not None and self._process.poll() is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._report_end(self._process.returncode)
            self._process = None

    # -- what can be done ----------------------------------------------------------------------------------------

    def start(self, settings: RunSettings) -> Run:
        """A new run. Raises BusyError while another trains, RunError where there is no room for it."""
        with self._beginning():
            numbers = [
                int(found[1]) for name in self._names() if (found := re.fullmatch(r"run-(\d{1,9})", name))
            ]
            kept = sum(folder.name.startswith("run-") for folder in self._folders())
            if kept >= MOST_RUNS:
                raise RunError(f"There are {kept} runs, which is all that is kept; delete one first.")
            folder = self.folder / f"run-{max(numbers, default=0) + 1:03}"
            folder.mkdir()
            try:
                partial = folder / f"{SETTINGS_NAME}.partial"  # a server may be killed at any moment
                partial.write_text(settings.model_dump_json(indent=2) + "\n", encoding="utf-8")
                partial.replace(folder / SETTINGS_NAME)
                self._launch(folder, settings.flags())
            except OSError:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        return self.run(folder.name)

    def _names(self) -> list[str]:
        """Of all runs, deleted ones too: none of these is given again while that one may come back."""
        return [*(folder.name for folder in self._folders()), *(entry.name for entry in self._bin.entries())]

    def resume(self, name: str) -> Run:
        """Goes on with a run from its checkpoint, or from its beginning where it has none."""
        folder = self.path(name)
        with self._beginning():
            if last_end(folder / LIVE_NAME):
                raise RunError(f"run {name!r} is finished; start another.")
            is_begun = is_file(folder / LAST_NAME)
            self._launch(folder, ["--resume"] if is_begun else self.run(name).settings.flags())
        return self.run(name)

    async def pause(self, name: str) -> Run:
        """Has a run save its checkpoint and end; it can go on. One that is not training stays as it is."""
        await self._end(name)
        return self.run(name)

    async def _end(self, name: str) -> None:
        folder = self.path(name)
        self._notice_end()
        process = self._process
        if process is not None and self._running == name:
            process.terminate()
            try:
                await asyncio.wait_for(asyncio.to_thread(process.wait), STOP_SECONDS)
            except TimeoutError:
                process.kill()
                await asyncio.to_thread(process.wait)
        patience = time.monotonic() + STOP_SECONDS
        # A process of a dead server ends by itself; one of a living server does not.
        while self._trains(folder):
            if time.monotonic() > patience:
                who = holder(folder / LOCK_NAME)
                raise BusyError(f"run {name!r} is trained by {who}; stop it there.")
            await asyncio.sleep(LOOK_SECONDS)

    async def delete(self, name: str) -> None:
        """Ends a run and moves its folder to the bin, from which it can come back for a day."""
        folder = self.path(name)
        self._notice_end()
        if self._process is not None and self._running == name:
            self._process.kill()  # what it would still save is hardly wanted
        await self._end(name)
        with self._alone():
            if self._trains(folder):
                raise BusyError(
                    f"run {name!r} has just gone on, by {holder(folder / LOCK_NAME)}; stop it there."
                )
            self._bin.put(folder)

    def restore(self, name: str) -> Run:
        """Brings a deleted run back. Raises RunNotFoundError where it is not in the bin, RunError where its name is taken."""
        with self._alone():
            self._bin.give_back(name)
        return self.run(name)

    async def exported(self, name: str, file: str) -> Path:
        """GRAPH_NAME or WEIGHTS_NAME of a run, exported again if its checkpoint is newer.

        Raises RunError if there is no checkpoint yet or it can't be exported.
        """
        folder = self.path(name)
        path = folder / file
        async with self._exporting:
            checkpoint = next((p for n in (BEST_NAME, LAST_NAME) if is_file(p := folder / n)), None)
            if checkpoint is None:
                raise RunError(f"run {name!r} has no checkpoint yet; wait for the end of its first epoch.")
            if not path.is_file() or path.stat().st_mtime_ns != checkpoint.stat().st_mtime_ns:
                command = [sys.executable, "-m", EXPORTER, str(folder)]
                done = await asyncio.to_thread(subprocess.run, command, capture_output=True, env=speaking())
                if done.returncode != 0:
                    told = (
                        done.stderr.decode("utf-8", errors="replace").strip() or "it was killed"
                    ).splitlines()[-1]
                    raise RunError(f"run {name!r} can't be exported ({told}); try again.")
        return path

    def close(self) -> None:
        """Lets the run that trains save and end; nobody waits for it."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    async def events(
        self, name: str, after: int, poll_seconds: float = LOOK_SECONDS
    ) -> AsyncIterator[tuple[int, str]]:
        """(number, line) of a run's live.jsonl from the line after `after` on, as they are written.

        Ends when the run does. Numbers count from 1, so that whoever was cut off asks for what is missing.
        """
        path = self.path(name) / LIVE_NAME
        number, position = 0, 0
        while True:
            alive = self._trains(path.parent)
            lines, position = new_lines(path, position)
            for line in lines:
                number += 1
                if number > after and line:
                    yield number, line
            if not alive and not lines:
                return
            await asyncio.sleep(poll_seconds if not lines else 0)

    # -- the process ---------------------------------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Meanwhile no other server begins a run in this folder, or deletes one. Raises RunError where the folder refuses."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with take(self.folder / BEGINNING_NAME, "esmiuca serve", "try again"):
                yield
        except OSError as error:
            raise RunError(
                f"{self.folder} can't be used ({error.strerror or error}); make room there, or serve with another --runs."
            ) from error

    @contextmanager
    def _beginning(self) -> Iterator[None]:
        """The same for a run that begins. Raises RunError too where none can, BusyError while one trains."""
        if self.missing:
            raise RunError(self.missing)
        with self._alone():
            self._require_idle()
            self._bin.empty(lambda: shutil.disk_usage(self.folder).free < FREE_BYTES)
            free = shutil.disk_usage(self.folder).free
            if free < FREE_BYTES:
                raise RunError(
                    f"{self.folder} has {free / 1e6:.0f} MB left, a run needs {FREE_BYTES / 1e6:.0f}; free some space."
                )
            yield

    def _require_idle(self) -> None:
        """Raises BusyError while a run trains."""
        name, rule = self.running, "and one is all that trains at a time"
        if name is None:
            return
        if self._process is not None and name == self._running:
            raise BusyError(f"run {name!r} is training, {rule}; pause it first.")
        raise BusyError(
            f"run {name!r} is trained by {holder(self.folder / name / LOCK_NAME)}, {rule}; stop it first."
        )

    def _launch(self, folder: Path, flags: list[str]) -> None:
        command = [sys.executable, "-m", "esmiuca.cli.main", "train", "--run", str(folder), "--live", *flags]
        lock = take(folder / LOCK_NAME, "esmiuca serve", "try again")
        path = folder / COMPLAINTS_NAME
        try:
            path.unlink(missing_ok=True)  # not written through a link
            with path.open("w+b") as complaints:
                complaints.write(b"\n" * TAIL_BYTES)
                complaints.seek(0)
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=complaints,
                    env=speaking() | {INHERITED: str(lock.descriptor)},
                    pass_fds=() if sys.platform == "win32" else (lock.descriptor,),
                )
        except OSError:
            lock.release()
            raise
        lock.hand_over()
        self._running = folder.name

    def _report_end(self, code: int) -> None:
        """Writes a sentence about a process that was killed, since it could not."""
        assert self._running is not None
        path = self.folder / self._running / COMPLAINTS_NAME
        if code in (0, -signal.SIGTERM):  # done, or asked to stop before there was anything to save
            path.unlink(missing_ok=True)
        elif code < 0:
            with suppress(OSError), path.open("r+b") as complaints:  # deleted, or no disk to write to
                said = complaints.read().rstrip()
                complaints.seek(len(said))
                remedy = (
                    "go on from its checkpoint" if is_file(path.with_name(LAST_NAME)) else "start it again"
                )
                sentence = f"The training process was killed (signal {-code}); {remedy}."
                complaints.write(f"\n{sentence}\n".encode())


def speaking() -> dict[str, str]:
    """The environment of a process whose words are read here, as UTF-8 whatever the system's code page."""
    return os.environ | {"PYTHONIOENCODING": "utf-8"}


def lies_in(folder: Path, name: str) -> bool:
    """Whether what the folder has under that name lies there itself, and is no link to elsewhere."""
    try:
        return (folder / name).resolve() == folder.resolve() / name
    except (OSError, RuntimeError):  # links that lead to each other
        return False


def is_file(path: Path) -> bool:
    """Whether a file can be read there that is no link, and no pipe, whose reader would wait."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def new_lines(path: Path, position: int) -> tuple[list[str], int]:
    """(complete lines from `position` on, the position after them); none if there is no file yet.

    A line that says nothing which can be read is an empty one, so that the others keep their numbers.
    """
    if not is_file(path):
        return [], position
    try:
        with path.open("rb") as file:
            file.seek(position)
            content = file.read()
    except OSError:
        return [], position
    whole = content[: content.rfind(b"\n") + 1]
    lines = whole.split(b"\n")[:-1]
    return [line.decode() if told(line) else "" for line in lines], position + len(whole)


def told(line: bytes | str | None) -> dict[str, Any]:
    """What a line of a log says: nothing where it can't be read, as half a line of a process that was killed."""
    try:
        found = json.loads(line or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def last_end(path: Path, *, finished: bool = True) -> bool:
    """Whether the last line of a live.jsonl says that the run is finished, or that it was stopped and saved."""
    last = told(last_line(path))
    return last.get("kind") == "end" and last.get("finished") is finished


def is_newer(path: Path, other: Path) -> bool:
    """Whether something was written to the one after the other."""
    try:
        return path.stat().st_mtime_ns > other.stat().st_mtime_ns
    except OSError:  # gone meanwhile
        return False


def last_line(path: Path) -> str | None:
    """The last line of a file that is not blank; None where there is none. Of one beyond TAIL_BYTES only its end."""
    if not is_file(path):
        return None
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - TAIL_BYTES))
            content = file.read()
    except OSError:
        return None
    lines = content.decode("utf-8", errors="replace").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), None)
