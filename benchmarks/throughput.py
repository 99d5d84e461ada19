"""Pictures a second: predict_batch against bare ONNX Runtime, the server against itself answering a constant.

    python benchmarks/throughput.py [--data DIR] [--seconds 4] [--clients 16]

Bare ONNX Runtime means the same arrays, batches and threads, float32 made from uint8, and nothing done with the logits.
The same server answers the constant in its own process, after the same limits and the whole body, so the difference is the
cost of decoding, preprocessing and the network. Requests are PNG files on kept-alive connections.
"""

from __future__ import annotations

import asyncio
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import click
import numpy as np
from bench import interleaved, save, show
from fastapi import Request
from PIL import Image

from esmiuca import Detector
from esmiuca.data import load_mnist
from esmiuca.inference.artifacts import read_artifact
from esmiuca.inference.detector import BATCH_SIZE
from esmiuca.runtime import onnxruntime

ROUNDS = 5  # alternations between what is compared
SIDES = (28, 280)  # pixels: as MNIST stores a digit, and about what a drawing on a page measures
BODIES = 100


def bare(detector: Detector, images: np.ndarray) -> Callable[[], np.ndarray]:
    """A function that gives the logits of all images, by ONNX Runtime alone."""
    session = onnxruntime.InferenceSession(
        read_artifact(detector.folder, detector.manifest, "network"), providers=["CPUExecutionProvider"]
    )
    source, output = detector.manifest.input.name, detector.manifest.output

    def run() -> np.ndarray:
        batches = (images[at : at + BATCH_SIZE, None] for at in range(0, len(images), BATCH_SIZE))
        inputs = (batch.astype(np.float32) / np.float32(255) for batch in batches)
        return np.concatenate([np.asarray(session.run([output], {source: x})[0]) for x in inputs])

    return run


def png(image: np.ndarray, side: int) -> bytes:
    """Dark ink on white, `side` pixels wide."""
    file = io.BytesIO()
    Image.fromarray(255 - image).resize((side, side), Image.Resampling.BICUBIC).save(file, "PNG")
    return file.getvalue()


def serve_with_constant(listener: socket.socket) -> None:
    """`esmiuca serve`, with one route more: what a request costs when there is nothing to compute."""
    from esmiuca.server.app import create_app
    from esmiuca.server.detector import TensorDetector
    from esmiuca.server.limits import Limits, Workload, default_concurrency
    from esmiuca.server.predict import Answer
    from esmiuca.server.process import DrainingServer
    from esmiuca.server.workers import Processes

    limits = Limits(max_concurrency=default_concurrency())
    workload = Workload(limits, Processes(None, limits.max_concurrency))
    app = create_app(TensorDetector(threads=1), workload=workload)
    constant: dict[str, Any] = {"file": None, "digit": 7, "verdict": "digit", "probabilities": [0.1] * 10}

    @app.post("/constant", response_model=Answer)
    async def answer(request: Request) -> Any:
        async with workload.admit(request):
            return constant

    DrainingServer(app, workload).run(sockets=[listener])


async def load(port: int, path: str, bodies: Sequence[bytes], clients: int, seconds: float) -> float:
    """Answers a second while `clients` ask one after the other, each waiting for its answer."""
    requests = [
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
        for body in bodies
    ]
    answered = 0
    end = time.perf_counter() + seconds

    async def client(first: int) -> None:
        nonlocal answered
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in cycle(requests[first:] + requests[:first]):
            if time.perf_counter() > end:
                break
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"{path} answered {head.splitlines()[0].decode()}")
            lower = head.lower()
            at = lower.index(b"content-length:") + 15
            await reader.readexactly(int(lower[at : lower.index(b"\r", at)]))
            answered += 1
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(client(i * len(requests) // clients) for i in range(clients)))
    return answered / (time.perf_counter() - started)


def server_rates(images: np.ndarray, clients: int, seconds: float) -> dict[int, dict[str, float]]:
    """Median answers a second by the pictures' side: the constant's and the predictions'."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        os.set_inheritable(listener.fileno(), True)
        port = listener.getsockname()[1]
        command = [sys.executable, __file__, "--serve-on", str(listener.fileno())]
        server = subprocess.Popen(command, close_fds=False)
    try:
        result = {}
        for side in SIDES:
            bodies = [png(image, side) for image in images[:BODIES]]
            asyncio.run(load(port, "/api/predict", bodies, clients, 1))  # until it is up and warm
            rates: dict[str, list[float]] = {"/constant": [], "/api/predict": []}
            for _ in range(ROUNDS):
                for path, found in rates.items():
                    found.append(asyncio.run(load(port, path, bodies, clients, seconds)))
            result[side] = {path.rpartition("/")[2]: float(np.median(found)) for path, found in rates.items()}
        return result
    finally:
        server.terminate()
        server.wait()


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--clients", default=16, show_default=True)
@click.option("--seconds", default=4.0, show_default=True, help="Of each of the server's measurements.")
@click.option("--serve-on", type=int, hidden=True, help="Inherited listening socket: be the server.")
def main(data: Path | None, clients: int, seconds: float, serve_on: int | None) -> None:
    if serve_on is not None:
        serve_with_constant(socket.socket(fileno=serve_on))
        return
    images = load_mnist("test", data).images
    detector = Detector()
    alone = bare(detector, images)
    taken = interleaved({"bare": alone, "predict_batch": lambda: detector.predict_batch(images)}, ROUNDS)
    ratio = taken["predict_batch"] / taken["bare"]
    rows = [
        ("ONNX Runtime alone", f"{len(images) / taken['bare']:,.0f} pictures/s", ""),
        (
            "predict_batch",
            f"{len(images) / taken['predict_batch']:,.0f} pictures/s",
            f"{ratio:.2f} × the time",
        ),
    ]
    rates = server_rates(images, clients, seconds)
    for side, found in rates.items():
        times = found["constant"] / found["predict"]
        rows += [
            (f"server, a constant, PNG {side}×{side}", f"{found['constant']:,.0f} answers/s", ""),
            (
                f"server, predictions, PNG {side}×{side}",
                f"{found['predict']:,.0f} answers/s",
                f"{times:.2f} × the time",
            ),
        ]
    show(f"Throughput; the server with {clients} clients", ("what", "rate", "against it"), rows)
    save(
        "throughput",
        {
            "batch": {"images": len(images), "seconds": taken, "ratio": ratio},
            "server": {
                "clients": clients,
                "answers_per_second": rates,
                "ratio": {side: found["constant"] / found["predict"] for side, found in rates.items()},
            },
        },
    )


if __name__ == "__main__":
    main()
