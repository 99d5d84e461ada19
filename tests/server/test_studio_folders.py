"""What lies in the runs' folder, whoever put it there: names, links, damaged files, a bin, no right to write."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esmiuca.errors import BusyError, RunError, RunNotFoundError
from esmiuca.lock import LOCK_NAME, holder, take
from esmiuca.server.studio import bin as bins
from esmiuca.server.studio import jobs as module
from esmiuca.server.studio.bin import BIN_NAME, KEPT_SECONDS, MOST_KEPT
from esmiuca.server.studio.jobs import BEGINNING_NAME, MOST_RUNS, Jobs, new_lines, told
from esmiuca.server.studio.routes import OPEN_STREAMS
from esmiuca.settings.studio import RunSettings
from server.conftest import Start

MOMENT = "0000003.safetensors"
JSON = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just({"kind": "end"})
)


def as_lines(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def client(start: Start, runs: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=start(runs=runs), timeout=30) as client:
        yield client


def lay(runs: Path, name: str = "run-001") -> Path:
    """A run that was stopped and saved, as far as a server looks."""
    folder = runs / name
    (folder / "moments").mkdir(parents=True)
    (folder / "studio.json").write_text(RunSettings().model_dump_json())
    (folder / "last.safetensors").write_bytes(b"last")
    (folder / "moments" / MOMENT).write_bytes(b"weights")
    return folder


def error_of(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    (sentence,) = answer.json().values()
    return sentence


@pytest.mark.parametrize(
    "name", ["%2e%2e", "%2e", ".bin", "run-001%00", "run-001%0a", "a%5cb", "x" * 3000, "run-001."]
)
def test_a_name_is_a_folders_and_nothing_else(client: httpx.Client, runs: Path, name: str) -> None:
    lay(runs)
    (runs.parent / "studio.json").write_text(RunSettings().model_dump_json())
    (runs / BIN_NAME).mkdir()
    (runs / BIN_NAME / "studio.json").write_text(RunSettings().model_dump_json())
    for method, path in [
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/pause"),
        ("POST", "/resume"),
        ("POST", "/restore"),
        ("GET", "/events"),
        ("GET", "/held-out.png"),
        ("GET", f"/moments/{MOMENT}"),
        ("GET", "/network.onnx"),
    ]:
        sentence = error_of(client.request(method, f"/api/training/{name}{path}"), 404)
        assert len(sentence) < 200
    assert (runs.parent / "studio.json").is_file()
    assert [run["name"] for run in client.get("/api/training").json()["runs"]] == ["run-001"]


@pytest.mark.parametrize(
    "file", ["x%00", "x" * 3000, "%2e%2e", "studio.json", ".DS_Store", f"{MOMENT}%0a", "٣٣٣٣٣٣٣.safetensors"]
)
def test_a_moment_is_named_by_its_step(client: httpx.Client, runs: Path, file: str) -> None:
    lay(runs)
    assert client.get(f"/api/training/run-001/moments/{MOMENT}").content == b"weights"
    assert "has no file" in error_of(client.get(f"/api/training/run-001/moments/{file}"), 404)
    assert "has no file" in error_of(client.get(f"/api/training/run-001/checkpoints/{file}"), 404)


def test_links_lead_nowhere(client: httpx.Client, runs: Path) -> None:
    elsewhere = lay(runs.parent / "elsewhere", "precious")
    folder = lay(runs)
    (runs / "run-002").symlink_to(elsewhere)
    (runs / "run-003").symlink_to(runs / "run-003")
    (runs / "run-004").symlink_to(folder)
    for name in ("run-002", "run-003", "run-004"):
        assert client.get(f"/api/training/{name}").status_code == 404
        assert client.delete(f"/api/training/{name}").status_code == 404
    assert [run["name"] for run in client.get("/api/training").json()["runs"]] == ["run-001"]
    (folder / "last.safetensors").unlink()
    (folder / "last.safetensors").symlink_to(elsewhere / "last.safetensors")
    assert client.get("/api/training/run-001/checkpoints/last.safetensors").status_code == 404
    (folder / "moments" / MOMENT).unlink()
    (folder / "moments").rmdir()
    (folder / "moments").symlink_to(elsewhere / "moments")
    assert client.get(f"/api/training/run-001/moments/{MOMENT}").status_code == 404
    os.mkfifo(folder / "held-out.png")  # whoever opens it waits for a writer
    assert client.get("/api/training/run-001/held-out.png").status_code == 404
    os.mkfifo(folder / "live.jsonl")
    assert client.get("/api/training/run-001").json()["state"] == "failed"
    # Deleting takes the links, and leaves what they lead to.
    assert client.delete("/api/training/run-001").status_code == 204
    assert (elsewhere / "moments" / MOMENT).is_file()


@pytest.mark.parametrize(
    "line", [b"null", b"3", b"[]", b'"end"', b"{", b"\xff\xfe", b"[" * 3000, b'{"kind": [1]}', b"1" * 5000]
)
def test_lines_that_say_nothing_are_left_out(client: httpx.Client, runs: Path, line: bytes) -> None:
    folder = lay(runs)
    (folder / "live.jsonl").write_bytes(b'{"kind": "step"}\n' + line + b'\n{"kind": "test"}\n' + line + b"\n")
    assert client.get("/api/training/run-001").json()["state"] == "paused"
    text = client.get("/api/training/run-001/events").text
    assert 'id: 1\ndata: {"kind": "step"}' in text
    assert 'id: 3\ndata: {"kind": "test"}' in text
    assert "event: state" in text
    assert ("id: 2" in text) == (told(line) != {})


@pytest.mark.parametrize("content", ["", "null", "[]", '{"epochs": 0}', "\x00" * 40, "[" * 3000])
def test_a_run_whose_settings_are_spoilt_can_be_deleted(
    client: httpx.Client, runs: Path, content: str
) -> None:
    (lay(runs) / "studio.json").write_text(content)
    assert "no settings that can be read in studio.json" in error_of(client.get("/api/training/run-001"), 404)
    assert client.get("/api/training").json()["runs"] == []
    assert client.delete("/api/training/run-001").status_code == 204
    assert [entry["name"] for entry in client.get("/api/training").json()["deleted"]] == ["run-001"]


@given(
    st.sampled_from(["studio.json", "live.jsonl", "complaints.txt", LOCK_NAME]),
    st.one_of(st.binary(max_size=60), st.recursive(JSON, st.lists, max_leaves=4).map(as_lines)),
)
def test_whatever_a_file_holds_a_run_is_told_or_not_found(name: str, content: bytes) -> None:
    with TemporaryDirectory() as runs:
        folder = lay(Path(runs))
        (folder / "live.jsonl").write_text('{"kind": "step"}\n')
        (folder / name).write_bytes(content)
        jobs = Jobs(Path(runs))
        try:
            run = jobs.run("run-001")
        except RunNotFoundError:
            assert name == "studio.json"
            assert jobs.runs() == []
        else:
            assert run.state in ("paused", "finished", "failed")
            assert jobs.runs() == [run]
        lines, _ = new_lines(folder / "live.jsonl", 0)
        assert all(line == "" or isinstance(json.loads(line), dict) for line in lines)
        assert "process" in holder(folder / LOCK_NAME)


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "x", "٣", "1.5"])
def test_a_last_event_is_a_lines_number(client: httpx.Client, runs: Path, number: str) -> None:
    (lay(runs) / "live.jsonl").write_text('{"kind": "step"}\n')
    headers = {"Last-Event-ID": number.encode()}
    sentence = error_of(client.get("/api/training/run-001/events", headers=headers), 400)  # pyright: ignore[reportArgumentType]
    assert "is no line's number" in sentence
    assert len(sentence) < 150
    assert "id: 1" in client.get("/api/training/run-001/events", headers={"Last-Event-ID": ""}).text
    assert "id: 1" not in client.get("/api/training/run-001/events", headers={"Last-Event-ID": "1"}).text


def test_every_method_of_an_address_is_named(client: httpx.Client, runs: Path) -> None:
    lay(runs)
    allowed = {
        "": "GET, POST",
        "/run-001": "GET, DELETE",
        "/run-001/pause": "POST",
        "/run-001/events": "GET",
        f"/run-001/moments/{MOMENT}": "GET",
    }
    for path, methods in allowed.items():
        answer = client.put(f"/api/training{path}")
        assert (answer.headers["Allow"], methods in error_of(answer, 405)) == (methods, True)


def test_no_more_watch_than_there_are_places(client: httpx.Client, runs: Path) -> None:
    folder = lay(runs)
    with take(folder / LOCK_NAME, "a test", "stop it first"):  # it trains: its streams don't end
        statuses: list[int] = []
        leave = threading.Event()

        def watch() -> None:
            with client.stream("GET", "/api/training/run-001/events") as stream:
                statuses.append(stream.status_code)
                leave.wait()

        (folder / "live.jsonl").write_text('{"kind": "step"}\n')
        together = [threading.Thread(target=watch) for _ in range(60)]
        for thread in together:
            thread.start()
        deadline = time.monotonic() + 20
        while len(statuses) < 60:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        leave.set()
        for thread in together:
            thread.join()
    assert sorted(statuses) == [200] * OPEN_STREAMS + [503] * (60 - OPEN_STREAMS)
    # Whoever leaves gives a place back.
    deadline = time.monotonic() + 20
    while client.get("/api/training/run-001/events").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.05)


# -- the bin -----------------------------------------------------------------------------------------------------


def test_what_is_deleted_comes_back_for_a_day(
    client: httpx.Client, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(runs)
    before = client.get("/api/training/run-001").json()
    assert client.delete("/api/training/run-001").status_code == 204
    assert not folder.exists()
    assert client.delete("/api/training/run-001").status_code == 404
    (entry,) = client.get("/api/training").json()["deleted"]
    assert entry["name"] == "run-001"
    assert entry["until"].endswith("Z")
    assert client.post("/api/training/run-001/restore").json() == before
    assert client.get("/api/training").json()["deleted"] == []
    assert "was not deleted, or more than a day ago" in error_of(
        client.post("/api/training/run-001/restore"), 404
    )
    # Not over another of its name, nor with its number given again.
    client.delete("/api/training/run-001")
    lay(runs)
    assert "there is a run 'run-001' again" in error_of(client.post("/api/training/run-001/restore"), 400)
    # Deleted twice: the later one comes back.
    (folder / "moments" / MOMENT).write_bytes(b"later")
    client.delete("/api/training/run-001")
    assert len(client.get("/api/training").json()["deleted"]) == 1
    assert client.post("/api/training/run-001/restore").status_code == 200
    assert (folder / "moments" / MOMENT).read_bytes() == b"later"
    now = time.time()
    monkeypatch.setattr(bins.time, "time", lambda: now + KEPT_SECONDS + 9)
    assert client.get("/api/training").json()["deleted"] == []
    assert client.post("/api/training/run-001/restore").status_code == 404
    lay(runs, "run-002")
    client.delete("/api/training/run-002")
    assert [path.name.partition("@")[0] for path in (runs / BIN_NAME).iterdir()] == ["run-002"]


def test_the_bin_gives_way_to_a_run_that_needs_the_room(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs(runs)
    now = time.time()
    for index in range(3):
        monkeypatch.setattr(bins.time, "time", lambda index=index: now + index)
        jobs._bin.put(lay(runs, f"run-00{index + 1}"))
    monkeypatch.setattr(
        module.shutil, "disk_usage", lambda _path: Disk(300_000_000 if len(jobs.deleted()) < 3 else 100)
    )
    with jobs._beginning():
        assert [entry.name for entry in jobs.deleted()] == ["run-003", "run-002"]
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _path: Disk(1_000_000))
    with pytest.raises(RunError, match="has 1 MB left, a run needs 200; free some space"), jobs._beginning():
        pass
    assert jobs.deleted() == []


def test_the_bin_does_not_grow_for_ever(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs(runs)
    now = time.time()
    for index in range(MOST_KEPT + 3):
        monkeypatch.setattr(bins.time, "time", lambda index=index: now + index)
        jobs._bin.put(lay(runs, f"run-{index:03}"))
    kept = [entry.name for entry in jobs.deleted()]
    assert kept == [f"run-{index:03}" for index in range(MOST_KEPT + 2, 2, -1)]


class Disk:
    """As shutil tells it."""

    def __init__(self, free: int) -> None:
        self.free = free


def test_a_bin_that_leads_elsewhere_gets_nothing(client: httpx.Client, runs: Path) -> None:
    lay(runs)
    elsewhere = runs.parent / "elsewhere"
    elsewhere.mkdir()
    (runs / BIN_NAME).symlink_to(elsewhere)
    (elsewhere / "run-007@1").mkdir()
    assert "is a link; remove it" in error_of(client.delete("/api/training/run-001"), 400)
    assert (runs / "run-001").is_dir()
    assert (elsewhere / "run-007@1").is_dir()


# -- who may begin -----------------------------------------------------------------------------------------------


def began(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Notes what would be started, and starts nothing."""
    noted: list[Path] = []
    monkeypatch.setattr(jobs, "_launch", lambda folder, _flags: noted.append(folder))
    return noted


