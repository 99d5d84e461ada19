"""One process at a time works in a folder, told to the others by name; the lock dies with whoever holds it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from esmiuca import lock as locks
from esmiuca.errors import BusyError
from esmiuca.lock import INHERITED, LOCK_NAME, holder, is_held, take

REMEDY = "stop it first"
HOLDS = """
import sys
from pathlib import Path
from esmiuca.lock import take
take(Path(sys.argv[1]), "esmiuca train", "stop it first")
print("held", flush=True)
input()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / LOCK_NAME


def other(path: Path, **more: object) -> subprocess.Popen[str]:
    """Another process that holds it."""
    command = [sys.executable, "-c", HOLDS, str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **more)  # pyright: ignore
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.usefixtures("unmeasured")
def test_who_holds_it_is_told_until_it_is_killed(path: Path) -> None:
    process = other(path)
    assert is_held(path)
    with pytest.raises(BusyError) as refused:
        take(path, "esmiuca train", REMEDY, patience=0)
    assert str(refused.value).startswith(
        f"{path.parent} is in use by process {process.pid} (esmiuca train, since 2"
    )
    assert str(refused.value).endswith("; stop it first.")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not is_held(path)
    with take(path, "esmiuca train", REMEDY, patience=0):
        assert holder(path).startswith(f"process {os.getpid()} ")
    assert not path.exists()


@pytest.mark.usefixtures("unmeasured")
def test_a_child_holds_what_it_inherits_from_its_first_moment_to_its_last(path: Path) -> None:
    lock = take(path, "esmiuca serve", REMEDY)
    process = other(path, pass_fds=(lock.descriptor,), env=os.environ | {INHERITED: str(lock.descriptor)})
    lock.hand_over()
    assert is_held(path)
    assert holder(path).startswith(f"process {process.pid} (esmiuca train")
    process.communicate("\n")
    assert not is_held(path)


@pytest.mark.parametrize("given", ["", "x", "9999", "٣", "1" * 5000])
def test_what_was_not_inherited_is_taken_anew(
    path: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(INHERITED, given)
    with take(path, "a test", REMEDY):
        assert is_held(path)
        assert INHERITED not in os.environ
    assert not is_held(path)


def test_looking_at_it_keeps_nobody_from_taking_it(path: Path) -> None:
    path.touch()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            is_held(path)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for _ in range(50):
            take(path, "a test", REMEDY).hand_over()
    finally:
        done.set()
        thread.join()


def test_a_lock_file_that_its_holder_took_away_is_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, tries = locks._lock, []

    def taken_away_meanwhile(descriptor: int) -> None:
        tries.append(descriptor)
        if len(tries) == 1:
            path.unlink()
        really(descriptor)

    monkeypatch.setattr(locks, "_lock", taken_away_meanwhile)
    with take(path, "a test", REMEDY):
        monkeypatch.undo()
        assert len(tries) == 2
        assert is_held(path)


@pytest.mark.parametrize(
    "content", ["", "null", "[1]", '{"pid": "x"}', "[" * 900, '{"pid": 1, "what": {}}', "\xff"]
)
def test_what_says_nothing_of_its_holder_is_anothers(path: Path, content: str) -> None:
    path.write_text(content, encoding="latin-1")
    assert holder(path) == "another process"


def test_a_holder_on_another_machine_is_told(path: Path) -> None:
    path.write_text(
        json.dumps({"pid": 7, "host": "gpu-3", "what": "esmiuca train", "since": "2026-11-29 17:00:00"})
    )
    assert holder(path) == "process 7 on gpu-3 (esmiuca train, since 2026-11-29 17:00:00)"


def test_a_link_in_its_place_leads_nowhere(path: Path) -> None:
    precious = path.with_name("precious")
    precious.write_text("keep me")
    path.symlink_to(precious)
    with pytest.raises(OSError, match=LOCK_NAME):
        take(path, "a test", REMEDY)
    assert precious.read_text() == "keep me"


def test_without_locks_in_the_file_system_it_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_descriptor: int, _kind: int) -> None:
        raise OSError(locks.errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks.fcntl, "flock", none)
    with take(path, "a test", REMEDY):
        assert not is_held(path)
    monkeypatch.setattr(
        locks.fcntl, "flock", lambda *_: (_ for _ in ()).throw(OSError(locks.errno.EIO, "broken", "x"))
    )
    with pytest.raises(OSError, match="broken"):
        take(path, "a test", REMEDY)
