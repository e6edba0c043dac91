"""Around every request: it is counted and logged; a bug is answered with the number of its line in the log."""

import logging
import secrets
import time
from typing import Any

import orjson
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.hub.line import PLAIN
from desk.hub.log import log, tell
from desk.hub.metrics import Metrics
from desk.sync.wire import PREFIX

_KNOWN = {f"{PREFIX}/{name}" for name in ("enrol", "meet", "push", "feed", "common", "lacks", "return")}
_QUIET = {"/healthz", "/metrics"}  # asked every few seconds: counted, and logged only when they fail
_GONE = 499  # the asker left before the answer; only the log sees this


class Watched:
    """Pure ASGI: what a handler answers passes through untouched."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, seen = time.perf_counter(), {"status": 0, "bytes": 0}

        async def passing(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, passing)
        except ClientDisconnect:
            seen["status"] = _GONE
        except Exception as error:
            await _confess(error, passing, begun=bool(seen["status"]))
        finally:
            self._note(scope, seen["status"], seen["bytes"], time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        path = scope["path"] if scope["path"] in _KNOWN | _QUIET else "other"
        self._metrics.count(path, status, seconds)
        if path in _QUIET and status == 200:
            return
        facts: dict[str, Any] = {"path": path, "status": status, "ms": round(seconds * 1000), "bytes": size}
        facts |= {name: scope["state"][name] for name in ("desk", "code", "error") if name in scope.get("state", ())}
        tell("request", logging.WARNING if status >= 500 else logging.INFO, **facts)


async def _confess(error: Exception, send: Send, *, begun: bool) -> None:
    """Raises the error again when an answer has begun: then only the line can be cut."""
    number = secrets.token_hex(4)
    log.error("bug", exc_info=error, extra={"facts": {"number": number}})
    if begun:
        raise error
    body = orjson.dumps({"error": {"code": "unexpected", "problem": number}})
    headers = [(b"content-type", PLAIN.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
