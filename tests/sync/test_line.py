"""The line to the hub: what is signed, what is trusted, and what every failure is called."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.errors import BadEnvironment, BadInput
from desk.sync import wire
from desk.sync.client import Answered, Line, Lost, Signer, check_url
from tests.sync.authority import Authority
from tests.sync.scripted import Reply, Script, no, ok, scripted

SEED = bytes(range(32))
NOW = 1_795_000_000


def line_to(script: Script, *, ca: str = "", now: int = NOW) -> Line:
    return Line(script.url, ca, Signer(SEED, lambda: now))


def ask(script: Script, **how: object) -> dict[str, object]:
    line = line_to(script, **how)  # type: ignore[arg-type]
    try:
        return line.post("/meet", {"a": 1})
    finally:
        line.close()


def test_every_request_is_signed_over_path_query_body_time_and_a_nonce_of_its_own():
    with scripted(ok({"b": 2})) as script:
        line = line_to(script)
        assert line.post("/meet", {"a": 1}) == {"b": 2}
        line.get("/feed", after=3, token="0" * 32, limit=10)
        line.close()
    first, second = script.asked
    assert (first.method, first.target, first.time, first.body) == ("POST", "/v1/meet", NOW, {"a": 1})
    assert (second.method, second.body) == ("GET", None)
    assert second.target == f"/v1/feed?after=3&token={'0' * 32}&limit=10"
    assert first.nonce != second.nonce


@pytest.mark.parametrize("years", [-56, 10])
def test_a_wrong_clock_is_put_right_by_the_hubs_time_and_stays_right(years: int):
    wrong = NOW + years * 365 * 86_400
    with scripted(no(401, "clock_wrong", hub_time=NOW), ok({})) as script:
        line = line_to(script, now=wrong)
        line.post("/meet", {})
        line.post("/meet", {})
        line.close()
    assert [asked.time for asked in script.asked] == [wrong, NOW, NOW]


def test_a_hub_that_never_likes_the_clock_is_asked_twice_and_no_more():
    with scripted(no(401, "clock_wrong", hub_time=NOW + 9999)) as script, pytest.raises(Answered, match="hub_refused"):
        ask(script)
    assert len(script.asked) == 2


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(500, b""), "status_500"),
        (Reply(504, b"<html>"), "status_504"),
        (no(500, "unexpected", problem="ValueError"), "unexpected"),
        (no(503, "disk_full"), "disk_full"),
        (Reply(302, b"", {"location": "http://login.example/"}), "status_302"),
        (Reply(200, b"<html>Welcome to the hotel</html>"), "garbled"),
        (Reply(200, wire.pack([1])), "garbled"),
        (Reply(200, wire.pack({"a": 1})[:-6]), "garbled"),
        (Reply(200, wire.pack({"a": 1}), told=5000), "cut"),
        (Reply(404, b"not here"), "status_404"),
        (no(401, "replayed"), "replayed"),
        (no(413, "too_large", most=1), "too_large"),
    ],
)
def test_no_usable_answer_is_a_hub_that_cannot_be_reached(reply: Reply, problem: str):
    with scripted(reply) as script, pytest.raises(Lost) as lost:
        ask(script)
    assert (lost.value.code, lost.value.facts, lost.value.again) == ("hub_unreachable", {"problem": problem}, True)


def test_an_answer_that_unpacks_to_more_memory_than_there_is_is_not_unpacked():
    bomb = wire.pack({"a": "0" * (wire.MOST_BYTES + 1)})
    assert len(bomb) < 10_000
    with scripted(Reply(200, bomb)) as script, pytest.raises(Lost, match="garbled"):
        ask(script)


def test_an_endless_answer_is_not_read_to_its_end():
    with scripted(Reply(200, bytes(wire.MOST_BYTES + 2**20))) as script, pytest.raises(Lost, match="garbled"):
        ask(script)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (no(403, "revoked"), "hub_revoked"),
        (no(426, "version_unknown", speaks=[2]), "hub_version"),
        (no(429, "guessing_locked", seconds=60), "hub_busy"),
        (no(400, "not_understood"), "hub_refused"),
    ],
)
def test_what_the_hub_says_plainly_has_a_name_of_its_own(reply: Reply, code: str):
    with scripted(reply) as script, pytest.raises(BadEnvironment) as said:
        ask(script)
    assert said.value.code == code


def test_how_long_the_hub_wants_to_be_left_alone_is_told():
    with scripted(Reply(503, b"", {"retry-after": "17"})) as script, pytest.raises(Lost) as lost:
        ask(script)
    assert (lost.value.retry_after, lost.value.facts["retry_after"]) == (17, 17)


def test_a_hub_that_is_not_there_is_not_asked_again_at_once():
    with scripted(ok({})) as script:
        pass
    with pytest.raises(Lost) as lost:
        ask(script)
    assert (lost.value.facts, lost.value.again) == ({"problem": "no_connection"}, False)


def test_the_proxies_of_the_computer_are_not_asked(monkeypatch: pytest.MonkeyPatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with scripted(ok({"b": 2})) as script:
        assert ask(script) == {"b": 2}


def test_a_hub_of_the_named_authority_is_trusted_and_another_one_is_not(tmp_path: Path):
    ours, theirs = Authority(tmp_path, "ours"), Authority(tmp_path, "theirs")
    with scripted(ok({"b": 2}), context=ours.server()) as script:
        assert ask(script, ca=ours.pem) == {"b": 2}
        for ca in (theirs.pem, ""):
            with pytest.raises(BadEnvironment) as said:
                ask(script, ca=ca)
            assert said.value.code == "hub_untrusted"
    assert len(script.asked) == 1


@pytest.mark.parametrize("years", [-60, 60])
def test_the_named_authority_is_trusted_by_a_computer_whose_clock_is_decades_off(tmp_path: Path, years: int):
    begins = datetime.now(UTC) + timedelta(days=365 * years)
    authority = Authority(tmp_path, "ours", begins)
    with scripted(ok({"b": 2}), context=authority.server()) as script:
        assert ask(script, ca=authority.pem) == {"b": 2}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://hub.example.cn", "hub_not_tls"),
        ("http://10.0.0.7:8000", "hub_not_tls"),
        ("http://127.0.0.1.example.cn", "hub_not_tls"),
        ("hub.example.cn", "hub_url_wrong"),
        ("ftp://hub.example.cn", "hub_url_wrong"),
        ("https://", "hub_url_wrong"),
        ("https://hub.example.cn:99999", "hub_url_wrong"),
        ("https://hub.example.cn:0", "hub_url_wrong"),
        ("https://user:secret@hub.example.cn", "hub_url_wrong"),
        ("https://hub.example.cn/some/where", "hub_url_wrong"),
        ("https://hub.example.cn?a=1", "hub_url_wrong"),
        ("https://[::1", "hub_url_wrong"),
        ("https://hub.example.cn\n", "hub_url_wrong"),
        ("https://hub example.cn", "hub_url_wrong"),
        ("https://" + "a" * 70 + ".cn", "hub_url_wrong"),
        ("https://" + "a." * 130 + "cn", "hub_url_wrong"),
        ("https://hub..cn", "hub_url_wrong"),
        ("https://民.\ud800", "hub_url_wrong"),
        ("", "hub_url_wrong"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(url: str, code: str):
    with pytest.raises(BadInput) as refused:
        check_url(url)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "url",
    [
        "https://hub.example.cn",
        "https://hub.example.cn:8443/",
        "http://127.0.0.1:8000",
        "http://[::1]:8",
        "https://民.cn",
    ],
)
def test_an_address_over_tls_or_on_this_computer_is_taken(url: str):
    assert check_url(url) == url.rstrip("/")


def test_a_desk_without_a_hub_never_loads_what_talks_to_one():
    code = "import desk.actions.exchange, sys; print([name for name in ('httpx', 'PySide6') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