def test_of_two_servers_one_begins_at_a_time(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Jobs(runs), Jobs(runs)
    with (
        one._beginning(),
        pytest.raises(BusyError, match=r"is in use by process \d+ \(esmiuca serve, since .*\); try again"),
    ):
        other.start(RunSettings())
    noted = began(other, monkeypatch)
    other.start(RunSettings())
    with take(noted[0] / LOCK_NAME, "esmiuca train", "stop it first"):
        with pytest.raises(
            BusyError, match=r"run 'run-001' is trained by process \d+ \(esmiuca train.*stop it first"
        ):
            one.start(RunSettings())
        with pytest.raises(BusyError, match="run 'run-001' is trained by process"):
            one.resume("run-001")
        assert other.run("run-001").state == "running"
        # What is not listed counts too: a run of the command line.
    (runs / "mine").mkdir()
    with (
        take(runs / "mine" / LOCK_NAME, "esmiuca train", "stop it first"),
        pytest.raises(BusyError, match="run 'mine' is trained by"),
    ):
        one.start(RunSettings())
    assert not (runs / BEGINNING_NAME).exists()


def test_numbers_of_deleted_runs_are_not_given_again(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs(runs)
    noted = began(jobs, monkeypatch)
    jobs.start(RunSettings())
    jobs._bin.put(noted[0])
    assert jobs.start(RunSettings()).name == "run-002"
    for index in range(2, MOST_RUNS + 1):
        lay(runs, f"run-1{index:02}")
    with pytest.raises(RunError, match=f"There are {MOST_RUNS} runs"):
        jobs.start(RunSettings())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_said(client: httpx.Client, runs: Path) -> None:
    runs.mkdir(mode=0o500)
    try:
        assert "Permission denied" in error_of(client.post("/api/training", json={}), 400)
    finally:
        runs.chmod(0o700)


def test_a_folder_that_can_not_be_written_is_said(client: httpx.Client, runs: Path) -> None:
    runs.write_text("not a folder")
    sentence = error_of(client.post("/api/training", json={}), 400)
    assert sentence == f"{runs} can't be used (File exists); make room there, or serve with another --runs."
    assert client.get("/api/training").json()["runs"] == []
    assert client.post("/api/training/run-001/restore").status_code == 400


def test_what_could_not_begin_leaves_nothing(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs(runs)

    def no_more(*_: Any, **__: Any) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(module.subprocess, "Popen", no_more)
    with pytest.raises(RunError, match="Resource temporarily unavailable"):
        jobs.start(RunSettings())
    assert list(runs.iterdir()) == []
    folder = lay(runs)
    with pytest.raises(RunError, match="Resource temporarily unavailable"):
        jobs.resume("run-001")
    assert not (folder / LOCK_NAME).exists()
    assert jobs.run("run-001").state == "paused"


def test_what_a_line_says() -> None:
    assert told(json.dumps({"kind": "end"})) == {"kind": "end"}
    assert [told(line) for line in (None, b"", b"3", "{", b"[" * 9999)] == [{}] * 5


def test_a_run_that_is_no_more_has_no_path(runs: Path) -> None:
    with pytest.raises(RunNotFoundError, match="run 'run-001' does not exist"):
        Jobs(runs).path("run-001")
