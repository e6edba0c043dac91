"""A made-up station, its clock, people and what they say: words so rare that they can be looked for in a file."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.actions.desk import Desk, Lists
from desk.actions.opening import Founded, Founding, found_station
from desk.actions.station import describe_station
from desk.domain.moment import SHANGHAI
from desk.domain.place import DAYS
from desk.storage import keyring

PASSWORD = "晨光-123456"
FOUNDING = Founding("310116113000", "晨光居民区征集点", "point", "卫某", PASSWORD)


@dataclass
class Clock:
    """Tells the time it was told; `now` may be set."""

    now: datetime = datetime(2026, 11, 21, 10, 0, 7, 123456, tzinfo=SHANGHAI)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


Found = Callable[..., Founded]


def found_cheaply(home: Path, lists: Lists, clock: Clock, founding: Founding = FOUNDING) -> Desk:
    """A desk for a whole module; its password costs a millisecond instead of a quarter of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyring, "_MEMORY_KIB", 16)
        patch.setattr(keyring, "_PASSES", 1)
        return found_station(home, founding, clock, lists).desk


def promising_answers_alone(desk: Desk) -> Desk:
    """A station that promises by when people are told, and nothing on the way."""
    describe_station(desk, dict.fromkeys(DAYS, "0"))
    return desk


_HAN = [chr(point) for point in range(0x4E00, 0x9FA6)]


def words(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_HAN) for _ in range(length))


def form(chance: random.Random, length: int = 60) -> dict[str, Any]:
    """Form F1 with every typed field filled in."""
    return {
        "title": words(chance, 12),
        "main_cause": words(chance, length),
        "proposal": words(chance, 20),
        "original_text": words(chance, length),
        "first_opinion": words(chance, 9),
        "recorder": words(chance, 3),
        "suggester": {
            "name": words(chance, 3),
            "phone": f"139{chance.randrange(10**8):08d}",
            "address": words(chance, 15),
            "identity": ["居民", words(chance, 5)],
            "public_ok": True,
            "pi_notice_given": True,
        },
        "nature": "JY",
        "category": "07",
        "channel": "CH01",
        "person_times": 2,
        "feedback_mode": ["FM2"],
    }


def person_texts(given: dict[str, Any]) -> list[str]:
    person = given["suggester"]
    return [person["name"], person["phone"], person["address"], person["identity"][1], given["recorder"]]


def words_texts(given: dict[str, Any]) -> list[str]:
    return [given[name] for name in ("title", "main_cause", "proposal", "original_text", "first_opinion")]
