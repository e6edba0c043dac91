"""The key ring: a password, a recovery code in any spelling, and what is said when neither fits."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_up import FOUNDING, PASSWORD, Clock, Found

from desk.actions.desk import Lists
from desk.actions.opening import (
    Founded,
    change_password,
    found_station,
    is_founded,
    open_desk,
    operators_of,
    station_of,
)
from desk.domain.field import LIMITS
from desk.errors import BadEnvironment, BadInput
from desk.storage.keyring import new_recovery_code


@pytest.fixture
def open_again(founded: Founded, clock: Clock, lists: Lists) -> Callable[..., str]:
    """Opens the desk once more and answers who sits there."""

    def _open(**ways: Any) -> str:
        desk = open_desk(founded.desk.home.folder, clock, lists, **ways)
        desk.close()
        assert desk.key == founded.desk.key
        return desk.operator_name

    return _open


def test_a_password_opens_at_its_real_cost(tmp_path: Path, lists: Lists, clock: Clock):
    home = tmp_path / "home"
    made = found_station(home, FOUNDING, clock, lists)
    made.desk.close()
    ring = json.loads((home / "keyring.json").read_text(encoding="utf-8"))
    assert [(slot["memory_kib"], slot["passes"]) for slot in ring["slots"]] == [(64 * 1024, 3)] * 2
    start = time.perf_counter()
    open_desk(home, clock, lists, password=PASSWORD).close()
    assert 0.05 < time.perf_counter() - start < 5


def test_the_key_ring_holds_no_secret_in_the_clear(founded: Founded):
    home = founded.desk.home
    text = home.keyring.read_text(encoding="utf-8")
    for secret in (PASSWORD, founded.recovery_code, founded.recovery_code.replace("-", ""), founded.desk.key.hex()):
        assert secret not in text
    slots = json.loads(text)["slots"]
    assert len({slot["salt"] for slot in slots} | {slot["nonce"] for slot in slots}) == 4
    assert home.keyring.stat().st_mode & 0o077 == 0


def test_a_wrong_password_opens_nothing(open_again: Callable[..., str]):
    assert open_again(password=PASSWORD) == "卫某"
    for wrong in ("", " ", PASSWORD + " ", PASSWORD.upper() + "x", "\ud800"):
        with pytest.raises(BadInput, match="wrong_password"):
            open_again(password=wrong)
    with pytest.raises(BadInput, match="operator_unknown"):
        open_again(password=PASSWORD, operator="李某")
    assert open_again(password=PASSWORD, operator="卫某") == "卫某"


@pytest.mark.parametrize(
    "spell",
    [
        str,
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " ").lower(),
        lambda code: f"  {code}\n",
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l").lower(),
        lambda code: code.replace("V", "u"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) for c in code),
        "·".join,
    ],
)
def test_a_recovery_code_opens_in_any_spelling(
    spell: Callable[[str], str], founded: Founded, open_again: Callable[..., str]
):
    assert open_again(recovery_code=spell(founded.recovery_code)) == "卫某"


def test_a_recovery_code_with_one_wrong_letter_opens_nothing(founded: Founded, open_again: Callable[..., str]):
    code = founded.recovery_code
    swapped = ("2" if code[0] != "2" else "3") + code[1:]
    for wrong in ("", "-----", swapped, code[:-1], code + "2", PASSWORD):
        with pytest.raises(BadInput, match="wrong_recovery_code"):
            open_again(recovery_code=wrong)


def test_recovery_codes_are_long_and_never_the_same():
    codes = {new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [5] * 5
        assert not set(code) & set("ILOU")


def test_a_password_is_changed_by_the_old_one(founded: Founded, open_again: Callable[..., str]):
    home = founded.desk.home.folder
    change_password(home, "新的密码-2027", password=PASSWORD)
    assert open_again(password="新的密码-2027") == "卫某"
    assert open_again(recovery_code=founded.recovery_code) == "卫某"
    with pytest.raises(BadInput, match="wrong_password"):
        open_again(password=PASSWORD)


def test_a_password_is_changed_by_the_recovery_code(founded: Founded, open_again: Callable[..., str]):
    change_password(founded.desk.home.folder, "新的密码-2027", recovery_code=founded.recovery_code.lower())
    assert open_again(password="新的密码-2027", operator="卫某") == "卫某"
    assert open_again(recovery_code=founded.recovery_code) == "卫某"
    with pytest.raises(BadInput, match="wrong_password"):
        open_again(password=PASSWORD)


def test_a_refused_change_changes_nothing(founded: Founded, open_again: Callable[..., str]):
    home = founded.desk.home
    before = home.keyring.read_bytes()
    for new, ways, code in (
        ("12345", {"password": PASSWORD}, "password_short"),
        ("新的密码-2027", {"password": "wrong-password"}, "wrong_password"),
        ("新的密码-2027", {"recovery_code": "wrong"}, "wrong_recovery_code"),
        ("新的密码-2027", {"password": PASSWORD, "operator": "李某"}, "operator_unknown"),
        ("新的密码-2027", {}, "wrong_recovery_code"),
    ):
        with pytest.raises(BadInput, match=code):
            change_password(home.folder, new, **ways)
    assert home.keyring.read_bytes() == before
    assert open_again(password=PASSWORD) == "卫某"


def test_the_lock_page_knows_the_station_and_who_may_sit_there(founded: Founded, tmp_path: Path):
    home = founded.desk.home.folder
    assert is_founded(home)
    assert station_of(home) == "晨光居民区征集点"
    assert operators_of(home) == ("卫某",)
    assert not is_founded(tmp_path / "nothing")
    with pytest.raises(BadEnvironment, match="key_ring_missing"):
        operators_of(tmp_path / "nothing")


@pytest.mark.parametrize(
    "damage",
    [
        lambda ring: b"",
        lambda ring: b"{",
        lambda ring: b"[]",
        lambda ring: b"null",
        lambda ring: b"\xff\xfe",
        lambda ring: json.dumps({**ring, "slots": []}).encode(),
        lambda ring: json.dumps({**ring, "slots": [{}]}).encode(),
        lambda ring: json.dumps({**ring, "slots": {"a": 1}}).encode(),
        lambda ring: json.dumps({**ring, "station": 3}).encode(),
        lambda ring: changed(ring, salt="zz"),
        lambda ring: changed(ring, salt=""),
        lambda ring: changed(ring, salt=7),
        lambda ring: changed(ring, nonce="00"),
        lambda ring: changed(ring, wrapped="00"),
        lambda ring: changed(ring, memory_kib=10**9),
        lambda ring: changed(ring, memory_kib="64"),
        lambda ring: changed(ring, passes=0),
        lambda ring: changed(ring, lanes=-1),
        lambda ring: changed(ring, more=1),
        lambda ring: changed(ring, name=5),
    ],
)
def test_a_damaged_key_ring_is_named_and_left_alone(
    damage: Callable[[Any], bytes], founded: Founded, open_again: Callable[..., str]
):
    keyring = founded.desk.home.keyring
    damaged = damage(json.loads(keyring.read_text(encoding="utf-8")))
    keyring.write_bytes(damaged)
    with pytest.raises(BadEnvironment, match="key_ring_damaged"):
        open_again(password=PASSWORD)
    assert keyring.read_bytes() == damaged


def changed(ring: dict[str, Any], **fields: Any) -> bytes:
    return json.dumps({**ring, "slots": [{**slot, **fields} for slot in ring["slots"]]}).encode()


def test_a_changed_wrapping_opens_nothing(founded: Founded, open_again: Callable[..., str]):
    keyring = founded.desk.home.keyring
    ring = json.loads(keyring.read_text(encoding="utf-8"))
    wrapped = ring["slots"][0]["wrapped"]
    keyring.write_bytes(changed(ring, wrapped=("0" if wrapped[0] != "0" else "1") + wrapped[1:]))
    with pytest.raises(BadInput, match="wrong_password"):
        open_again(password=PASSWORD)


def test_what_is_missing_is_named(founded: Founded, open_again: Callable[..., str], tmp_path: Path):
    home = founded.desk.home
    founded.desk.close()
    home.keyring.rename(tmp_path / "ring")
    with pytest.raises(BadEnvironment, match="database_without_keys"):
        open_again(password=PASSWORD)
    home.database.rename(tmp_path / "database")
    with pytest.raises(BadInput, match="not_founded"):
        open_again(password=PASSWORD)
    (tmp_path / "ring").rename(home.keyring)
    with pytest.raises(BadEnvironment, match="database_missing"):
        open_again(password=PASSWORD)
    home.database.write_bytes(b"")
    with pytest.raises(BadEnvironment, match="not_a_database"):
        open_again(password=PASSWORD)


def test_a_station_is_never_founded_over_another(founded: Founded, found: Found):
    before = founded.desk.home.keyring.read_bytes()
    with pytest.raises(BadInput, match="already_founded"):
        found(founded.desk.home.folder)
    assert founded.desk.home.keyring.read_bytes() == before


def test_records_whose_key_ring_is_lost_are_moved_aside_when_a_station_is_founded(founded: Founded, found: Found):
    home = founded.desk.home
    founded.desk.close()
    held = home.database.read_bytes()
    home.keyring.unlink()
    found(home.folder)
    aside = next(home.folder.glob("before-init-*"))
    assert (aside / "desk.db").read_bytes() == held
    assert home.database.read_bytes() != held


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("code", "31011611300", "division_wrong"),
        ("code", "３１０１１６１１３０００", "division_wrong"),
        ("name", " ", "name_missing"),
        ("name", "站" * 31, "text_too_long"),
        ("name", "a\0b", "text_has_nul"),
        ("level", "country", "code_unknown"),
        ("operator", "", "operator_missing"),
        ("operator", "卫" * (LIMITS["recorder"] + 1), "text_too_long"),
        ("operator", "\ud800", "text_is_broken"),
        ("password", "12345", "password_short"),
    ],
)
def test_a_founding_that_is_refused_leaves_no_folder(
    field: str, value: str, code: str, tmp_path: Path, lists: Lists, clock: Clock
):
    with pytest.raises(BadInput, match=code):
        found_station(tmp_path / "home", replace(FOUNDING, **{field: value}), clock, lists)
    assert not (tmp_path / "home").exists()
