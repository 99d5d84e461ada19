"""`esmiuca serve`: the page and the HTTP interface, on this machine unless told otherwise."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click

from esmiuca.cli.given_path import GivenPath
from esmiuca.server.app import create_app
from esmiuca.server.detector import TensorDetector
from esmiuca.server.limits import Limits, Workload, default_concurrency
from esmiuca.server.logs import LogFormat, set_up
from esmiuca.server.prefix import clean
from esmiuca.server.process import DrainingServer, address_of, listen
from esmiuca.server.studio.routes import LOOPBACK
from esmiuca.server.workers import Processes


def checked_prefix(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The prefix as paths begin with it."""
    prefix = clean(value)
    if prefix is None:
        raise click.BadParameter(f"{value!r} is no prefix of paths; give one such as /digits.", ctx, param)
    return prefix


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; 0.0.0.0 lets other machines in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any free port.",
)
@click.option(
    "--model",
    type=GivenPath(path_type=Path),
    metavar="DIR",
    help="Folder with manifest.json.  [default: the shipped one]",
)
@click.option(
    "--open/--no-open",
    "open_browser",
    default=False,
    show_default=True,
    help="Open the page in the browser.",
)
@click.option(
    "--max-concurrency",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that compute predictions.  [default: one a core, at most 8]",
)
@click.option(
    "--job-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=Limits.job_seconds,
    show_default=True,
    metavar="S",
    help="How long one prediction may be computed; then it gets 503, and its process is replaced.",
)
@click.option(
    "--drain-seconds",
    type=click.FloatRange(min=0),
    default=Limits.drain_seconds,
    show_default=True,
    metavar="S",
    help="After SIGTERM, how long running requests may take to end; then they get 503.",
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What goes to standard error: warnings, or a JSON object a line for each of them and for every answer.",
)
@click.option(
    "--cors-origin",
    "cors_origins",
    multiple=True,
    metavar="ORIGIN",
    help="A site whose pages may call this server, as https://example.org; may be repeated.",
)
@click.option(
    "--runs",
    type=GivenPath(path_type=Path),
    default=Path("runs/studio"),
    show_default=True,
    help="Folder of the runs that are trained from the page.",
)
@click.option(
    "--training/--no-training",
    default=None,
    help="Let the page train networks here.  [default: where only this machine can reach it]",
)
@click.option(
    "--root-path",
    default="",
    metavar="PREFIX",
    callback=checked_prefix,
    help="Where a reverse proxy shows this server, as /digits.  [default: what its X-Forwarded-Prefix says]",
)
def serve(
    host: str,
    port: int,
    model: Path | None,
    open_browser: bool,
    max_concurrency: int | None,
    job_seconds: float,
    drain_seconds: float,
    log_format: LogFormat,
    cors_origins: tuple[str, ...],
    runs: Path,
    training: bool | None,
    root_path: str,
) -> None:
    """Serve the page and the HTTP interface; its description is at /docs.

    Ctrl+C or SIGTERM stops it once running requests have ended; a second one stops it at once.
    """
    detector = TensorDetector(model, threads=1)  # fails at once if something is wrong with the folder
    limits = Limits(
        max_concurrency=max_concurrency or default_concurrency(),
        job_seconds=job_seconds,
        drain_seconds=drain_seconds,
    )
    workload = Workload(limits, Processes(model, limits.max_concurrency, limits.job_seconds))
    allowed = host in LOOPBACK if training is None else training
    app = create_app(
        detector,
        workload=workload,
        cors_origins=cors_origins,
        runs=runs.absolute() if allowed else None,
        root_path=root_path,
    )
    with listen(host, port) as listener:
        address = address_of(listener)

        def announce() -> None:
            click.echo(f"Esmiúça is at {address} (Ctrl+C stops it)")
            if open_browser:
                # In a thread: some browsers block their caller.
                threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()

        set_up(log_format)
        DrainingServer(app, workload, announce).run(sockets=[listener])
