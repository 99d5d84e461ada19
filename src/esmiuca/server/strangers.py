"""Who may have this server compute or change something: strangers are refused before anything of their request is read.

A browser sends what any page asks of it, also to this machine: so a page of another site (Origin), or one whose name was
made to lead here (Host), could spend a visitor's processor and delete their runs. A program sends no Origin and is taken at
its word, but what changes runs asks for the server's token, since other accounts of the machine reach it, too.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from secrets import compare_digest
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esmiuca.server.errors import error_response
from esmiuca.server.prefix import inner_path

SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that neither compute nor change anything, but below TRAINING."""

TRAINING = re.compile(r"/api/training(?:/|$)")
"""Its GETs tell of runs and export networks, so they are for this server's own page as well."""

AUTHORITY = re.compile(r"(?P<name>[a-z0-9._~-]+|\[[0-9a-f:.]+\])(?::(?P<port>\d{0,5}))?", re.ASCII)
"""A host with a port or without, as Host and Origin have it. Browsers write other alphabets in this one (xn--…)."""

ORIGIN = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/]+)", re.ASCII)
PORTS = {"http": 80, "https": 443}
MOST_SHOWN = 100
"""Characters of what a stranger wrote that are repeated to it."""

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="training"'}
"""Without the token: with a refusal, and with what may be read, so that the page knows that it can't change anything."""

NO_TOKEN = (
    "This asks for the server's token; open the address with ?token= that the server printed, "
    "or send the token as 'Authorization: Bearer …'."
)


class Authority(NamedTuple):
    """A host, in lower case, and its port where one is written."""

    name: str
    port: int | None


def authority(text: str) -> Authority | None:
    """What a Host header holds; None where that can be no host."""
    found = AUTHORITY.fullmatch(text.lower())
    if found is None:
        return None
    name, port = found["name"].removesuffix("."), int(found["port"]) if found["port"] else None
    if name.startswith("["):
        address = _address(name[1:-1])
        name = str(address) if isinstance(address, IPv6Address) else ""
    is_name = bool(name) and not name.endswith(".")
    return Authority(name, port) if is_name and (port or 0) < 65536 else None


def origin_of(text: str) -> str | None:
    """An origin as browsers write it, in `https://example.org/` as well; None where that is none. Any is `*`, a nameless `null`."""
    text = text.lower().removesuffix("/")
    if text in ("*", "null"):
        return text
    found = ORIGIN.fullmatch(text)
    site = found and authority(found["authority"])
    if not found or not site:
        return None
    name = f"[{site.name}]" if ":" in site.name else site.name
    port = f":{site.port}" if site.port not in (None, PORTS.get(found["scheme"])) else ""
    return f"{found['scheme']}://{name}{port}"


def trusted(text: str) -> Authority | None:
    """What `--trusted-host` takes: a host, `*.` before it for all below it, `*` for any; None where it is none of these."""
    if text == "*":
        return Authority("*", None)
    star = "*." if text.startswith("*.") else ""
    rest = authority(text.removeprefix(star))
    return rest and Authority(star + rest.name, rest.port)


def is_loopback(name: str) -> bool:
    """Whether a host's name or address leads to the machine itself, whoever asks."""
    address = _address(name)
    return name == "localhost" if address is None else address.is_loopback


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


@dataclass(frozen=True)
class Known:
    """Whom one server knows: by which names it is asked, whose pages may ask, what changing runs asks for."""

    host: str = "127.0.0.1"
    """What it listens on."""
    trusted_hosts: Sequence[str] = ()
    """Other names under which it is reached, as a proxy's: they may ask as if they were its own."""
    origins: Sequence[str] = ()
    """Sites whose pages may have it compute, and read the answer; they may train nothing."""
    token: str | None = None
    """Asked for by what changes runs; None: by nothing."""


