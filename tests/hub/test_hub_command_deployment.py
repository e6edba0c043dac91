"""What is shipped for running a hub: it can be read, its parts fit together, and its commands are commands."""

import configparser
import re
import shlex
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml
from hub_process import ROOT, HubProcess, hub_environment

from desk.hub import commands
from desk.hub.cli import COMMANDS, split_options
from desk.hub.server import Address, check_address

FOLDER = ROOT / "resources" / "hub"
UNITS = sorted(FOLDER.glob("minsheng-hub*.*"))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    return value


def lines(name: str) -> dict[str, str]:
    """The instructions of the image that say one thing."""
    text = (FOLDER / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return dict(line.split(" ", 1) for line in text.splitlines() if re.match("[A-Z]+ ", line))


def unit(path: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, strict=False, comment_prefixes=("#",))
    read.optionxform = str  # type: ignore[assignment]
    read.read_string(path.read_text(encoding="utf-8"))
    return read


def test_only_the_proxy_is_seen_from_outside(compose: dict[str, Any]):
    services = compose["services"]
    assert {name for name, one in services.items() if "ports" in one} == {"proxy"}
    assert services["records"]["networks"] == ["inside"]
    assert compose["networks"]["inside"]["internal"] is True
    assert all("healthcheck" in services[name] and services[name]["restart"] for name in ("records", "hub"))


def test_the_hub_believes_the_network_of_the_proxy_alone(compose: dict[str, Any]):
    served = yaml.safe_load(lines("Dockerfile")["CMD"])
    believed = served[served.index("--behind-proxy") + 1]
    [subnet] = compose["networks"]["front"]["ipam"]["config"]
    assert ip_network(believed) == ip_network(subnet["subnet"])
    check_address(Address(served[served.index("--host") + 1], 8443, proxies=believed))


def test_every_variable_of_the_composition_is_in_the_example(compose: dict[str, Any]):
    example = (FOLDER / "example.env").read_text(encoding="utf-8")
    named = set(re.findall(r"\$\{(\w+)", (FOLDER / "compose.yaml").read_text(encoding="utf-8")))
    assert named == set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    given = set(compose["services"]["proxy"]["environment"])
    asked = set(re.findall(r"\{\$(\w+)\}", (FOLDER / "Caddyfile").read_text(encoding="utf-8")))
    assert asked == given


def test_the_ports_fit_together(compose: dict[str, Any]):
    port = commands.serve.__defaults__[1]  # type: ignore[index]
    assert f"hub:{port}" in (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    assert lines("Dockerfile")["EXPOSE"] == str(port)
    assert f":{port}/healthz" in compose["services"]["hub"]["healthcheck"]["test"][-1]


def test_the_health_check_of_the_composition_tells_well_from_ill(compose: dict[str, Any], alone: HubProcess):
    _, _, *words = compose["services"]["hub"]["healthcheck"]["test"]
    words = [sys.executable, *(word.replace(":8443/", f":{alone.port}/") for word in words)]
    assert subprocess.run(words, check=False, env=hub_environment(), capture_output=True).returncode == 0
    alone.stop()
    assert subprocess.run(words, check=False, env=hub_environment(), capture_output=True).returncode == 1


def test_what_is_copied_into_the_image_is_there():
    text = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE):
        *sources, _target = line.split()
        assert all((ROOT / source).exists() for source in sources), line
    assert "requirements-hub.txt" in text


@pytest.mark.parametrize("path", UNITS, ids=[path.name for path in UNITS])
def test_a_unit_is_read_and_calls_commands_that_there_are(path: Path):
    sections = unit(path)
    kind = path.suffix.removeprefix(".").capitalize()
    assert set(sections.sections()) <= {"Unit", "Install", kind}
    assert sections["Unit"]["Description"]
    if kind == "Timer":
        assert path.with_suffix(".service") in UNITS
        return
    assert sections[kind]["User"] == "minsheng-hub"
    assert (sections[kind]["NoNewPrivileges"], sections[kind]["ProtectSystem"]) == ("yes", "strict")
    program, *words = shlex.split(sections[kind]["ExecStart"])
    assert program == "/usr/local/bin/minsheng-hub"
    assert split_options(words)[1][0] in COMMANDS


def test_every_command_that_a_guide_names_is_there():
    named: set[str] = set()
    for guide in (*(ROOT / "docs").glob("hub*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md"):
        named |= set(re.findall(r"(?<![/\w])minsheng-hub ([a-z]+)\b", guide.read_text(encoding="utf-8")))
    assert named <= set(COMMANDS)
    assert {"backup", "restore", "revoke", "refused", "enrol", "places"} <= named
