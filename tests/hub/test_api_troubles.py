"""What the hub answers when it is in trouble itself: nothing counts as taken, and nobody's words get into the log."""

import asyncio
import io
import json
import logging
import os
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from hub_process import HubProcess, running_hub
from postgres import serving

from desk.errors import BadEnvironment
from desk.hub import api, keep
from desk.hub import log as hub_log
from desk.hub.engine import PAGE, HubEngine
from desk.hub.enrolment import new_code
from desk.hub.hub import Hub, open_hub
from desk.hub.settings import Settings, default_database
from desk.sync import wire
from tests.hub.asking import VILLAGE, Asker, a_case, again_at, fault, said, settle
from tests.hub.conftest import settle_places

WORDS, NAME = "东门路灯坏了三盏。", "欧阳某"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    process = HubProcess(tmp_path)
    settle_places(process)
    hub = open_hub(default_database(tmp_path), tmp_path, time.time)
    yield hub
    hub.close()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the hub logs; afterwards the loggers are as they were."""
    names = ("hub", "desk", "uvicorn.error")
    before = [(logging.getLogger(name), *_state(name)) for name in names]
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    text = io.StringIO()
    hub_log.open_log(text)
    yield text
    for logger, handlers, level, propagate in before:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def _state(name: str) -> tuple[list[logging.Handler], int, bool]:
    logger = logging.getLogger(name)
    return logger.handlers[:], logger.level, logger.propagate


class Within:
    """Asks the app in this process, where a test may break it."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.app = api.make_app(hub, Settings())
        self.asker = Asker("http://hub")
        self.asker.client.close()
        station = self.asker.enrolling(code=new_code(hub, VILLAGE, "village").code)
        self.asker.place = UUID(said(self.post("enrol", station))["certificate"]["place"])

    def post(self, name: str, value: Any) -> httpx.Response:
        body, target = wire.pack(value), f"{wire.PREFIX}/{name}"
        return self.ask("POST", target, body, {wire.AUTHORIZATION: self.asker.line("POST", target, body)})

    def push(self) -> httpx.Response:
        return self.post("push", self.asker.push_body(self.asker.write(a_case(WORDS, NAME))))

    def ask(self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None) -> httpx.Response:
        async def once() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://hub") as client:
                return await client.request(method, target, content=body, headers=headers)

        return asyncio.run(once())


def test_a_bug_has_a_number_that_finds_its_line_without_anybodys_words(
    hub: Hub, told: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError(WORDS + NAME)

    monkeypatch.setattr(keep, "take_push", broken)
    answer = Within(hub).push()
    assert fault(answer) == (500, "unexpected")
    number = answer.json()["error"]["problem"]
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    [bug] = [line for line in lines if line["event"] == "bug"]
    assert bug["number"] == number
    assert "ZeroDivisionError" in bug["error"]
    assert "broken" in bug["error"]
    for never in (WORDS, NAME, json.dumps(NAME)[1:-1]):
        assert never not in told.getvalue()


def failing(where: str) -> Callable[[Any], Any]:
    """The engine's write section, failing before, inside, or at the very end of its transaction."""
    whole = HubEngine.write

    @contextmanager
    def write(self: HubEngine) -> Iterator[Any]:
        with whole(self) as connection:
            if where == "begin":
                raise BadEnvironment("database_busy")
            yield connection
            if where == "commit":
                raise BadEnvironment("disk_full")

    return write


@pytest.mark.parametrize(("where", "code"), [("begin", "database_busy"), ("commit", "disk_full")])
def test_what_is_not_committed_is_not_answered_for(hub: Hub, monkeypatch: pytest.MonkeyPatch, where: str, code: str):
    within = Within(hub)
    facts = within.asker.write(a_case(WORDS, NAME))
    with monkeypatch.context() as patch:
        patch.setattr(HubEngine, "write", failing(where))
        patch.setattr(HubEngine, "note", HubEngine.note if where == "commit" else failing(where))
        answer = within.post("push", within.asker.push_body(facts))
    assert fault(answer) == (503, code)
    assert int(answer.headers["retry-after"]) > 0
    with hub.engine.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM fact WHERE verdict = 'ok'").scalar() == 7
    assert said(within.post("push", within.asker.push_body(facts)))["head"][0] == 1


def test_a_full_disk_is_said_and_mended_without_a_restart(alone: HubProcess):
    asker = settle(alone, VILLAGE, "village")
    assert said(asker.push(a_case()))
    facts = asker.write(a_case("长" * 20_000))
    assert alone.process is not None
    free = resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, (4096, free[1]))
    answer = asker.post("push", asker.push_body(facts))
    status, code = fault(answer)
    assert status == 503
    assert code in ("disk_full", "disk_failing")
    assert answer.headers["retry-after"] == "30"
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, free)
    assert said(asker.post("push", asker.push_body(facts)))["head"][0] == 2
    asker.client.close()


