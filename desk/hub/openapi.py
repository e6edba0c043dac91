"""What the hub tells of its own paths (OpenAPI)."""

from typing import Any

from fastapi.security import APIKeyHeader

from desk.hub.line import PACKED, PLAIN
from desk.hub.shapes import Shape
from desk.sync.wire import AUTHORIZATION

SIGNED = APIKeyHeader(
    name=AUTHORIZATION,
    scheme_name="desk",
    auto_error=False,
    description="MSD1 key=…,time=…,nonce=…,sig=…: Ed25519 over method, target, SHA-256 of the body, key, time, nonce",
)
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}},
    },
}
_REFUSED = {"description": "Refused; the code says why", "content": {PLAIN: {"schema": _ERROR}}}
_RETRY = {"retry-after": {"schema": {"type": "integer"}, "description": "Seconds"}}


def _answered(media: str, about: str) -> dict[int | str, dict[str, Any]]:
    errors: dict[int | str, Any] = {str(status): _REFUSED for status in (400, 401, 403, 405, 408, 409, 413, 426, 500)}
    later: dict[int | str, Any] = {str(status): {**_REFUSED, "headers": _RETRY} for status in (429, 503)}
    return {200: {"description": about, "content": {media: _BINARY}}, **errors, **later, "default": _REFUSED}


def described(about: str, shape: type[Shape]) -> dict[str, Any]:
    """How a path that takes a packed body is told."""
    body = {"required": True, "content": {PACKED: {**_BINARY, "x-unpacked": shape.model_json_schema()}}}
    return {"summary": about, "responses": _answered(PACKED, "JSON under zstd"), "openapi_extra": {"requestBody": body}}


FEED: dict[str, Any] = {"summary": "A page of the feed", "responses": _answered(PACKED, "JSON under zstd")}
HEALTH: dict[str, Any] = {
    "summary": "Whether the hub can do its work",
    "responses": {
        200: {"description": "It can", "content": {PLAIN: {"schema": {"type": "object"}}}},
        503: {**_REFUSED, "headers": _RETRY},
        "default": _REFUSED,
    },
}
METRICS: dict[str, Any] = {
    "summary": "Numbers for a monitor",
    "responses": {
        200: {
            "description": "OpenMetrics, or Prometheus's older text",
            "content": {
                kind: {"schema": {"type": "string"}} for kind in ("application/openmetrics-text", "text/plain")
            },
        },
        "default": _REFUSED,
    },
}
