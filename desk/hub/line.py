"""One request as it comes over the line: its body within bounds of size and patience, its answer packed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from desk.errors import BadEnvironment, DeskError, Exit
from desk.hub.hub import Refusal
from desk.hub.settings import Settings
from desk.sync import wire

PACKED, PLAIN = "application/zstd", "application/json"
LITTLE = 64 * 1024  # bytes that anybody may send before we ask who it is
AGAIN_AFTER = 30  # seconds, when the hub itself is in trouble
Allow = Callable[[str], Awaitable[None]]
_NEVER_KEPT = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclass(frozen=True)
class Asked:
    """A whole request: `target` is path and query as they were sent, `source` the address it came from."""

    method: str
    target: str
    line: str
    body: bytes
    source: str


async def read_request(request: Request, settings: Settings, allow: Allow) -> Asked:
    """`allow` is asked, with the authorization, before more than a little is read.

    Raises Refusal 413 too_large, 408 too_slow, and what `allow` raises.
    """
    scope = request.scope
    query = scope["query_string"]
    path = scope.get("raw_path") or scope["path"].encode()
    target = (path + b"?" + query if query else path).decode("latin-1")
    line = request.headers.get(wire.AUTHORIZATION, "")
    source = request.client.host if request.client else ""
    try:
        async with asyncio.timeout(settings.body_seconds):
            body = await _read_body(request, settings.idle_seconds, lambda: allow(line))
    except TimeoutError:
        raise Refusal(408, "too_slow") from None
    return Asked(request.method, target, line, body, source)


async def _read_body(request: Request, idle_seconds: int, allow: Callable[[], Awaitable[None]]) -> bytes:
    told = request.headers.get("content-length", "0")
    if told.isdigit() and int(told) > wire.MOST_PACKED:
        raise Refusal(413, "too_large", most=wire.MOST_PACKED)
    body, allowed = bytearray(), False
    pieces = aiter(request.stream())
    while True:
        async with asyncio.timeout(idle_seconds):
            piece = await anext(pieces, None)
        if piece is None:
            return bytes(body)
        body += piece
        if len(body) > wire.MOST_PACKED:
            raise Refusal(413, "too_large", most=wire.MOST_PACKED)
        if len(body) > LITTLE and not allowed:
            await allow()
            allowed = True


def unpack(body: bytes) -> Any:
    """Raises Refusal 400 not_packed, 413 too_large."""
    try:
        return wire.unpack(body)
    except wire.TooLarge:
        raise Refusal(413, "too_large", most=wire.MOST_BYTES) from None
    except ValueError:
        raise Refusal(400, "not_packed") from None


def packed(value: Any) -> Response:
    return Response(wire.pack(value), media_type=PACKED, headers=_NEVER_KEPT)


def plain(value: Any) -> Response:
    return Response(orjson.dumps(value), media_type=PLAIN, headers=_NEVER_KEPT)


def refused(error: DeskError) -> Response:
    """The answer that names an error: 400 for what the desk can mend, 503 for what the hub's keeper must."""
    headers = dict(_NEVER_KEPT)
    status = error.status if isinstance(error, Refusal) else 400 if error.exit_code == Exit.BAD_INPUT else 503
    if isinstance(error, BadEnvironment):
        headers["retry-after"] = str(AGAIN_AFTER)
    elif "seconds" in error.facts:
        headers["retry-after"] = str(error.facts["seconds"])
    if status == 408:
        headers["connection"] = "close"
    body = orjson.dumps({"error": {**error.facts, "code": error.code}})
    return Response(body, status, media_type=PLAIN, headers=headers)
