"""Where the station sends people: what ships, what it says itself, and what cannot be a door."""

import pytest

from desk.actions.desk import Desk
from desk.actions.doors import set_doors
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.station import set_station
from desk.domain.door import MOST_DOORS, REASONS, read_doors_words
from desk.errors import BadInput
from desk.reads.doors import read_doors
from desk.reads.station import read_station

OWN = {
    "doors": [
        {"name": "镇信访“家门口”服务站", "phone": "021-5700 0001", "detail": "社区服务中心一楼。"},
        {"name": "司法所"},
    ],
    "bring": "身份证件；欠条。",
}


def test_every_nature_that_is_guided_has_doors_from_the_first_day(desk: Desk):
    tables = read_doors(desk.vault)
    assert tuple(tables) == REASONS
    for table in tables.values():
        assert 1 <= len(table.doors) <= MOST_DOORS
        assert not table.own
        for door in table.doors:
            assert door.name.zh
            assert door.name.en
            assert door.detail.zh
            assert (not door.phone) or (door.phone.isdigit() and len(door.phone) == 5)  # public hotlines alone
    assert {door.phone for door in tables["JK"].doors} == {"12388"}


def test_a_shipped_table_could_have_been_typed(desk: Desk):
    for reason, table in read_doors(desk.vault).items():
        for lang in ("zh", "en"):
            set_doors(desk, reason, table.to_words(lang))
            assert read_doors(desk.vault)[reason].to_words(lang) == table.to_words(lang)


def test_what_the_station_says_replaces_the_whole_table_of_that_nature_alone(desk: Desk):
    before = read_doors(desk.vault)
    assert set_doors(desk, "SQ", OWN).subjects == (read_station(desk.vault).place,)
    table = read_doors(desk.vault)["SQ"]
    assert table.own
    assert [(door.name.zh, door.phone, door.detail.en) for door in table.doors] == [
        ("镇信访“家门口”服务站", "021-5700 0001", "社区服务中心一楼。"),
        ("司法所", "", ""),
    ]
    assert table.bring.zh == "身份证件；欠条。"
    assert {reason: read_doors(desk.vault)[reason] for reason in ("TS", "SF", "JK")} == {
        reason: before[reason] for reason in ("TS", "SF", "JK")
    }
    set_station(desk, "phone", "021-5700 0000")
    assert read_doors(desk.vault)["SQ"] == table
    assert verify_desk(desk)[1] == []
    assert rebuild_desk(desk)[0]


def test_the_shipped_table_comes_back_and_nothing_is_written_twice(desk: Desk):
    shipped = read_doors(desk.vault)["SQ"]
    facts = verify_desk(desk)[0]
    assert set_doors(desk, "SQ", None).subjects == ()
    set_doors(desk, "SQ", OWN)
    assert set_doors(desk, "SQ", OWN).subjects == ()
    set_doors(desk, "SQ", None)
    assert read_doors(desk.vault)["SQ"] == shipped
    assert verify_desk(desk)[0] == facts + 2


def test_blanks_are_no_doors_and_no_words(desk: Desk):
    set_doors(desk, "SF", {"doors": [{"name": " "}, {"name": " 法院 ", "phone": "12368"}, {}]})
    (door,) = read_doors(desk.vault)["SF"].doors
    assert (door.name.zh, door.phone) == ("法院", "12368")


@pytest.mark.parametrize(
    ("form", "code", "facts"),
    [
        ({}, "not_doors", {}),
        ({"doors": "12345"}, "not_doors", {}),
        ({"doors": [1]}, "not_doors", {}),
        ({"doors": []}, "doors_missing", {}),
        ({"doors": [{"name": "灯"}], "way": "x"}, "keys_unknown", {"keys": "way"}),
        ({"doors": [{"name": "灯", "road": "x"}]}, "keys_unknown", {"keys": "road"}),
        ({"doors": [{"name": "灯"}] * 6}, "doors_too_many", {"most": 5}),
        ({"doors": [{"name": "灯"}, {"phone": "12345"}]}, "door_unnamed", {"row": 2}),
        ({"doors": [{"name": "灯" * 61}]}, "text_too_long", {"row": 1, "length": 61}),
        ({"doors": [{"name": 7}]}, "not_text", {"row": 1}),
        ({"doors": [{"name": "灯"}], "bring": "带" * 201}, "text_too_long", {"field": "bring"}),
    ],
)
def test_what_is_no_table_of_doors_is_refused_whole(desk: Desk, form: dict, code: str, facts: dict):
    before = verify_desk(desk)[0]
    with pytest.raises(BadInput, match=code) as caught:
        set_doors(desk, "SQ", form)
    assert facts.items() <= caught.value.facts.items()
    assert verify_desk(desk)[0] == before


def test_only_natures_that_are_guided_have_doors(desk: Desk):
    with pytest.raises(BadInput, match="reason_unknown"):
        set_doors(desk, "JY", OWN)


@pytest.mark.parametrize("words", [{}, {"doors": 3}, {"doors": []}, {"doors": [7, {"phone": "1"}]}])
def test_words_written_elsewhere_that_are_no_doors_are_left_alone(words: dict):
    assert read_doors_words(words) is None


def test_of_words_written_elsewhere_only_texts_are_read():
    doors = read_doors_words({"doors": [{"name": "门", "phone": 7}] * 9, "bring": 5})
    assert doors is not None
    assert (len(doors.doors), doors.doors[0].phone, doors.bring) == (5, "", "")
