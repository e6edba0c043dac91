"""Who may sit at the desk: each opens it with a password of his own, and every fact says who wrote it."""

from pathlib import Path

import pytest
from made_up import FOUNDING, Clock

from desk.actions.cases import record_case
from desk.actions.desk import Desk, Lists
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.opening import change_password, open_desk
from desk.actions.operators import add_operator, list_operators, remove_operator
from desk.errors import BadInput
from desk.reads.cases import read_case


def test_each_opens_the_desk_with_his_own_password_and_signs_what_he_writes(desk: Desk, clock: Clock, lists: Lists):
    add_operator(desk, " 苏某 ", "另一个密码啊")
    assert list_operators(desk) == (FOUNDING.operator, "苏某")
    with pytest.raises(BadInput, match="wrong_password"):
        open_desk(desk.home.folder, clock, lists, password=FOUNDING.password, operator="苏某")
    other = open_desk(desk.home.folder, clock, lists, password="另一个密码啊", operator="苏某")
    id = record_case(other, {"title": "灯"}).subjects[0]
    assert read_case(other.vault, other.lens, id).steps[0].who == "苏某"
    assert verify_desk(other)[1] == []
    assert rebuild_desk(other)[0]
    other.close()


def test_a_way_in_is_taken_away_and_the_name_stays_on_what_was_written(desk: Desk, clock: Clock, lists: Lists):
    add_operator(desk, "苏某", "另一个密码啊")
    other = open_desk(desk.home.folder, clock, lists, password="另一个密码啊", operator="苏某")
    id = record_case(other, {"title": "灯"}).subjects[0]
    other.close()
    remove_operator(desk, "苏某")
    assert list_operators(desk) == (FOUNDING.operator,)
    with pytest.raises(BadInput):
        open_desk(desk.home.folder, clock, lists, password="另一个密码啊", operator="苏某")
    assert read_case(desk.vault, desk.lens, id).steps[0].who == "苏某"
    add_operator(desk, "苏某", "又一个密码啊")
    open_desk(desk.home.folder, clock, lists, password="又一个密码啊", operator="苏某").close()


def test_a_password_of_ones_own_is_changed_without_touching_the_others(desk: Desk, clock: Clock, lists: Lists):
    add_operator(desk, "苏某", "另一个密码啊")
    change_password(desk.home.folder, "第三个密码啊", password="另一个密码啊", operator="苏某")
    open_desk(desk.home.folder, clock, lists, password="第三个密码啊", operator="苏某").close()
    open_desk(desk.home.folder, clock, lists, password=FOUNDING.password, operator=FOUNDING.operator).close()


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        (" ", "123456", "operator_missing"),
        ("苏" * 21, "123456", "text_too_long"),
        (FOUNDING.operator, "123456", "operator_known"),
        ("苏某", "12345", "password_short"),
        ("苏\0某", "123456", "text_has_nul"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(desk: Desk, name: str, password: str, code: str):
    before = desk.home.keyring.read_bytes()
    with pytest.raises(BadInput, match=code):
        add_operator(desk, name, password)
    assert desk.home.keyring.read_bytes() == before
    assert verify_desk(desk)[0] == 2


def test_the_head_of_the_station_stays(desk: Desk, tmp_path: Path):
    for name, code in ((FOUNDING.operator, "operator_head"), ("谁", "operator_unknown")):
        with pytest.raises(BadInput, match=code):
            remove_operator(desk, name)
