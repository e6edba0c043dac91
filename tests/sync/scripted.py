"""An HTTP server that answers what a test wrote down for it, and keeps what it was asked."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desk.sync import wire


@dataclass(frozen=True)
class Reply:
    """`told` is the length it claims to have, where that is not true."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    told: int | None = None


@dataclass(frozen=True)
class Asked:
    """A request whose signature was right."""

    method: str
    target: str
    time: int
    nonce: str
    body: Any


@dataclass
class Script:
    """Answers in order, the last one for ever."""

    replies: list[Reply]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def ok(value: Any) -> Reply:
    return Reply(200, wire.pack(value))


def no(status: int, code: str, **facts: Any) -> Reply:
    return Reply(status, orjson.dumps({"error": {"code": code, **facts}}))


@contextmanager
def scripted(*replies: Reply, context: ssl.SSLContext | None = None) -> Iterator[Script]:
    script = Script(list(replies))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            try:
                script.asked.append(_checked(self.command, self.path, body, self.headers.get("authorization", "")))
            except Exception as error:
                script.wrong.append(repr(error))
            reply = script.replies.pop(0) if len(script.replies) > 1 else script.replies[0]
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.body) if reply.told is None else reply.told))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.told is not None

        do_POST = do_GET  # noqa: N815  # http.server calls it so

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # the other side hung up

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    script.url = f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert script.wrong == []


def _checked(method: str, target: str, body: bytes, line: str) -> Asked:
    signed = wire.read_signed(line)
    said = wire.request_bytes(method, target, body, signed.key, signed.time, signed.nonce)
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.key)).verify(signed.signature, said)
    return Asked(method, target, signed.time, signed.nonce, wire.unpack(body) if body else None)