def test_of_damaged_records_the_log_says_what_the_engine_found_and_where(hub: Hub, told: io.StringIO):
    within = Within(hub)
    said(within.push())
    hub.engine.forget_deleted()
    file = hub.apart.folder / "hub.db"
    with file.open("r+b") as records:
        records.seek(PAGE)
        records.write(bytes(file.stat().st_size - PAGE))
    hub.engine.close()
    assert fault(within.push()) == (503, "database_damaged")
    line = json.loads(told.getvalue().splitlines()[-1])
    assert (line["status"], line["code"]) == (503, "database_damaged")
    assert "[SQLITE_CORRUPT] " in line["error"]
    assert "vault.py" in line["error"]


def test_a_database_that_goes_away_is_said_and_comes_back_without_a_restart(tmp_path: Path):
    with serving() as server, running_hub(tmp_path, server.database()) as hub:
        settle_places(hub)
        asker = settle(hub, VILLAGE, "village")
        assert said(asker.push(a_case()))
        facts = asker.write(a_case())
        server.kill()
        for answer in (asker.post("push", asker.push_body(facts)), asker.feed(), asker.client.get("/healthz")):
            assert fault(answer) == (503, "database_unreachable")
            assert answer.headers["retry-after"] == "30"
        metrics = asker.client.get("/metrics")
        assert metrics.status_code == 200
        assert "minsheng_hub_records_reachable 0.0" in metrics.text
        server.start()
        assert said(asker.post("push", asker.push_body(facts)))["head"][0] == 2
        assert asker.client.get("/healthz").status_code == 200
        assert '"bug"' not in hub.log.read_text()
        asker.client.close()


def test_a_hub_that_is_killed_and_started_again_goes_on_where_it_was(alone: HubProcess):
    asker = settle(alone, VILLAGE, "village")
    receipt = said(asker.push(a_case()))
    port = alone.port
    alone.kill()
    alone.start(port)
    page = said(asker.feed())
    assert (page["place"], page["token"], page["epoch"]) == (receipt["place"], receipt["token"], receipt["epoch"])
    assert said(asker.push(a_case()))["head"][0] == 2
    asker.client.close()


def test_a_hub_that_is_stopped_finishes_what_is_under_way(alone: HubProcess):
    asker = settle(alone, VILLAGE, "village")
    body = wire.pack(asker.push_body(asker.write(a_case(), a_case())))
    line = asker.line("POST", "/v1/push", body)
    head = ["POST /v1/push HTTP/1.1", "host: hub", f"authorization: {line}", f"content-length: {len(body)}"]
    with socket.create_connection(("127.0.0.1", alone.port), timeout=60) as socket_:
        socket_.sendall("\r\n".join([*head, "expect: 100-continue", "", ""]).encode())
        assert socket_.recv(4096).startswith(b"HTTP/1.1 100")
        assert alone.process is not None
        os.kill(alone.process.pid, signal.SIGTERM)
        while listens(alone.port):
            time.sleep(0.01)
        socket_.sendall(body)
        assert socket_.recv(4096).startswith(b"HTTP/1.1 200")
    assert alone.stop() == 0
    port = alone.port
    alone.start(port)
    asker.client.close()
    later = again_at(asker, alone.url)
    assert len(said(later.feed())["facts"]) == 9
    later.client.close()


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
