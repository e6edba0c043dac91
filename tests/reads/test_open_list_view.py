"""The deputy's open list: what this station still owes an answer, the most urgent first, on one page."""

from datetime import date
from uuid import UUID

from duty_stage import session
from exchanged import came, enrolled, town
from made_up import Clock

from desk.actions.cases import record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.steps import forward_case
from desk.domain.moment import write_time
from desk.journal.fact import NewFact
from desk.reads.open_list import read_open_list
from desk.storage.save import new_id, save


def add(desk: Desk, title: str, **form: str) -> UUID:
    return record_case(desk, {"title": title, **form}).subjects[0]


def talk(desk: Desk, of: UUID, reply: str, cases: list[UUID], ticket: int = 1) -> None:
    id, now = new_id(), write_time(desk.clock())
    said = {"people": 1, "cases": [str(one) for one in cases], "began": now, "ended": now, "texts": ["reply"]}
    facts = [
        NewFact("conversation.checked_in", id, {"session": str(of), "ticket": ticket}),
        NewFact("conversation.concluded", id, said, words={"reply": reply}),
    ]
    save(desk.vault, desk.operator, desk.clock(), facts)


def test_what_is_open_here_stands_on_it_the_most_urgent_first(desk: Desk, clock: Clock):
    late = add(desk, "桥", received_at="2026-08-01")
    add(desk, "灯")
    withdraw_case(desk, add(desk, "不提了"), "不提了")
    add(desk, "引导", nature="SQ")
    view = read_open_list(desk.vault, desk.lens, date(2026, 11, 25))
    assert [line.title for line in view.lines] == ["桥", "灯"]
    assert (view.total, view.day, view.station, view.promised) == (2, date(2026, 11, 25), "晨光居民区征集点", ())
    assert view.lines[0].state.zh
    assert view.lines[0].received == date(2026, 8, 1)
    assert view.lines[0].due is not None
    assert late is not None
    assert view.made == clock.now


def test_a_page_holds_so_many_and_says_how_many_there_are(desk: Desk):
    for n in range(5):
        add(desk, f"第{n}件")
    view = read_open_list(desk.vault, desk.lens, most=3)
    assert (len(view.lines), view.total) == (3, 5)


def test_cases_of_places_below_are_not_this_stations(desk: Desk):
    enrolled(desk)
    body = {"number": "482917036", "nature": "JY", "texts": ["title"]}
    came(
        desk,
        NewFact("case.registered", new_id(), body, words={"title": "别站的"}),
        desk.clock(),
        town(desk, desk.clock()),
    )
    assert read_open_list(desk.vault, desk.lens).total == 0


def test_what_deputies_said_last_time_is_recalled_while_the_case_is_open(desk: Desk):
    opened, closed = add(desk, "灯"), add(desk, "桥")
    before = session(desk, "2026-09-15")
    talk(desk, before, "再早的话", [opened])
    last = session(desk, "2026-10-15")
    talk(desk, last, "下月前回话", [opened])
    talk(desk, last, "已经办了", [closed], 2)
    talk(desk, last, "当场说清了", [], 3)
    withdraw_case(desk, closed, "办好了")
    session(desk, "2026-12-15")
    assert read_open_list(desk.vault, desk.lens).promised == ("下月前回话",)
    assert read_open_list(desk.vault, desk.lens, date(2026, 10, 15)).promised == ("再早的话",)
    assert read_open_list(desk.vault, desk.lens, date(2026, 1, 1)).promised == ()


def test_the_unit_in_charge_is_named(desk: Desk):
    enrolled(desk, level="town")
    case = add(desk, "灯")
    forward_case(desk, case, {"unit": "路灯管理所"})
    assert [line.unit for line in read_open_list(desk.vault, desk.lens).lines] == ["路灯管理所"]
