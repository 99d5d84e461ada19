"""`esmiuca serve`: the page and the HTTP interface, on this machine unless told otherwise."""

from __future__ import annotations

import re
import secrets
import threading
import webbrowser
from contextlib import ExitStack
from pathlib import Path

import click

from esmiuca.cli.given_path import GivenPath
from esmiuca.server.app import create_app
from esmiuca.server.detector import TensorDetector
from esmiuca.server.limits import Limits, Workload, default_concurrency
from esmiuca.server.logs import LogFormat, set_up
from esmiuca.server.prefix import clean
from esmiuca.server.process import DrainingServer, address_of, listen
from esmiuca.server.strangers import is_loopback, origin_of, trusted
from esmiuca.server.studio.jobs import Jobs
from esmiuca.server.token_file import written
from esmiuca.server.workers import Processes

NO_TOKEN = "none"
TOKEN = re.compile(r"[\w.~-]{16,}", re.ASCII)
"""What addresses, cookies and headers hold as it stands, and nobody guesses."""


def can_change(jobs: Jobs) -> bool:
    """Whether there is a run that could be deleted, or one could be started."""
    return jobs.missing is None or bool(jobs.runs())


def checked_prefix(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The prefix as paths begin with it."""
    prefix = clean(value)
    if prefix is None:
        raise click.BadParameter(f"{value!r} is no prefix of paths; give one such as /digits.", ctx, param)
    return prefix


def checked_origins(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The origins as browsers write them."""
    for value in values:
        if origin_of(value) is None:
            raise click.BadParameter(f"{value!r} is no site; give one as https://example.org.", ctx, param)
    return tuple(origin for origin in map(origin_of, values) if origin)


def checked_hosts(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The hosts as they were given."""
    for value in values:
        if trusted(value) is None:
            raise click.BadParameter(f"{value!r} is no host; give one as digits.example.org.", ctx, param)
    return values


def checked_token(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The token as it was given."""
    if value not in (None, NO_TOKEN) and not TOKEN.fullmatch(value):
        raise click.BadParameter(
            f"a token has at least 16 letters, digits and any of . _ ~ -; leave {param.opts[0]} away for one that is made.",
            ctx,
            param,
        )
    return value


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
    "--allow-origin",
    "--cors-origin",
    "cors_origins",
    multiple=True,
    metavar="ORIGIN",
    callback=checked_origins,
    help="A site whose pages may have this server read pictures, as https://example.org; may be repeated.",
)
@click.option(
    "--trusted-host",
    "trusted_hosts",
    multiple=True,
    metavar="NAME",
    envvar="ESMIUCA_TRUSTED_HOSTS",
    show_envvar=True,
    callback=checked_hosts,
    help="Another name that this server is asked by, as a proxy's digits.example.org; may be repeated. "
    "*.example.org is all below, * any.",
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
    "--token",
    metavar="TOKEN",
    envvar="ESMIUCA_TOKEN",
    show_envvar=True,
    callback=checked_token,
    help="Asked for by what changes training runs; none for nothing. Other accounts see the arguments of a command, so rather "
    "set the variable.  [default: a new one, printed]",
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
    trusted_hosts: tuple[str, ...],
    runs: Path,
    training: bool | None,
    token: str | None,
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
    trains = is_loopback(host) if training is None else training
    asked_for = None if not trains or token == NO_TOKEN else token or secrets.token_urlsafe(24)
    app = create_app(
        detector,
        workload=workload,
        cors_origins=cors_origins,
        runs=runs.absolute() if trains else None,
        root_path=root_path,
        host=host,
        trusted_hosts=trusted_hosts,
        token=asked_for,
    )
    with listen(host, port) as listener, ExitStack() as until_the_end:
        address = address_of(listener)
        # Where there is nothing to change, nobody needs to know how.
        is_needed = asked_for is not None and can_change(Jobs(runs))
        if asked_for is not None and is_needed and token is None:
            until_the_end.enter_context(written(asked_for, listener.getsockname()[1]))

        def announce() -> None:
            click.echo(f"Esmiúça is at {address} (Ctrl+C stops it)")
            if is_needed:
                told = "… with your token" if token else asked_for
                click.echo(f"To train there, open {address}?token={told}")
            if open_browser:
                # In a thread: some browsers block their caller. Without the token: other accounts see a browser's arguments.
                threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()

        set_up(log_format)
        DrainingServer(app, workload, announce).run(sockets=[listener])
