"""The places of the demo: two stations, their town, and the hub they talk to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.command_tools import PASSWORD, Commands
from tests.hub_process import HubProcess, running_hub

TOWN, CHENGUANG, XIANGYANG = "310116113000", "310116113201", "310116113202"
_TABLE = f"""code,name,level
310000000000,上海市,市
310116000000,金山区,区
{TOWN},山阳镇,街镇
{CHENGUANG},晨光居民区,村居
{XIANGYANG},向阳村,村居
"""
_TO_THE_HUB = ("enrol", "sync")
_SEATS = {
    "chenguang": ("晨光居民区征集点", CHENGUANG, "village", "卫某"),
    "xiangyang": ("向阳村征集点", XIANGYANG, "village", "严某"),
    "town": ("山阳镇征集工作站", TOWN, "town", "蒋某"),
}


@dataclass(frozen=True)
class Seat:
    """A desk of the demo, worked by its commands; those that talk to the hub are processes of their own."""

    name: str
    commands: Commands

    def do(self, *words: str | Path) -> Any:
        """The command's answer. Raises AssertionError with what it said when it failed."""
        said = self.commands(*words) if words[0] in _TO_THE_HUB else self.commands.inside(*words)
        assert said.code == 0, (self.name, words, said.out.decode(), said.error)
        return said.value

    def fill(self, *words: str | Path, form: dict[str, Any]) -> Any:
        """A command whose last word is a form."""
        return self.do(*words, self.commands.file(form))


@dataclass(frozen=True)
class Country:
    hub: HubProcess
    chenguang: Seat
    xiangyang: Seat
    town: Seat

    @property
    def seats(self) -> tuple[Seat, ...]:
        return self.chenguang, self.xiangyang, self.town


@contextmanager
def founded(folder: Path) -> Iterator[Country]:
    """A hub that runs until the block is left, and three desks that joined it."""
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    (folder / "places.csv").write_text(_TABLE, encoding="utf-8")
    with running_hub(folder / "hub") as hub:
        assert hub.command("places", "import", folder / "places.csv").code == 0
        yield Country(hub, **{key: _seat(folder, password, hub, key) for key in _SEATS})


def _seat(folder: Path, password: Path, hub: HubProcess, key: str) -> Seat:
    name, code, level, operator = _SEATS[key]
    seat = Seat(name, Commands(folder / key, password))
    station = ("--station", code, "--name", name, "--level", level, "--operator", operator)
    seat.do("init", *station, "--recovery-file", folder / f"{key}-recovery")
    one_time = hub.command("enrol", "--place", code, "--level", level).value["code"]
    seat.do("enrol", "--hub", hub.url, "--code", one_time)
    return seat
