"""Serving under a prefix: a reverse proxy shows this server at /digits/ of another one."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HEADER = "X-Forwarded-Prefix"

PREFIX = re.compile(r"(?:/[\w.~-]+)*", re.ASCII)
"""Folders without anything that is escaped. Never "//", which would begin the name of another host."""


class UnderPrefix:
    """Sets `root_path` to the prefix under which a request came, and the path to the whole of it, as ASGI has them.

    The prefix is what the proxy says in X-Forwarded-Prefix, else the one given. Whether the proxy takes it off the path or
    leaves it there makes no difference, so `/v2/health/ready` works for a health check beside the proxy too.
    """

    def __init__(self, app: ASGIApp, prefix: str = "") -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            prefix = told(Headers(scope=scope)) or self.prefix
            if prefix:
                path = scope["path"]
                if path == prefix:  # a folder's page loads what lies in the folder
                    await RedirectResponse(f"{prefix}/", 308)(scope, receive, send)
                    return
                inside = path.startswith(f"{prefix}/")
                scope = {**scope, "root_path": prefix, "path": path if inside else prefix + path}
        await self.app(scope, receive, send)


def told(headers: Headers) -> str:
    """The prefix that the proxies say, each its own part; "" where they say none, or what is none."""
    parts = [clean(part.strip()) for part in headers.get(HEADER, "").split(",")]
    return "" if None in parts else "".join(part for part in parts if part)


def clean(prefix: str) -> str | None:
    """The prefix with a slash before and none behind; None where it can be none."""
    prefix = prefix.rstrip("/")
    if prefix and not prefix.startswith("/"):
        prefix = f"/{prefix}"
    return prefix if PREFIX.fullmatch(prefix) and not re.search(r"/\.\.?(?:/|$)", prefix) else None


def inner_path(scope: Scope) -> str:
    """A request's path as if there were no prefix."""
    return scope["path"].removeprefix(scope.get("root_path", "")) or "/"
