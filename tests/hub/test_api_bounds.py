"""What a real hub does with requests that are too large, too slow, packed to burst, or not meant for it."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import orjson
import pytest
import zstandard
from hub_process import HubProcess, running_hub

from desk.errors import BadInput
from desk.hub.settings import load_settings
from desk.sync import wire
from tests.hub.asking import VILLAGE, Asker, fault, said, settle
from tests.hub.conftest import settle_places

LACKS = {"ids": []}


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub whose keeper wants everything within seconds."""
    files = tmp_path_factory.mktemp("impatient")
    (files / "hub.toml").write_text("head_seconds = 1\nidle_seconds = 1\nbody_seconds = 3\nidle_line_seconds = 30\n")
    with running_hub(files) as hub:
        settle_places(hub)
        yield hub


@pytest.fixture(scope="module")
def desk(impatient: HubProcess) -> Iterator[Asker]:
    asker = settle(impatient, VILLAGE, "village")
    yield asker
    asker.client.close()


@pytest.fixture(autouse=True)
def alive(impatient: HubProcess) -> Iterator[None]:
    """Whatever was sent, the hub answers the next one, and no bug was written down."""
    yield
    assert httpx.get(f"{impatient.url}/healthz", trust_env=False).json()["status"] == "ok"
    assert '"bug"' not in impatient.log.read_text()


def dial(hub: HubProcess) -> socket.socket:
    return socket.create_connection(("127.0.0.1", hub.port), timeout=30)


def rest(line: socket.socket) -> bytes:
    """What comes until the other end closes."""
    got = b""
    while piece := line.recv(65536):
        got += piece
    return got


def healthy(line: socket.socket) -> bool:
    """One whole request on a line that stays open."""
    line.sendall(b"GET /healthz HTTP/1.1\r\nhost: hub\r\n\r\n")
    answer = b""
    while not answer.endswith(b"}"):
        answer += line.recv(65536)
    return answer.startswith(b"HTTP/1.1 200")


def test_a_body_that_is_too_large_is_refused_by_its_length_alone(impatient: HubProcess, desk: Asker):
    with dial(impatient) as line:
        head = f"POST /v1/push HTTP/1.1\r\nhost: hub\r\ncontent-length: {wire.MOST_PACKED + 1}\r\n\r\n"
        line.sendall(head.encode())
        assert line.recv(12) == b"HTTP/1.1 413"


def test_a_body_that_grows_too_large_is_refused(desk: Asker):
    body = os.urandom(wire.MOST_PACKED + 1)

    def pieces() -> Iterator[bytes]:
        for first in range(0, len(body), 1 << 20):
            yield body[first : first + (1 << 20)]

    headers = {wire.AUTHORIZATION: desk.line("POST", "/v1/push", body)}
    answer = desk.client.post("/v1/push", content=pieces(), headers=headers)
    assert fault(answer) == (413, "too_large")
    assert answer.json()["error"]["most"] == wire.MOST_PACKED


def test_a_body_as_large_as_allowed_is_read(desk: Asker):
    ids = [os.urandom(33).hex() for _ in range(wire.MOST_IDS)]
    assert said(desk.post("lacks", {"ids": ids})) == {"ids": ids}
    most = wire.pack({"ids": [], "noise": os.urandom(4_190_000).hex()})
    assert wire.MOST_PACKED * 0.4 < len(most) < wire.MOST_PACKED
    assert said(desk.send("POST", "/v1/lacks", most)) == {"ids": []}


def test_a_bomb_goes_off_outside(desk: Asker):
    bomb = zstandard.ZstdCompressor(level=19).compress(b"[" + b"0," * 200_000_000 + b"0]")
    assert len(bomb) < 200_000
    assert fault(desk.send("POST", "/v1/push", bomb)) == (413, "too_large")


def test_a_bomb_within_a_bomb_and_one_of_depth_are_not_understood(desk: Asker):
    inner = zstandard.ZstdCompressor().compress(b"0" * 1_000_000)
    deep = b'{"ids":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}"
    for body in (zstandard.ZstdCompressor().compress(inner), zstandard.ZstdCompressor().compress(deep)):
        assert fault(desk.send("POST", "/v1/lacks", body)) == (400, "not_packed")


def test_unpacking_takes_little_memory_whatever_the_frame_asks_for(impatient: HubProcess, desk: Asker):
    asking = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    stream = zstandard.ZstdCompressor(compression_params=asking).compressobj()
    greedy = stream.compress(orjson.dumps(LACKS)) + stream.flush()
    assert fault(desk.send("POST", "/v1/lacks", greedy)) == (400, "not_packed")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"ids":[]}', bytes(range(256)), b"\x28\xb5\x2f\xfd", wire.pack(LACKS)[:-8]]
)
def test_what_is_not_packed_is_said_to_be_so(desk: Asker, body: bytes):
    assert fault(desk.send("POST", "/v1/lacks", body)) == (400, "not_packed")


