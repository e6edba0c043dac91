"""The door of a real hub: who is let in, and what everybody else is told."""

import os
import time
from collections.abc import Iterator

import pytest
from hub_process import HubProcess

from desk.sync import wire
from tests.hub.asking import TOWN, VILLAGE, Asker, a_case, again_at, fault, said, settle

HOUR = 3600


@pytest.fixture(scope="module")
def desk(served: HubProcess) -> Iterator[Asker]:
    asker = settle(served, VILLAGE, "village")
    yield asker
    asker.client.close()


@pytest.fixture
def stranger(served: HubProcess) -> Iterator[Asker]:
    asker = Asker(served.url)
    yield asker
    asker.client.close()


MEETING = {"cursor": [0, wire.NO_TOKEN], "mark": [0, wire.NO_TOKEN], "epoch": 0, "rules": 1}


@pytest.mark.parametrize("line", ["", "Bearer abc", "MSD1 key=ab,time=1,nonce=c,sig=d", "MSD1 " + "x" * 5000, "民声"])
def test_a_request_that_is_not_signed_is_refused(desk: Asker, line: str):
    headers = {wire.AUTHORIZATION: line.encode()}
    assert fault(desk.client.get("/v1/feed", headers=headers)) == (401, "unsigned")
    assert fault(desk.client.post("/v1/push", content=b"x" * 100_000, headers=headers)) == (401, "unsigned")


def test_a_signature_holds_for_one_method_path_and_body_alone(desk: Asker):
    body = wire.pack(MEETING)
    line = desk.line("POST", "/v1/meet", body)
    spoiled = [
        ("POST", "/v1/push", body),
        ("POST", "/v1/meet?x=1", body),
        ("POST", "/v1/meet", body + b"\0"),
        ("POST", "/v1/meet", b""),
        ("GET", "/v1/feed", body),
    ]
    for method, target, sent in spoiled:
        answer = desk.client.request(method, target, content=sent, headers={wire.AUTHORIZATION: line})
        assert fault(answer) == (401, "signature_wrong"), (method, target)
    assert desk.client.post("/v1/meet", content=body, headers={wire.AUTHORIZATION: line}).status_code == 200


def test_nobody_signs_with_the_key_of_another(desk: Asker, stranger: Asker):
    assert fault(stranger.post("meet", MEETING, key=desk.key)) == (401, "signature_wrong")


def test_a_desk_that_is_not_enrolled_is_not_known(stranger: Asker):
    assert fault(stranger.feed()) == (401, "desk_unknown")
    assert fault(stranger.post("push", {})) == (401, "desk_unknown")


def test_a_stranger_is_not_read_to_the_end(stranger: Asker):
    assert fault(stranger.send("POST", "/v1/push", os.urandom(1_000_000))) == (401, "desk_unknown")
    assert fault(stranger.send("POST", "/v1/enrol", os.urandom(1_000_000))) == (413, "too_large")


@pytest.mark.parametrize("off", [-HOUR, HOUR, -(10 * 365 * 24 * HOUR), 10 * 365 * 24 * HOUR])
def test_a_wrong_clock_is_told_the_time_and_comes_in_with_it(desk: Asker, off: int):
    answer = desk.post("meet", MEETING, time=max(0, int(time.time()) + off))
    assert fault(answer) == (401, "clock_wrong")
    told = answer.json()["error"]["hub_time"]
    assert abs(told - time.time()) < 120
    assert said(desk.post("meet", MEETING, time=told))


def test_a_clock_may_be_off_by_minutes(desk: Asker):
    for off in (-280, 280):
        assert said(desk.post("meet", MEETING, time=int(time.time()) + off))


def test_the_time_is_told_to_nobody_who_cannot_sign(desk: Asker, stranger: Asker):
    answer = stranger.post("meet", MEETING, key=desk.key, time=5)
    assert answer.json() == {"error": {"code": "signature_wrong"}}


def test_a_request_is_answered_once(desk: Asker):
    body = wire.pack(MEETING)
    headers = {wire.AUTHORIZATION: desk.line("POST", "/v1/meet", body)}
    assert desk.client.post("/v1/meet", content=body, headers=headers).status_code == 200
    for _ in range(3):
        assert fault(desk.client.post("/v1/meet", content=body, headers=headers)) == (401, "replayed")


def test_a_replay_is_known_after_a_restart_and_in_another_process(served: HubProcess, desk: Asker):
    body = wire.pack(MEETING)
    headers = {wire.AUTHORIZATION: desk.line("POST", "/v1/meet", body)}
    assert desk.client.post("/v1/meet", content=body, headers=headers).status_code == 200
    second = HubProcess(served.files, served.db).start()
    try:
        other = again_at(desk, second.url)
        assert fault(other.client.post("/v1/meet", content=body, headers=headers)) == (401, "replayed")
        other.client.close()
    finally:
        second.kill()
    served.restart()
    assert fault(desk.client.post("/v1/meet", content=body, headers=headers)) == (401, "replayed")


def test_a_revoked_desk_reads_and_writes_nothing_from_the_next_request_on(served: HubProcess):
    asker = settle(served, TOWN, "town")
    assert said(asker.push(a_case()))
    assert said(asker.feed())["facts"]
    before = said(asker.feed())["place"]
    assert served.command("revoke", asker.key[:12]).value == {"desk": asker.key, "revoked": True}
    for answer in (asker.feed(), asker.push(a_case()), asker.post("lacks", {"ids": []})):
        assert fault(answer) == (403, "revoked")
    assert fault(asker.send("POST", "/v1/push", os.urandom(1_000_000))) == (403, "revoked")
    watcher = settle(served, TOWN, "town")
    assert before < said(watcher.feed())["place"] <= before + 1  # the watcher's own station alone came since
    for one in (asker, watcher):
        one.client.close()


def test_a_revoked_desk_is_not_let_in_by_a_new_code(served: HubProcess):
    asker = settle(served, VILLAGE, "village")
    served.command("revoke", asker.key)
    assert fault(asker.enrol(served.enrolment_code(VILLAGE, "village"))) == (403, "revoked")
    asker.client.close()
