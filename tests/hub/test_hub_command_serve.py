"""`minsheng-hub serve`: where it listens and where not, TLS, the proxy in front, its one line, its end."""

import json
import signal
import socket
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from hub_process import READY, HubProcess, hub_argv, hub_command, hub_environment, running_hub

from desk.errors import BadInput
from desk.hub import server
from desk.hub.enrolment import WRONG_OF_ONE
from desk.hub.server import Address, check_address
from tests.hub.asking import Asker, fault
from tests.hub.conftest import settle_places
from tests.nursery import PATIENCE
from tests.sync.authority import Authority


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "city")


def test_it_is_ready_when_it_says_so_and_ends_with_zero(tmp_path: Path):
    words = hub_argv(tmp_path, "", "serve", "--port", "0")
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=hub_environment(), text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix(READY).strip()
        assert url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{url}/healthz", trust_env=False).json() == {"status": "ok", "version": "0.1.0", "wire": 1}
        assert httpx.head(f"{url}/healthz", trust_env=False).status_code == 200
        process.terminate()
        assert process.communicate(timeout=PATIENCE) == ("", "")
    assert process.returncode == 0


def test_a_hub_of_the_tests_is_ready_and_ends_as_the_command_does(tmp_path: Path):
    with running_hub(tmp_path) as hub:
        assert hub.url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{hub.url}/healthz", trust_env=False).status_code == 200
        assert hub.stop() == 0
    assert hub.log.read_text() == ""


def test_what_a_hub_must_never_have_to_say_is_found_in_its_log(tmp_path: Path):
    hub = HubProcess(tmp_path)
    assert hub.confessions() == []
    fine = {"event": "request", "status": 503, "code": "database_busy"}
    odd = [{"event": "request", "status": 503, "code": "database_damaged"}, {"event": "bug", "number": "0"}]
    hub.log.write_text("".join(json.dumps(line) + "\n" for line in (fine, *odd)))
    assert [json.loads(line) for line in hub.confessions()] == odd


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_before_it_is_ready_ends_it_too(tmp_path: Path, how: signal.Signals):
    words = hub_argv(tmp_path, "", "serve", "--port", "0")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=hub_environment()) as process:
        while not (tmp_path / "hub.key").exists():
            assert process.poll() is None
        process.send_signal(how)
        try:
            _, error = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert (process.returncode, error) == (0, b"")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_small_answers_do_not_wait_for_each_other(host: str):
    with server._listen(Address(host, 0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # only then asyncio turns Nagle off


def test_with_json_the_line_is_json(tmp_path: Path):
    words = hub_argv(tmp_path, "", "serve", "--port", "0", "--json")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=hub_environment()) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["ready"].startswith("http://127.0.0.1:")
        process.terminate()
        assert process.stdout.read() == b""
    assert process.returncode == 0


def test_beyond_this_computer_nothing_travels_openly(tmp_path: Path):
    answer = hub_command(tmp_path / "files", "", "serve", "--host", "0.0.0.0", "--port", "0")
    assert (answer.code, answer.fault["code"]) == (2, "tls_needed")
    assert "0.0.0.0" in answer.fault["message"]
    assert not (tmp_path / "files").exists()


@pytest.mark.parametrize(
    ("host", "open_"),
    [
        *((host, False) for host in ("0.0.0.0", "::", "192.0.2.1", "hub.example.cn", "")),
        *((host, True) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost")),
    ],
)
def test_openly_it_speaks_to_this_computer_alone(host: str, open_: bool):
    where = Address(host, 0)
    check_address(replace(where, proxies="10.0.0.1"))
    if open_:
        check_address(where)
        return
    with pytest.raises(BadInput) as needed:
        check_address(where)
    assert needed.value.code == "tls_needed"


def test_tls_is_spoken_with_certificate_and_key(tmp_path: Path, authority: Authority):
    options = ("--cert", str(authority.hub_certificate), "--key", str(authority.hub_key))
    with running_hub(tmp_path / "hub", options=options) as hub:
        assert hub.url.startswith("https://127.0.0.1:")
        trusting = ssl.create_default_context(cafile=str(authority.file))
        assert httpx.get(f"{hub.url}/healthz", verify=trusting, trust_env=False).status_code == 200
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{hub.url}/healthz", trust_env=False)
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"http://127.0.0.1:{hub.port}/healthz", trust_env=False)
        old = ssl.create_default_context(cafile=str(authority.file))
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{hub.url}/healthz", verify=old, trust_env=False)


def test_a_certificate_that_cannot_be_used_is_said_before_anything_is_made(tmp_path: Path, authority: Authority):
    other = Authority(tmp_path, "other")
    (tmp_path / "empty").touch()
    pairs = [
        (authority.hub_certificate, None),
        (None, authority.hub_key),
        (authority.hub_certificate, other.hub_key),
        (tmp_path / "nothing", authority.hub_key),
        (tmp_path / "empty", tmp_path / "empty"),
    ]
    for cert, key in pairs:
        with pytest.raises(BadInput) as unusable:
            check_address(Address("127.0.0.1", 0, cert, key))
        assert unusable.value.code == "certificate_unusable", (cert, key)
    answer = hub_command(tmp_path / "files", "", "serve", "--port", "0", "--cert", authority.hub_certificate)
    assert (answer.code, answer.fault["code"]) == (2, "certificate_unusable")
    assert not (tmp_path / "files").exists()


def test_an_address_that_is_taken_is_named(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = hub_command(tmp_path, "", "serve", "--port", str(port))
    assert (answer.code, answer.fault["code"]) == (3, "address_taken")
    assert f"127.0.0.1:{port}" in answer.fault["message"]


def guess(hub: HubProcess, forwarded: str, times: int) -> list[tuple[int, str]]:
    """Codes that nobody gave, from an address that a proxy names."""
    asker = Asker(hub.url)
    asker.client.headers["x-forwarded-for"] = forwarded
    answers = [fault(asker.post("enrol", asker.enrolling(code=f"{number:08d}"))) for number in range(times)]
    asker.client.close()
    return answers


def test_behind_a_proxy_guesses_are_counted_for_whom_it_speaks(tmp_path: Path):
    with running_hub(tmp_path, options=("--behind-proxy", "127.0.0.0/8")) as hub:
        settle_places(hub)
        wrong = [(403, "code_wrong")] * WRONG_OF_ONE
        assert guess(hub, "198.51.100.7", WRONG_OF_ONE + 1) == [*wrong, (429, "guessing_locked")]
        assert guess(hub, "198.51.100.8", 1) == [(403, "code_wrong")]
        assert guess(hub, "203.0.113.9, 198.51.100.7", 1) == [(429, "guessing_locked")]  # the last is the proxy's word


def test_without_a_proxy_nobody_speaks_for_others(tmp_path: Path):
    with running_hub(tmp_path) as hub:
        settle_places(hub)
        assert guess(hub, "198.51.100.7", WRONG_OF_ONE) == [(403, "code_wrong")] * WRONG_OF_ONE
        assert guess(hub, "198.51.100.8", 1) == [(429, "guessing_locked")]
