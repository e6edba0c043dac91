"""The inbox of an office: what may be the same hangs together, what is to be forwarded comes by its deadline."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from made_up import Found

from desk.actions.alike import look_for_alike
from desk.actions.cases import correct_case, erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.handling import handle_case
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.merging import merge_cases, set_apart, unmerge_case
from desk.actions.opening import Founding
from desk.actions.steps import forward_case, reply_case, return_case
from desk.actions.telling import tell_person
from desk.reads.alike import Group, read_groups, read_pair, unlooked
from desk.reads.inbox import Narrowed, count_inbox, find_inbox, read_ways
from desk.reads.today import read_today

TOWN = Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", "晨光-123456")
SAID = {
    "one": {"title": "建议重新划线解决停车", "main_cause": "晚上没地方停车，消防通道都停满了，把僵尸车拖走"},
    "two": {"title": "小区停车太难了", "main_cause": "夜里消防通道全停满，僵尸车拖掉，希望重新划一下车位线"},
    "three": {"title": "消防通道停满了车", "main_cause": "消防通道停满僵尸车，请拖走，重新划线"},
    "lamp": {"title": "公交站牌没有英文", "main_cause": "外国朋友看不懂站牌", "category": "05"},
}
Say = Callable[..., dict[str, UUID]]


@pytest.fixture
def town(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "town", TOWN).desk


@pytest.fixture
def say(town: Desk) -> Say:
    """Records some of them and looks for what is alike."""

    def say(*names: str) -> dict[str, UUID]:
        ids = {name: record_case(town, {"nature": "JY", **SAID[name]}).subjects[0] for name in names}
        look(town)
        return ids

    return say


def look(desk: Desk) -> None:
    look_for_alike(desk, unlooked(desk.vault, desk.lens))
    assert unlooked(desk.vault, desk.lens) == ()


def groups(desk: Desk, narrowed: Narrowed | None = None) -> list[Group]:
    page = read_groups(desk.vault, desk.lens, *([narrowed] if narrowed else []))
    assert page.total == len(page.groups)
    return list(page.groups)


def members(desk: Desk) -> list[set[UUID]]:
    return [{row.id for row in group.cases} for group in groups(desk)]


def test_three_cases_are_one_group_with_its_pairs(town: Desk, say: Say):
    ids = say("one", "two", "lamp", "three")
    (group,) = groups(town)
    assert [row.id for row in group.cases] == [ids["one"], ids["two"], ids["three"]]
    assert len(group.pairs) == 3
    assert all(pair[0] != pair[1] for pair in group.pairs)
    assert "消防通道" in group.words
    view = read_pair(town.vault, town.lens, ids["one"], ids["two"])
    assert (view.main.row.id, view.other.row.id) == (ids["one"], ids["two"])
    assert "消防通道" in set(view.main_words) & set(view.other_words)


def test_a_merged_case_is_stood_for_by_its_main_one(town: Desk, say: Say):
    ids = say("one", "two", "three")
    merge_cases(town, ids["one"], [ids["two"]])
    (group,) = groups(town)
    assert group.pairs == ((ids["one"], ids["three"]),)
    merge_cases(town, ids["one"], [ids["three"]])
    assert groups(town) == []
    unmerge_case(town, ids["two"])
    assert {ids["two"]} < members(town)[0]


def test_what_is_not_the_same_is_not_offered_again(town: Desk, say: Say):
    ids = say("one", "two")
    set_apart(town, ids["one"], ids["two"])
    assert groups(town) == []
    assert unlooked(town.vault, town.lens) == ()


def test_a_group_needs_one_that_is_still_to_be_forwarded(town: Desk, say: Say):
    ids = say("one", "two")
    forward_case(town, ids["one"], {"unit": "区建管委"})
    assert members(town) == [set(ids.values())]
    forward_case(town, ids["two"], {"unit": "区建管委"})
    assert groups(town) == []


def test_other_words_are_looked_for_again(town: Desk, say: Say):
    ids = say("one", "lamp")
    assert groups(town) == []
    correct_case(town, ids["lamp"], SAID["two"], "记错了")
    assert len(unlooked(town.vault, town.lens)) == 1
    look(town)
    assert members(town) == [set(ids.values())]
    correct_case(town, ids["lamp"], SAID["lamp"], "又记错了")
    look(town)
    assert groups(town) == []


def test_words_that_are_erased_are_not_told_of(town: Desk, say: Say):
    ids = say("one", "two")
    forward_case(town, ids["one"], {"unit": "区建管委"})
    assert len(groups(town)) == 1
    erase_case(town, ids["one"], "words", "本人要求")
    assert groups(town) == []


def test_what_was_found_outlasts_a_rebuild(town: Desk, say: Say):
    say("one", "two")
    assert rebuild_desk(town)[0]
    assert verify_desk(town)[1] == []
    assert len(groups(town)) == 1


def test_groups_are_narrowed_by_what_is_in_them(town: Desk, say: Say):
    say("one", "two", "lamp")
    here = read_ways(town.vault, town.lens).places[0][0]
    assert len(groups(town, Narrowed(place=here))) == 1
    assert groups(town, Narrowed(place=UUID(int=5))) == []
    assert groups(town, Narrowed(category="05")) == []


def test_a_case_goes_through_the_parts_of_the_inbox(town: Desk, say: Say):
    ids = say("one", "two", "lamp")
    vault, lens = town.vault, town.lens

    def stands() -> tuple[list[UUID], list[UUID]]:
        lists = (find_inbox(vault, lens, part).rows for part in ("forward", "waiting"))
        one, other = ([row.id for row in rows] for rows in lists)
        counts = count_inbox(vault, lens)
        assert (counts.forward, counts.waiting) == (len(one), len(other))
        return one, other

    assert (set(stands()[0]), stands()[1]) == (set(ids.values()), [])
    forward_case(town, ids["one"], {"unit": "区建管委"})
    assert stands()[1] == [ids["one"]]
    return_case(town, ids["one"], {"reason": "不归我们管"})
    assert (ids["one"] in stands()[0], stands()[1]) == (True, [])
    merge_cases(town, ids["one"], [ids["two"]])
    assert ids["two"] not in stands()[0]
    forward_case(town, ids["lamp"], {"unit": "区交通委"})
    reply_case(town, ids["lamp"], {"outcome": "1", "reply_text": "已改。"})
    assert stands() == ([ids["one"]], [])


def test_what_was_promised_with_a_day_is_followed_until_it_is_done(town: Desk):
    ids = [record_case(town, {"title": f"第 {n} 条", "nature": "JY"}).subjects[0] for n in range(2)]
    for id, day in zip(ids, ("2026-12-31", "2026-11-23"), strict=True):
        reply_case(town, id, {"outcome": "2", "reply_text": "装灯", "promise": "装灯", "promise_date": day})
        tell_person(town, id, {"how": "FM5"})
    vault, lens = town.vault, town.lens
    assert [row.id for row in find_inbox(vault, lens, "promised").rows] == [ids[1], ids[0]]
    today = read_today(vault, lens, town.home).promises
    assert (today.count, today.over, today.day) == (1, 0, date(2026, 11, 23))
    assert today.first is not None
    assert (today.first.id, today.first.state) == (ids[1], "91")
    handle_case(town, ids[1], {"note": "装好了"}, "complete")
    assert count_inbox(vault, lens).promised == 1
    assert read_today(vault, lens, town.home).promises.count == 0


def test_the_oldest_promise_comes_first_and_late_ones_are_counted(town: Desk):
    ids = [
        record_case(town, {"title": f"第 {n} 条", "nature": "JY", "received_at": day}).subjects[0]
        for n, day in enumerate(("2026-11-10 09:00", "2026-06-01 09:00", "2026-11-01 09:00"))
    ]
    vault, lens = town.vault, town.lens
    assert [row.id for row in find_inbox(vault, lens, "forward").rows] == [ids[1], ids[2], ids[0]]
    assert count_inbox(vault, lens).over == 0
    for id in ids:
        forward_case(town, id, {"unit": "区建管委"})
    assert [row.id for row in find_inbox(vault, lens, "over").rows] == [ids[1]]
    assert count_inbox(vault, lens).over == 1
    assert find_inbox(vault, lens, "waiting", limit=1, offset=1).rows[0].id == ids[2]


def test_cases_are_narrowed_by_category_and_place(town: Desk, say: Say):
    ids = say("one", "lamp")
    ways = read_ways(town.vault, town.lens)
    assert [(code, count) for code, _, count in ways.categories] == [("05", 1)]
    assert [(name, count) for _, name, count in ways.places] == [("山阳镇征集工作站", 2)]
    narrowed = Narrowed(place=ways.places[0][0], category="05")
    assert [row.id for row in find_inbox(town.vault, town.lens, "forward", narrowed).rows] == [ids["lamp"]]
    assert count_inbox(town.vault, town.lens, narrowed).forward == 1
