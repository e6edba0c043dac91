"""A page that does not hold in any way is not taken at all: no row, no cursor.

That a content nobody holds yet was not changed on its way is seen to by how pages are packed (tests/sync).
"""

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from feeding import Feed, deliver, facts_of, join_hub
from made_up import Clock, form, found_cheaply

from desk.actions.cases import correct_case, record_case
from desk.actions.desk import Desk, Lists
from desk.errors import BadEnvironment
from desk.storage.page import read_page
from desk.storage.receiving import receive

Page = dict[str, Any]
PLACE, AGAIN, STREAM, SEQ, PREV, CONTENT, EPOCH, N, VERDICT, REASON, TIME, MAC = range(12)
PERSON_SALT, PERSON, WORDS_SALT, WORDS = range(12, 16)
COUNTED = "stream subject fact part stamp erasure waiting token cases step".split()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Page:
    """Five facts of one desk: two at its founding, two cases, a correction."""
    desk = found_cheaply(tmp_path_factory.mktemp("below") / "home", lists, Clock())
    chance = random.Random(3)
    first, _ = (record_case(desk, form(chance)).subjects[0] for _ in range(2))
    correct_case(desk, first, {"title": "改过的主题"}, "说错了")
    feed = Feed()
    feed.take(facts_of(desk))
    desk.close()
    return feed.page()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Any:
    desk = found_cheaply(tmp_path_factory.mktemp("above") / "home", lists, Clock())
    join_hub(desk)
    yield desk
    desk.close()


def state(desk: Desk) -> list[int]:
    with desk.vault.read() as connection:
        counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in COUNTED]
        return [*counts, connection.exec_driver_sql("SELECT cursor FROM hub").scalar_one()]


def cell(row: int, column: int, value: Any) -> Callable[[Page], None]:
    def change(page: Page) -> None:
        page["facts"][row][column] = value(page["facts"][row][column]) if callable(value) else value

    return change


def member(name: str, value: Any) -> Callable[[Page], None]:
    return lambda page: page.update({name: value})


def without(name: str) -> Callable[[Page], None]:
    return lambda page: page.pop(name) and None


def another_digit(text: str) -> str:
    return text[:-1] + ("0" if text[-1] != "0" else "1")