@pytest.mark.parametrize("value", [None, 1, "words", [], [[]], {}, {"ids": None}, {"ids": ["x"]}, {"ids": "00"}])
def test_packed_nonsense_is_not_understood(desk: Asker, value: object):
    for path in ("push", "meet", "common", "return", "lacks"):
        assert fault(desk.post(path, value)) == (400, "not_understood"), path


def test_a_body_that_stops_coming_is_not_waited_for(impatient: HubProcess):
    with dial(impatient) as line:
        line.sendall(b"POST /v1/push HTTP/1.1\r\nhost: hub\r\ncontent-length: 1000\r\n\r\nabc")
        answer = rest(line)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"code":"too_slow"' in answer


def test_a_body_that_trickles_is_given_up_in_the_end(impatient: HubProcess):
    with dial(impatient) as line:
        line.sendall(b"POST /v1/push HTTP/1.1\r\nhost: hub\r\ncontent-length: 1000\r\n\r\n")
        line.settimeout(0.3)
        answer = b""
        for _ in range(100):
            try:
                line.sendall(b"x")
                answer = line.recv(65536)
                break
            except TimeoutError:
                continue
    assert answer.startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize("head", [b"", b"POST /v1/pu", b"POST /v1/push HTTP/1.1\r\nhost: hub\r\nx: "])
def test_headers_that_do_not_come_are_not_waited_for(impatient: HubProcess, head: bytes):
    with dial(impatient) as line:
        line.sendall(head)
        assert rest(line) == b""


def test_headers_that_trickle_on_a_line_that_was_used_before_are_not_waited_for(impatient: HubProcess):
    with dial(impatient) as line:
        assert healthy(line)
        line.sendall(b"GET /healthz HTTP/1.1\r\nhost")
        assert rest(line) == b""


def test_a_line_may_be_idle_between_requests(impatient: HubProcess):
    with dial(impatient) as line:
        for _ in range(2):
            assert healthy(line)
            time.sleep(2.5)


def test_garbage_on_the_line_is_a_bad_request(impatient: HubProcess):
    for garbage in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0" * 100 + b"\r\n\r\n", b"GET\r\n\r\n"):
        with dial(impatient) as line:
            line.sendall(garbage)
            assert rest(line)[:12] in (b"", b"HTTP/1.1 400")


def test_headers_without_end_are_refused(impatient: HubProcess):
    with dial(impatient) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nhost: hub\r\nx: " + b"y" * 100_000)
        assert line.recv(12) == b"HTTP/1.1 400"


def test_another_version_of_the_wire_is_told_which_one_is_spoken_here(desk: Asker):
    for path in ("/v2/push", "/v0/meet", "/v17", "/v999999999999/feed?after=1"):
        answer = desk.client.post(path)
        assert fault(answer) == (426, "version_unknown")
        assert answer.json()["error"]["speaks"] == [wire.WIRE]


def test_paths_and_methods_that_are_not_there_are_said_to_be_so(desk: Asker):
    for path in ("/", "/v1", "/v1/", "/v1/nothing", "/admin", "/docs", "/v1/push/", "/..%2f..%2fetc/passwd", "/民"):
        assert fault(desk.client.get(path)) == (404, "not_found"), path
    answer = desk.client.get("/v1/push")
    assert fault(answer) == (405, "method_wrong")
    assert answer.headers["allow"] == "POST"
    assert fault(desk.client.put("/v1/feed")) == (405, "method_wrong")


@pytest.mark.parametrize(
    "query",
    ["after=-1", "after=x", f"after={2**63}", "limit=0", "limit=5001", "token=zz", "token=" + "0" * 31, "after=1.5"],
)
def test_a_query_that_cannot_be_meant_is_not_understood(desk: Asker, query: str):
    assert fault(desk.send("GET", f"/v1/feed?{query}")) == (400, "not_understood")


def test_answers_are_kept_by_nobody_on_the_way(desk: Asker):
    for answer in (desk.feed(), desk.client.get("/v1/feed"), desk.client.get("/healthz")):
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers


@pytest.mark.parametrize("text", ["idle_second = 3", "workers = 0", "workers = true", 'workers = "8"', "workers = "])
def test_settings_that_cannot_be_meant_are_named(tmp_path: Path, text: str):
    (tmp_path / "hub.toml").write_text(text)
    with pytest.raises(BadInput) as wrong:
        load_settings(tmp_path)
    assert wrong.value.code == "settings_wrong"


def test_settings_that_cannot_be_meant_keep_the_hub_from_starting(tmp_path: Path):
    (tmp_path / "hub.toml").write_text("idle_second = 3")
    with pytest.raises(AssertionError, match="not ready"):
        HubProcess(tmp_path).start()
    assert "idle_second" in (tmp_path / "serve.log").read_text()
    assert not (tmp_path / "hub.key").exists()
