"""The HTTP application: routes, limits and headers put together. `process.py` runs it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio.lowlevel
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

import esmiuca
from esmiuca.errors import RunError
from esmiuca.server.detector import TensorDetector
from esmiuca.server.docs import docs_routes
from esmiuca.server.drain import Draining
from esmiuca.server.errands import WorkerError
from esmiuca.server.errors import answer_http_exception, answer_run_error
from esmiuca.server.inference_protocol import protocol_routes
from esmiuca.server.limits import Limits, Workload
from esmiuca.server.metrics import Metrics, metrics_routes
from esmiuca.server.middleware import CloseUnread, Safeguards
from esmiuca.server.observed import Observed
from esmiuca.server.predict import predict_routes
from esmiuca.server.prefix import UnderPrefix
from esmiuca.server.protocol_schema import request_schemas
from esmiuca.server.read import read_routes
from esmiuca.server.static import Site, shipped_site
from esmiuca.server.strangers import Known, Strangers
from esmiuca.server.studio.jobs import Jobs
from esmiuca.server.studio.routes import studio_routes
from esmiuca.server.workers import Threads

DESCRIPTION = """\
Reads handwritten digits. `POST /api/predict` takes a picture of one, `POST /api/read` of several side by side; the Open
Inference Protocol takes what the network itself takes, and gives every intermediate result. Every error is
`{"error": "one sentence"}`.
"""


def create_app(
    detector: TensorDetector,
    *,
    workload: Workload | None = None,
    site: Path | None = None,
    cors_origins: Sequence[str] = (),
    runs: Path | None = None,
    root_path: str = "",
    host: str = "127.0.0.1",
    trusted_hosts: Sequence[str] = (),
    token: str | None = None,
) -> FastAPI:
    """The application for one detector.

    `workload` holds the limits, what computes within them, and counts what runs (default: the default limits, threads
    with this detector); `site` is the folder of
    the built page (default: the one that is shipped); `cors_origins` are other sites whose pages may call
    this server (default: none); `runs` is the folder of training runs (default: nothing is trained here);
    `root_path` is the prefix under which a reverse proxy shows it (default: what the proxy says in X-Forwarded-Prefix);
    `host` is what it will listen on, `trusted_hosts` are its other names, `token` is what changing runs asks for (default:
    nothing), all as strangers.py has them.
    """
    workload = workload or Workload(Limits(), Threads(detector))
    jobs = None if runs is None else Jobs(runs)
    metrics = Metrics(workload, detector.manifest)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await anyio.lowlevel.checkpoint()  # anyio loads its half for asyncio now: later no file may open
        try:
            try:
                await workload.workers.start()
            except WorkerError:
                if not workload.draining:  # told to stop before it has begun
                    raise
            yield
        finally:  # also when a second signal ends everything at once
            workload.workers.close()
            if jobs is not None:
                jobs.close()

    app = FastAPI(
        title="Esmiúça",
        version=esmiuca.__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        # FastAPI's own /docs loads Swagger UI from another host.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # docs.py says under which prefix
        redirect_slashes=False,
        exception_handlers={HTTPException: answer_http_exception, RunError: answer_run_error},
    )
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        description = describe()
        description["components"]["schemas"].update(request_schemas(detector.manifest))
        return description

    app.openapi = openapi
    app.include_router(predict_routes(workload))
    app.include_router(read_routes(workload))
    app.include_router(protocol_routes(detector.manifest, workload))
    app.include_router(metrics_routes(metrics))
    if jobs is not None:
        app.include_router(studio_routes(jobs, workload))
    app.include_router(docs_routes(openapi))
    # Everything else is looked for in the page's folder.
    app.router.default = Site(site) if site else shipped_site()
    if cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(cors_origins),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Content-Type"],
        )
    # The last one added is the outermost.
    app.add_middleware(Strangers, known=Known(host, trusted_hosts, cors_origins, token))
    app.add_middleware(Draining, workload=workload)
    app.add_middleware(CloseUnread)
    app.add_middleware(Safeguards)
    app.add_middleware(Observed, metrics=metrics)
    app.add_middleware(UnderPrefix, prefix=root_path)
    return app
