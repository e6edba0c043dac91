"""The proxy does what it is told: what reached the server and what the client heard, fate by fate."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.faults.proxy import Fate, Proxy

BODY = b"x" * 5_000


class Echo(BaseHTTPRequestHandler):
    """Keeps whole requests and answers with their own body."""

    protocol_version = "HTTP/1.1"
    got: list[bytes]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if len(body) < int(self.headers["content-length"]):
            return
        self.got.append(body)
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def got() -> list[bytes]:
    return []


@pytest.fixture
def proxy(got: list[bytes]) -> Iterator[Proxy]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneEcho", (Echo,), {"got": got}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    with Proxy(server.server_port) as proxy:
        yield proxy
    server.shutdown()
    thread.join()
    server.server_close()


def post(proxy: Proxy, path: str = "/v1/push", body: bytes = BODY) -> httpx.Response:
    with httpx.Client(trust_env=False) as client:
        return client.post(proxy.url + path, content=body)


def test_what_is_not_spoiled_passes_whole(proxy: Proxy, got: list[bytes]):
    with httpx.Client(trust_env=False) as client:
        for n in range(3):
            assert client.post(proxy.url, content=BODY + bytes([n])).content == BODY + bytes([n])
    assert len(got) == 3


@pytest.mark.parametrize(
    ("fate", "reached"),
    [
        (Fate("no_request"), 0),
        (Fate("later"), 0),
        (Fate("cut_request", at=300), 0),
        (Fate("cut_request", at=5_000), 0),
        (Fate("no_answer"), 1),
        (Fate("cut_answer", at=1), 1),
        (Fate("cut_answer", at=4_000), 1),
    ],
    ids=lambda value: value.kind if isinstance(value, Fate) else "",
)
def test_a_spoiled_request_reaches_the_hub_or_not_and_never_gets_a_whole_answer(
    proxy: Proxy, got: list[bytes], fate: Fate, reached: int
):
    proxy.next(fate)
    with pytest.raises(httpx.TransportError):
        post(proxy)
    assert got == [BODY] * reached
    assert post(proxy).content == BODY
    assert [seen.fate.kind for seen in proxy.seen] == [fate.kind, "pass"]


def test_an_error_may_be_told_after_the_thing_was_done(proxy: Proxy, got: list[bytes]):
    proxy.next(Fate("status", at=504))
    assert post(proxy).status_code == 504
    assert got == [BODY]


def test_a_request_may_come_twice(proxy: Proxy, got: list[bytes]):
    proxy.next(Fate("twice"))
    assert post(proxy).content == BODY
    assert got == [BODY, BODY]


def test_a_request_may_come_when_nobody_waits_for_it_any_more(proxy: Proxy, got: list[bytes]):
    proxy.next(Fate("later"))
    with pytest.raises(httpx.TransportError):
        post(proxy, body=b"old")
    post(proxy, body=b"new")
    assert proxy.deliver() == [200]
    assert got == [b"new", b"old"]


def test_a_slow_line_brings_everything(proxy: Proxy, got: list[bytes]):
    proxy.next(Fate("trickle", at=97))
    assert post(proxy).content == BODY
    assert got == [BODY]


def test_a_fate_waits_for_its_path(proxy: Proxy):
    proxy.next(Fate("no_request", path="/v1/feed"))
    assert post(proxy, "/v1/meet").status_code == 200
    with pytest.raises(httpx.TransportError):
        post(proxy, "/v1/feed?after=0")


def test_a_hub_that_is_not_there_is_a_line_that_is_cut(proxy: Proxy):
    proxy.port = 1
    with pytest.raises(httpx.TransportError):
        post(proxy)
    assert proxy.seen[-1].status == 0
