"""Who was here before: by the end of a telephone or the beginning of a name, each person once, never too many."""

import pytest

from desk.actions.cases import erase_case, record_case
from desk.actions.desk import Desk
from desk.reads.people import KnownPerson, known_people

BAI = {"name": "柏某某", "phone": "139 0000 0103", "address": "晨光村 3 号"}


def came(desk: Desk, **person: str) -> None:
    record_case(desk, {"title": "灯", "suggester": person})


@pytest.mark.parametrize(
    ("name", "phone"),
    [("", "0103"), ("0103", ""), ("", "00000103"), ("柏某", ""), ("柏某某", ""), ("", "139-0000-0103")],
)
def test_four_digits_or_two_letters_find_a_person_once(desk: Desk, name: str, phone: str):
    came(desk, name="柏某某", phone="13900000103")
    came(desk, **BAI)
    came(desk, name="苏某", phone="13900000204")
    assert known_people(desk.vault, name, phone) == (KnownPerson("柏某某", "139 0000 0103", "晨光村 3 号", 2),)


@pytest.mark.parametrize(
    ("name", "phone"), [("", ""), ("柏", ""), ("", "103"), ("103", ""), ("某某", ""), ("", "1390")]
)
def test_less_or_something_else_finds_nobody(desk: Desk, name: str, phone: str):
    came(desk, **BAI)
    assert known_people(desk.vault, name, phone) == ()


def test_who_is_written_in_full_is_not_offered_and_three_are_enough(desk: Desk):
    for number in range(5):
        came(desk, name=f"柏某{number}", phone=f"1390000{number}103")
    assert [one.name for one in known_people(desk.vault, "", "9103")] == []
    assert [one.name for one in known_people(desk.vault, "", "4103")] == ["柏某4"]
    assert [one.name for one in known_people(desk.vault, "柏某", "")] == ["柏某4", "柏某3", "柏某2"]
    assert known_people(desk.vault, "柏某4", "13900004103") == ()


def test_screens_see_masks(desk: Desk):
    came(desk, **BAI)
    (person,) = known_people(desk.vault, "", "0103")
    assert person.masked == "柏* 139****0103"


def test_an_erased_person_is_known_no_more(desk: Desk):
    id = record_case(desk, {"title": "灯", "suggester": BAI}).subjects[0]
    erase_case(desk, id, "person", "本人要求")
    assert known_people(desk.vault, "", "0103") == ()


def test_words_of_others_are_not_people(desk: Desk):
    record_case(desk, {"original_text": "请打 13900000103 找柏某某", "suggester": {"name": "苏某"}})
    assert known_people(desk.vault, "", "0103") == ()
    assert known_people(desk.vault, "柏某", "") == ()
