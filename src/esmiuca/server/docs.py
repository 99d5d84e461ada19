"""/docs: the OpenAPI description for people, with Swagger UI from the built page and nothing from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from esmiuca.server.static import ASK_EACH_TIME, PAGES

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'self'; frame-ancestors 'self'"
)
"""Swagger UI sets styles on its elements and draws its icons from data: addresses."""


def docs_routes() -> APIRouter:
    """The page and its script; Swagger UI's own files are the site's, in docs/."""
    router = APIRouter(include_in_schema=False)
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": ASK_EACH_TIME}

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
