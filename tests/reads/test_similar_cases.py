"""Similar cases: what three people say of one parking place is found in whatever words; what is different is not."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from made_up import Clock, found_cheaply

from desk.actions.cases import erase_case, record_case, record_cases, withdraw_case
from desk.actions.desk import Desk, Lists
from desk.actions.merging import merge_cases, set_apart, unmerge_case
from desk.domain.likeness import likeness, read_text, words_in_common
from desk.errors import BadInput
from desk.reads.similar import Similar, similar_cases, similar_to_form

SAMPLES = json.loads((Path(__file__).parents[2] / "resources" / "samples" / "samples.json").read_text("utf-8"))
SAID = json.loads((Path(__file__).parent / "said_to_a_city.json").read_text("utf-8"))  # a city's message board
PARKING = ("S05", "M3A", "M3B")
LIGHT = "的了在是有请呢很"


def sample(id: str) -> dict[str, object]:
    (found,) = [one for one in SAMPLES if one["id"] == id]
    return dict(found)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, lists: Lists) -> Iterator[tuple[Desk, list[UUID]]]:
    """A desk with messages of a city, and the number of each."""
    desk = found_cheaply(tmp_path_factory.mktemp("city") / "home", lists, Clock())
    yield desk, [change.subjects[0] for change in record_cases(desk, SAID)]
    desk.close()


@pytest.fixture
def parking(desk: Desk) -> dict[str, UUID]:
    """The samples, among them three that want the same."""
    load = [one for one in SAMPLES if one.get("nature") != "JK"]
    ids = [record_case(desk, one).subjects[0] for one in load]
    return {one["id"]: id for one, id in zip(load, ids, strict=True)}


def found(desk: Desk, id: UUID) -> list[UUID]:
    return [one.row.id for one in similar_cases(desk.vault, desk.lens, id)]


def edited(said: dict[str, str], chance: random.Random) -> dict[str, str]:
    """As somebody else would say it: one character of six is another, is gone or has one more beside it."""
    letters = list(said["original_text"])
    for _ in range(len(letters) // 6):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(("", chance.choice(LIGHT), letters[at] + chance.choice(LIGHT)))
    return {"original_text": "".join(letters)}


def test_three_cases_of_one_parking_place_find_each_other(desk: Desk, parking: dict[str, UUID]):
    for name in PARKING:
        others = {parking[other] for other in PARKING if other != name}
        assert set(found(desk, parking[name])[:2]) == others, name


def test_it_is_said_why(desk: Desk, parking: dict[str, UUID]):
    best = similar_cases(desk.vault, desk.lens, parking["M3B"])[0]
    assert (best.row.id, best.score > 40) == (parking["M3A"], True)
    assert {"消防通道", "僵尸车", "重新划"} <= set(best.why)
    assert not {"希望", "我们", "建议"} & set(best.why)


def test_what_has_nothing_in_common_is_not_offered(desk: Desk, parking: dict[str, UUID]):
    assert found(desk, parking["M5"]) == []
    assert similar_to_form(desk.vault, desk.lens, {"title": "请在江边立一块诗碑"}) == ()
    assert similar_to_form(desk.vault, desk.lens, {}) == ()


def test_a_form_finds_them_before_it_is_a_case(desk: Desk, parking: dict[str, UUID]):
    form = {"original_text": "夜里消防通道停满了车，僵尸车没人拖，想借学校操场停车"}
    ids = [one.row.id for one in similar_to_form(desk.vault, desk.lens, form)]
    assert set(ids[:2]) == {parking["M3A"], parking["M3B"]}


def test_lightly_edited_messages_are_found(city: tuple[Desk, list[UUID]]):
    """Of thirty, at least twenty-nine."""
    desk, ids = city
    chance, met = random.Random(4), list[bool]()
    for said, id in zip(SAID, ids, strict=True):
        similar: tuple[Similar, ...] = similar_to_form(desk.vault, desk.lens, edited(said, chance))
        met.append(bool(similar) and similar[0].row.id == id)
    assert sum(met) >= len(SAID) - 1


def test_different_messages_of_one_city_are_not_taken_for_the_same(city: tuple[Desk, list[UUID]]):
    desk, ids = city
    assert sum(bool(found(desk, id)) for id in ids) <= 2


def test_what_is_not_the_same_is_not_offered_again(desk: Desk, parking: dict[str, UUID]):
    s05, m3a, m3b = (parking[name] for name in PARKING)
    set_apart(desk, s05, m3a)
    assert m3a not in found(desk, s05)
    assert s05 not in found(desk, m3a)
    assert set(found(desk, m3b)[:2]) == {s05, m3a}


def test_a_merged_case_is_not_offered_until_it_is_parted(desk: Desk, parking: dict[str, UUID]):
    s05, m3a, m3b = (parking[name] for name in PARKING)
    merge_cases(desk, s05, [m3a])
    assert found(desk, m3a) == []
    assert found(desk, m3b) == [s05]
    unmerge_case(desk, m3a)
    assert set(found(desk, m3b)[:2]) == {s05, m3a}


def test_withdrawn_and_erased_cases_are_not_offered(desk: Desk, parking: dict[str, UUID]):
    s05, m3a, m3b = (parking[name] for name in PARKING)
    withdraw_case(desk, m3a, "不提了")
    erase_case(desk, s05, "words", "本人要求")
    assert found(desk, m3b) == []
    assert found(desk, s05) == []


def test_of_an_unknown_case_nothing_is_said(desk: Desk):
    with pytest.raises(BadInput, match="case_unknown"):
        similar_cases(desk.vault, desk.lens, UUID(int=7))


def test_words_of_letters_are_named_whole(lists: Lists):
    one, other = read_text(["Light the Parking lot at Fengjing gate"]), read_text(["parking, fengjing: too dark"])
    assert words_in_common(one, other, lists.codes.plain) == ("parking", "fengjing")
    assert likeness(one, other, dict.fromkeys(one.pairs, 1.0)) > 22
    assert likeness(read_text([]), other, {}) == 0
