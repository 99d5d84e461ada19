"""Serves the built page from one folder, in the smallest encoding that the browser accepts.

The build writes `x.br` and `x.gz` beside `x`; nothing is compressed on request.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

import esmiuca
from esmiuca.server.errors import error_response
from esmiuca.server.prefix import inner_path

PAGES = Path(__file__).parent / "pages"

MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""Spelled out, because the machine's own table (mimetypes) differs from machine to machine."""

OTHER = "application/octet-stream"
"""Also what .onnx and .safetensors are: neither has a registered type."""

ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Content codings in the order in which they are preferred, with the ending of their files."""

INDEX = "index.html"
"""What a folder's address gives."""

FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

HASHED = re.compile(r"assets/(?:[^/]+/)*[^/]+-[\w-]{8,}\.\w+")
"""Names that contain the content's hash, so new content has a new name."""

API = re.compile(r"/(?:api|v2|docs)(?:/|$)")
"""Addresses for programs: a 404 there is JSON."""


MODEL = "model/"
"""Addresses of the network's files, which the page's build copies from artifacts/."""


def shipped_site() -> Site:
    """The built page inside the installed package, or web/dist of a clone."""
    package = Path(esmiuca.__file__).parent
    if (package / "site").is_dir():
        return Site(package / "site", package / "artifacts")
    clone = package.parent.parent
    return Site(clone / "web" / "dist", clone / "artifacts")


class Site:
    """An ASGI application that gives out the files of `folder`, and nothing outside it.

    Under model/ it gives the files of `model` where `folder` has none: a wheel holds them once.
    """

    def __init__(self, folder: Path, model: Path | None = None) -> None:
        self.folder = folder.resolve()
        self.model = None if model is None else model.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError(f"the site answers http, not {scope['type']}")
        response = await self.respond(Request(scope))
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """The file, 304 where the browser's copy still holds, or why there is none."""
        path = inner_path(request.scope)
        api = API.match(path) is not None
        if request.method not in ("GET", "HEAD"):
            if api:
                return _nothing_at(request)
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        response = await anyio.to_thread.run_sync(self._file, path, request.headers)
        if response is not None:
            return response
        if api:
            return _nothing_at(request)
        if path == "/":
            return _own_page("not-built.html", 503)
        return _own_page("not-found.html", 404)

    def _file(self, path: str, headers: Headers) -> Response | None:
        name = path.removeprefix("/")
        if not name or name.endswith("/"):
            name += INDEX
        if not _is_plain(name):
            return None
        original = self._find(name)
        if original is None:
            # A folder's page loads what lies in the folder: its address ends in "/".
            if self._find(f"{name}/{INDEX}") is not None:
                return RedirectResponse(f"{name.rpartition('/')[2]}/", 308, {"Cache-Control": ASK_EACH_TIME})
            return None
        forms = {coding: self._find(name + ending) for coding, ending in ENCODINGS.items()}
        present = {coding: path for coding, path in forms.items() if path is not None}
        coding = preferred(headers.get("accept-encoding", ""), list(present))
        chosen = present.get(coding, original)
        status = _stat(chosen)
        if status is None:
            return None  # a build is replacing it at this moment
        answer = {
            "ETag": f'"{status.st_mtime_ns:x}-{status.st_size:x}-{coding}"',
            "Cache-Control": FOREVER if HASHED.fullmatch(name) else ASK_EACH_TIME,
            "Vary": "Accept-Encoding",
        }
        if matches(headers.get("if-none-match", ""), answer["ETag"]):
            return Response(status_code=304, headers=answer)
        if coding in present:
            answer["Content-Encoding"] = coding
        media_type = MEDIA_TYPES.get(original.suffix.lower(), OTHER)
        return FileResponse(chosen, headers=answer, media_type=media_type, stat_result=status)

    def _find(self, name: str) -> Path | None:
        places = [(self.folder, name)]
        if self.model is not None and name.startswith(MODEL):
            places.append((self.model, name.removeprefix(MODEL)))
        for folder, inside in places:
            # A link inside the folder may point outside it.
            path = (folder / inside).resolve()
            if path.is_relative_to(folder) and _stat(path) is not None:
                return path
        return None


def _nothing_at(request: Request) -> Response:
    docs = request.scope.get("root_path", "") + "/docs"
    return error_response(404, f"There is nothing at {request.url.path}; {docs} says what there is.")


def _own_page(name: str, status: int) -> Response:
    return HTMLResponse((PAGES / name).read_text("utf-8"), status, {"Cache-Control": "no-store"})


def _is_plain(name: str) -> bool:
    # Only names that the build could have written: no "..", no drive, no absolute path, no hidden file.
    return re.fullmatch(r"(?:[\w@+-][\w@+.-]*/)*[\w@+-][\w@+.-]*", name) is not None


def _stat(path: Path) -> os.stat_result | None:
    """What the system knows of a regular file; None where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def preferred(accept_encoding: str, present: list[str]) -> str:
    """The coding among `present` (best first) and "identity" with the highest q-value.

    "gzip;q=0.8, br" → br. What the header does not name is not accepted, "identity" apart; `*` stands for
    everything that is not named. Source: RFC 9110, section 12.5.3.
    """
    weights: dict[str, float] = {}
    for item in accept_encoding.split(","):
        coding, *parameters = (part.strip().lower() for part in item.split(";"))
        if coding:
            weights[{"x-gzip": "gzip"}.get(coding, coding)] = _weight(parameters)
    others = weights.get("*", 0.0)
    # Identity is always acceptable unless excluded, but a smaller encoding is preferred.
    ranked = {coding: weights.get(coding, others) for coding in present}
    best = max(ranked, key=lambda coding: ranked[coding], default="identity")
    weight = ranked.get(best, 0.0)
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else "identity"


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            # A malformed q-value excludes the encoding.
            return float(value) if re.fullmatch(r"\s*(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", value) else 0.0
    return 1.0


def matches(if_none_match: str, etag: str) -> bool:
    """Whether the browser already has this form of the file. Source: RFC 9110, section 13.1.2."""
    known = [item.strip().removeprefix("W/") for item in if_none_match.split(",")]
    return etag in known or known == ["*"]
