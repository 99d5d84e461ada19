"""/docs: the OpenAPI description for people, with Swagger UI from the built page and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from esmiuca.server.prefix import HEADER
from esmiuca.server.static import ASK_EACH_TIME, PAGES

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'self'; frame-ancestors 'self'"
)
"""Swagger UI sets styles on its elements and draws its icons from data: addresses."""


def docs_routes(describe: Callable[[], dict[str, Any]]) -> APIRouter:
    """The description that `describe` gives, the page that shows it and its script; Swagger UI's files are the site's, in docs/."""
    router = APIRouter(include_in_schema=False)
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": ASK_EACH_TIME}

    @router.api_route("/openapi.json", methods=["GET", "HEAD"])
    async def description(request: Request) -> Response:
        prefix = request.scope.get("root_path", "")
        # Addresses in the description are relative to its server, which is "/" unless it says otherwise.
        servers = {"servers": [{"url": prefix}]} if prefix else {}
        return JSONResponse(describe() | servers, headers={"Vary": HEADER, "Cache-Control": ASK_EACH_TIME})

    @router.api_route("/docs", methods=["GET", "HEAD"])
    async def docs() -> Response:
        return HTMLResponse((PAGES / "docs.html").read_text("utf-8"), headers=headers)

    @router.api_route("/docs/", methods=["GET", "HEAD"])
    async def docs_folder() -> Response:
        return RedirectResponse("../docs", 308)

    @router.api_route("/docs/start.js", methods=["GET", "HEAD"])
    async def start() -> Response:
        script = (PAGES / "docs.js").read_text("utf-8")
        return Response(script, media_type="text/javascript", headers={"Cache-Control": ASK_EACH_TIME})

    return router