CHANGES: dict[str, Callable[[Page], None]] = {
    "a letter of a person part": cell(2, PERSON, lambda text: text + " "),
    "a letter of a words part": cell(3, WORDS, lambda text: text[:-3] + "中" + text[-2:]),
    "a salt": cell(3, WORDS_SALT, another_digit),
    "a short salt": cell(3, WORDS_SALT, lambda text: text[:-2]),
    "no salt": cell(3, WORDS_SALT, ""),
    "a part the content does not name": cell(4, PERSON, '{"fields":{},"format":1}'),
    "parts that changed places": lambda page: cell(3, PERSON, page["facts"][3][WORDS])(page),
    "a link to nowhere": cell(0, PREV, ""),
    "a short link": cell(0, PREV, "00" * 31),
    "a link that is no hex": cell(0, PREV, "zz" * 32),
    "a gap in a stream": cell(3, SEQ, lambda seq: seq + 1),
    "a seq that is a text": cell(0, SEQ, "1"),
    "a seq that is true": cell(0, SEQ, True),
    "a seq below nothing": cell(0, SEQ, -1),
    "a stream that is not named": cell(0, STREAM, 7),
    "a stream from behind": cell(0, STREAM, -1),
    "places that run back": cell(2, PLACE, 1),
    "a place before the cursor": cell(0, PLACE, 0),
    "a place behind the page": cell(4, PLACE, 900),
    "a verdict nobody gives": cell(1, VERDICT, "perhaps"),
    "a verdict that is a list": cell(1, VERDICT, ["ok"]),
    "a reason that is a number": cell(1, REASON, 7),
    "an epoch too large": cell(1, EPOCH, 2**63),
    "an epoch with a fraction": cell(1, EPOCH, 1.5),
    "no number": cell(1, N, None),
    "no time": cell(1, TIME, ""),
    "a short stamp": cell(1, MAC, lambda text: text[:-2]),
    "a long stamp": cell(1, MAC, lambda text: text + "00"),
    "one stamp longer by what another is shorter": lambda page: (
        cell(1, MAC, lambda text: text[:-2])(page),
        cell(2, MAC, lambda text: text + "00")(page),
    )[0],
    "a content that is a number": cell(1, CONTENT, 7),
    "a row too short": lambda page: page["facts"][2].pop() and None,
    "a row too long": lambda page: page["facts"][2].append(""),
    "rows that are all too long": lambda page: [row.append("") for row in page["facts"]] and None,
    "a row that is none": lambda page: page["facts"].insert(1, None),
    "no facts": without("facts"),
    "facts that are no list": member("facts", {"a": 1}),
    "no token": without("token"),
    "a short token": member("token", "00"),
    "a token that is none": member("token", None),
    "no streams": member("streams", []),
    "streams of another length": member("streams", [["00" * 32, "00" * 15]]),
    "another cursor": member("after", 1),
    "a cursor that is a text": member("after", "0"),
    "no place": without("place"),
    "a place before its rows": member("place", 3),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_page_changed_on_the_way_is_not_taken(change: Callable[[Page], None], page: Page, town: Desk):
    spoiled = copy.deepcopy(page)
    change(spoiled)
    before = state(town)
    with pytest.raises(BadEnvironment, match="page_garbled"):
        receive(town.vault, read_page(spoiled))
    assert state(town) == before


@pytest.mark.parametrize("page", [None, [], "", 7, {}])
def test_what_is_no_page_is_not_taken(page: Any, town: Desk):
    with pytest.raises(BadEnvironment, match="page_garbled"):
        receive(town.vault, read_page(page))


def test_any_one_cell_may_hold_anything(page: Page, town: Desk):
    """Taken as it is or refused: never another error, never half."""
    chance = random.Random(5)
    odd = [None, True, -1, 0, 7, 2**53, 2**64, 1.5, "", "x", "00", "00" * 16, "00" * 32, [], {}, "早", "\x00"]
    for _ in range(300):
        spoiled = copy.deepcopy(page)
        cell(chance.randrange(5), chance.randrange(16), chance.choice(odd))(spoiled)
        before = state(town)
        if refused(town, spoiled):
            assert state(town) == before
        else:
            start_again(town)


def refused(desk: Desk, page: Page) -> bool:
    try:
        receive(desk.vault, read_page(page))
    except BadEnvironment as error:
        return error.code == "page_garbled"
    return False


def start_again(desk: Desk) -> None:
    with desk.vault.write() as connection:
        for name in ("waiting", "stamp", "token", "part"):
            connection.exec_driver_sql(f"DELETE FROM {name} WHERE {'1' if name != 'part' else 'fact > 2'}")
        connection.exec_driver_sql("DELETE FROM fact WHERE n > 2")
        connection.exec_driver_sql("DELETE FROM erasure")
        connection.exec_driver_sql("DELETE FROM subject WHERE n > 2")
        connection.exec_driver_sql("UPDATE hub SET cursor = 0")


def test_an_id_that_is_held_does_not_come_with_another_content(page: Page, town: Desk, tmp_path: Path):
    start_again(town)
    receive(town.vault, read_page(page))
    before = state(town)
    other = copy.deepcopy(page) | {"after": 5, "place": 10}
    for row in other["facts"]:
        row[PLACE] += 5
    row = other["facts"][2]
    row[CONTENT] = row[CONTENT].replace('"nature":"JY"', '"nature":"QT"')
    with pytest.raises(BadEnvironment, match="page_garbled"):
        receive(town.vault, read_page(other))
    assert state(town) == before


def test_the_page_itself_is_taken(page: Page, town: Desk):
    start_again(town)
    assert receive(town.vault, read_page(page)).facts == 5
    assert deliver(town, Feed()) == []
