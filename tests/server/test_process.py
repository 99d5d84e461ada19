"""`esmiuca serve` as a process: how it starts, what it says, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from esmiuca.cli.serve import serve
from esmiuca.errors import InputError, ManifestError
from esmiuca.server.process import LAST_BYTES_SECONDS, address_of, listen
from server.pictures import seven
from server.processes import children, workers

# Each starts processes and waits for them.
pytestmark = pytest.mark.slow

Process = subprocess.Popen[str]
Launch = Callable[..., tuple[Process, str]]


@pytest.fixture
def launch(model: Path) -> Iterator[Launch]:
    """Starts `esmiuca serve` on a free port with these arguments; gives the process and its address."""
    processes: list[Process] = []

    def launch(*arguments: str) -> tuple[Process, str]:
        command = [sys.executable, "-m", "esmiuca.cli.main", "serve", "--port", "0", "--model", str(model)]
        command += arguments
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"Esmiúça is at (http://127\.0\.0\.1:\d+/) \(Ctrl\+C stops it\)\n", line)
        assert found is not None, line
        return process, found[1]

    yield launch
    for process in processes:
        process.kill()
        process.communicate(timeout=10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_server_ends_at_once_without_complaint(launch: Launch, number: signal.Signals) -> None:
    process, address = launch()
    with httpx.Client(base_url=address) as client:  # a connection that is kept open
        assert client.get("/v2/health/ready").json() == {"ready": True}
        began = time.monotonic()
        process.send_signal(number)
        _, complaints = process.communicate(timeout=10)
    assert process.returncode == 0
    assert complaints == ""
    assert time.monotonic() - began < 5


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system lists no children there")
def test_it_can_be_stopped_while_its_workers_start(model: Path, unmeasured: None) -> None:
    command = [sys.executable, "-m", "esmiuca.cli.main", "serve", "--port", "0", "--model", str(model)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (found := workers(process.pid)):
        assert time.monotonic() < deadline
    for worker in found:
        os.kill(worker, signal.SIGSTOP)  # one that would never be ready
    process.send_signal(signal.SIGTERM)
    said, complaints = process.communicate(timeout=20)
    assert (process.returncode, said, complaints) == (0, "", "")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system lists no children there")
def test_its_workers_end_with_it_however_it_ends(launch: Launch) -> None:
    process, address = launch()
    started = children(process.pid)
    assert started
    assert httpx.post(f"{address}api/predict", content=seven(), timeout=30).status_code == 200
    process.kill()
    process.wait(10)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{worker}/exe").exists() for worker in started):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_on_sigterm_it_is_not_ready_and_a_running_request_ends(
    launch: Launch,
) -> None:
    process, address = launch()
    picture = seven()
    url = httpx.URL(address)
    head = f"POST /api/predict HTTP/1.1\r\nHost: x\r\nContent-Length: {len(picture)}\r\n\r\n".encode()
    with closing(socket.create_connection((url.host, url.port or 80), timeout=20)) as running:
        running.sendall(head + picture[:50])
        time.sleep(0.5)  # until the request is certainly admitted
        process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 5
        while (ready := httpx.get(f"{address}v2/health/ready")).status_code == 200:
            assert time.monotonic() < deadline
        assert (ready.status_code, ready.json()) == (503, {"ready": False})
        assert httpx.get(f"{address}v2/models/digits/ready").status_code == 503
        assert httpx.get(f"{address}v2/health/live").status_code == 200
        refused = httpx.post(f"{address}api/predict", content=picture)
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "1"
        assert refused.json() == {"error": "The server is stopping; ask it again once it is back."}
        assert process.poll() is None
        running.sendall(picture[50:])
        answer = running.recv(65536)
    assert answer.startswith(b"HTTP/1.1 200 ")
    process.communicate(timeout=10)
    assert process.returncode == 0


def test_what_has_no_answer_by_the_deadline_gets_a_503(launch: Launch) -> None:
    process, address = launch("--drain-seconds", "1")
    url = httpx.URL(address)
    with closing(socket.create_connection((url.host, url.port or 80), timeout=20)) as slow:
        slow.sendall(b"POST /api/predict HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        with httpx.Client(base_url=address) as client:
            refused = client.post("/api/predict", content=seven())
        assert (refused.status_code, refused.headers["Connection"]) == (503, "close")
        answer = b"".join(iter(lambda: slow.recv(65536), b""))  # until it is closed
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: 1" in answer.lower()
    assert b"The server is stopping" in answer
    _, complaints = process.communicate(timeout=10)
    assert (process.returncode, complaints) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_it_at_once(launch: Launch, number: signal.Signals) -> None:
    process, address = launch()
    url = httpx.URL(address)
    with closing(socket.create_connection((url.host, url.port or 80), timeout=20)) as running:
        running.sendall(b"POST /api/predict HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
        time.sleep(0.5)
        process.send_signal(number)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(number)
        began = time.monotonic()
        process.communicate(timeout=10)
    assert time.monotonic() - began < LAST_BYTES_SECONDS - 1


def test_a_second_signal_waits_for_no_slow_reader(launch: Launch) -> None:
    """Its answer is computed, so the first signal waits only for its last bytes."""
    process, address = launch()
    url = httpx.URL(address)
    with closing(socket.socket()) as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect((url.host, url.port or 80))
        flood = threading.Thread(target=ask_without_reading, args=[reader])
        flood.start()
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        process.communicate(timeout=10)
        flood.join()
    assert time.monotonic() - began < LAST_BYTES_SECONDS - 1


def ask_without_reading(connection: socket.socket) -> None:
    with suppress(OSError):
        for _ in range(200):
            connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")


def test_a_busy_port_is_one_sentence_and_exit_code_2(model: Path) -> None:
    with listen("127.0.0.1", 0) as busy:
        port = busy.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "esmiuca.cli.main",
            "serve",
            "--port",
            str(port),
            "--model",
            str(model),
        ]
        found = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert found.returncode == 2
    assert found.stdout == ""
    assert found.stderr == (
        f"esmiuca: port {port} on 127.0.0.1 is in use; stop what uses it, or choose another with --port.\n"
    )


def test_a_host_that_is_not_here_is_said() -> None:
    with pytest.raises(InputError, match="host 192.0.2.1 is not an address of this machine"):
        listen("192.0.2.1", 0)


def test_a_missing_model_is_said_before_anything_listens(tmp_path: Path) -> None:
    result = CliRunner().invoke(serve, ["--model", str(tmp_path), "--port", "0"])
    assert isinstance(result.exception, ManifestError)


@pytest.mark.parametrize("option", [["--port", "70000"], ["--max-concurrency", "0"]])
def test_options_out_of_range_are_refused(option: list[str]) -> None:
    result = CliRunner().invoke(serve, option)
    assert result.exit_code == 2
    assert option[0] in result.stderr


def test_help_names_every_option() -> None:
    text = CliRunner().invoke(serve, ["--help"]).output
    for option in ("--host", "--port", "--model", "--open / --no-open", "--max-concurrency", "--cors-origin"):
        assert option in text


def test_the_address_is_one_that_a_browser_opens() -> None:
    for host, shown in (("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("localhost", None)):
        with listen(host, 0) as listener:
            port = listener.getsockname()[1]
            address = address_of(listener)
            assert address.endswith(f":{port}/")
            assert shown is None or address == f"http://{shown}:{port}/"


def test_open_opens_the_page(model: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part" && mv "{opened}.part" "{opened}"\n')
    browser.chmod(0o755)
    command = [
        sys.executable,
        "-m",
        "esmiuca.cli.main",
        "serve",
        "--port",
        "0",
        "--model",
        str(model),
        "--open",
    ]
    environment = {**os.environ, "BROWSER": f"{browser} %s"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        deadline = time.monotonic() + 20
        while not opened.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", opened.read_text())
    finally:
        process.terminate()
        process.communicate(timeout=10)