class Strangers:
    """Refuses what strangers ask, and turns the address with the token in it into a cookie."""

    def __init__(self, app: ASGIApp, known: Known) -> None:
        self.app = app
        self.token = known.token
        self.trusted = [host for host in map(trusted, known.trusted_hosts) if host]
        self.origins = {origin for origin in map(origin_of, known.origins) if origin}
        self.names = {known.host.lower()}
        self.serves_others = not is_loopback(known.host)
        if self.serves_others:
            machine = socket.gethostname().lower()
            first = machine.partition(".")[0]
            self.names |= {machine, first, f"{first}.local"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path = inner_path(scope)
        trains = TRAINING.match(path) is not None
        hosts = headers.getlist("host")
        host = authority(hosts[0]) if hosts and hosts[0] else None  # a program may name none
        if len(hosts) > 1 or (host is None and any(hosts)):
            answer: Response | None = error_response(
                400, f"Host {shown(', '.join(hosts))} is no name of a host; give one, as 127.0.0.1:8000."
            )
        else:
            answer = self._answer(scope, headers, host, path, trains)
        if answer is not None:
            await answer(scope, receive, send)
        elif trains and not self._has_token(headers, host):
            await self.app(scope, receive, challenging(send))
        else:
            await self.app(scope, receive, send)

    def _answer(
        self, scope: Scope, headers: Headers, host: Authority | None, path: str, trains: bool
    ) -> Response | None:
        """What is answered in place of what was asked; None where that is to be done."""
        is_safe = scope["method"] in SAFE
        if is_safe and path == "/" and self.token is not None:
            return self._let_in(scope, host)
        if is_safe and not trains:
            return None
        if host is not None and not self._knows(host):
            return error_response(
                403,
                f"Host {shown(headers['host'])} is not this server's name; ask it at 127.0.0.1, "
                f"or start it with --trusted-host {host.name[:MOST_SHOWN]}.",
            )
        if page := self._foreign_page(headers, host, trains):
            remedy = (
                "only this server's own page may train here"
                if trains
                else "if its pages may ask this, name it with --allow-origin when the server is started"
            )
            return error_response(403, f"{page}; {remedy}.")
        if trains and not is_safe and not self._has_token(headers, host):
            return error_response(401, NO_TOKEN, CHALLENGE)
        return None

    def _foreign_page(self, headers: Headers, host: Authority | None, trains: bool) -> str | None:
        """That a page of another site asks, which may not; None where none does."""
        origin = headers.get("origin")
        if origin is None:  # none is sent for a picture or a link, but that it is of another site
            is_other = headers.get("sec-fetch-site") in ("cross-site", "same-site")
            return "The page that asks is of another site" if is_other else None
        if self._is_own(origin, host) or (not trains and self._is_allowed(origin)):
            return None
        return f"Origin {shown(origin)} is another site"

    def _knows(self, host: Authority) -> bool:
        """Whether a request for this host may be meant for this server. A name that DNS could make lead here may not."""
        if is_loopback(host.name) or host.name in self.names or self._trusts(host):
            return True
        return self.serves_others and _address(host.name) is not None

    def _trusts(self, host: Authority, *, any_too: bool = True) -> bool:
        return any(
            (
                name == host.name
                or (name.startswith("*.") and host.name.endswith(name[1:]))
                or (any_too and name == "*")
            )
            and port in (None, host.port)
            for name, port in self.trusted
        )

    def _is_own(self, origin: str, host: Authority | None) -> bool:
        """Whether an origin is this server's own page: of the host asked, or of one that is trusted by name."""
        found = ORIGIN.fullmatch(origin.lower())
        site = found and authority(found["authority"])
        if not found or not site or found["scheme"] not in PORTS:
            return False
        usual = PORTS[found["scheme"]]
        is_same = host is not None and (site.name, site.port or usual) == (host.name, host.port or usual)
        return is_same or self._trusts(site, any_too=False)

    def _is_allowed(self, origin: str) -> bool:
        return "*" in self.origins or origin.lower() in self.origins

    def _has_token(self, headers: Headers, host: Authority | None) -> bool:
        if self.token is None:
            return True
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        cookie = cookie_parser(headers.get("cookie", "")).get(cookie_name(host), "")
        offered = [cookie, bearer.strip() if scheme.lower() == "bearer" else ""]
        return any(compare_digest(one.encode(), self.token.encode()) for one in offered)

    def _let_in(self, scope: Scope, host: Authority | None) -> Response | None:
        """For the address with the token: the same one without it, and the token as a cookie; None for another address."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tokens = [value for name, value in query if name == "token"]
        if not tokens:
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # Relative: whatever prefix a proxy shows, it stays. What stands after # stays, too.
        answer = RedirectResponse(f"./?{rest}" if rest else "./", 303, {"Cache-Control": "no-store"})
        if self.token is not None and compare_digest(tokens[-1].encode(), self.token.encode()):
            answer.set_cookie(
                cookie_name(host),
                self.token,
                path=f"{scope.get('root_path', '')}/api/training",
                httponly=True,
                samesite="strict",
            )
        return answer


def cookie_name(host: Authority | None) -> str:
    """A name for each port, since a host's cookies go to all of its servers."""
    return f"esmiuca-token-{host.port if host and host.port else 'web'}"


def challenging(send: Send) -> Send:
    """Says with an answer that the token was missing."""

    async def send_challenge(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(CHALLENGE)
        await send(message)

    return send_challenge


def shown(text: str) -> str:
    """What a stranger wrote, in quotes and not too long."""
    return repr(text[:MOST_SHOWN])
