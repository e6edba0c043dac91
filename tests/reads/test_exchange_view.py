"""The view of the exchange says of every case in which one state it is, and names the acts behind it."""

from uuid import UUID

import pytest
from exchanged import TOWN, arrived, enrolled, failed, forwarded, refused, replied, town
from made_up import Clock

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from desk.actions.exchange import dismiss
from desk.actions.printing import not_printed
from desk.reads.cases import find_cases
from desk.reads.exchange import ExchangeView, read_arrivals, read_arrived, read_exchange, read_unsent
from desk.reads.exchange_rows import ExchangeRow
from desk.reads.station import read_station

PARKING = {"title": "重新划线", "suggester": {"name": "柏小红", "phone": "13900000103"}}


def view(desk: Desk, limit: int = 200) -> ExchangeView:
    return read_exchange(desk.vault, desk.lens, limit)


def counts(desk: Desk) -> tuple[int, int, int, int]:
    now = view(desk)
    return now.drafts, now.saved, now.arrived, now.refused


def said(rows: tuple[ExchangeRow, ...]) -> list[tuple[str, str, str]]:
    return [(row.state, row.kind, row.title) for row in rows]


def record(desk: Desk, title: str) -> UUID:
    return record_case(desk, {"title": title}).subjects[0]


def syncs(desk: Desk) -> list[str]:
    return [row.sync for row in find_cases(desk.vault, desk.lens).rows]


def test_a_new_desk_has_nothing_anywhere(desk: Desk) -> None:
    assert counts(desk) == (0, 0, 0, 0)
    assert view(desk).rows == ()
    assert view(desk).hub is None


def test_without_a_hub_everything_is_saved_here(desk: Desk) -> None:
    record(desk, "路灯")
    assert counts(desk) == (0, 1, 0, 0)
    assert syncs(desk) == ["saved"]


def test_drafts_are_counted_and_are_no_cases(desk: Desk) -> None:
    save_draft(desk, UUID(int=7), {"title": "没写完"})
    assert counts(desk) == (1, 0, 0, 0)
    assert view(desk).rows == ()


def test_arrived_is_only_what_the_receipt_proves(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    record(desk, "路灯")
    assert (counts(desk), syncs(desk)) == ((0, 1, 0, 0), ["saved"])
    arrived(desk, clock())
    assert (counts(desk), syncs(desk)) == ((0, 0, 1, 0), ["arrived"])
    record(desk, "公厕")
    assert (counts(desk), syncs(desk)) == ((0, 1, 1, 0), ["saved", "arrived"])


def test_an_act_on_an_arrived_case_makes_it_saved_here_again(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    arrived(desk, clock())
    withdraw_case(desk, lamp, "自己修好了")
    assert counts(desk) == (0, 1, 0, 0)
    assert said(view(desk).rows) == [("saved", "withdrawn", "路灯")]


def test_unsent_acts_stand_newest_first_and_each_is_a_line(desk: Desk, clock: Clock) -> None:
    (parking,) = record_case(desk, PARKING).subjects
    clock.wait(hours=1)
    record(desk, "路灯")
    clock.wait(hours=1)
    correct_case(desk, parking, {"suggester": {"phone": "13900000104"}}, "写错了")
    rows = view(desk).rows
    assert said(rows) == [
        ("saved", "corrected", "重新划线"),
        ("saved", "registered", "路灯"),
        ("saved", "registered", "重新划线"),
    ]
    assert (rows[0].who, rows[0].fields) == ("柏*", ("phone",))
    assert rows[0].at == clock().replace(microsecond=123000)
    assert counts(desk) == (0, 2, 0, 0)


def test_a_line_tells_when_the_act_was_written_down_not_when_it_was_said(desk: Desk, clock: Clock) -> None:
    record_case(desk, {"title": "旧事", "received_at": "2026-03-02 09:00"})
    assert view(desk).rows[0].at.date() == clock().date()


def test_names_and_telephones_are_masked(desk: Desk) -> None:
    record_case(desk, PARKING)
    shown = str(view(desk))
    assert "柏*" in shown
    assert "柏小红" not in shown
    assert "13900000103" not in shown


def test_reports_of_the_printer_are_no_lines(desk: Desk) -> None:
    lamp = record(desk, "路灯")
    not_printed(desk, lamp)
    assert [row.kind for row in view(desk).rows] == ["registered"]
    assert read_unsent(desk.vault) == 4  # the station, its head, the case, the report


def test_a_report_of_the_printer_is_a_line_where_nothing_else_of_its_case_is_unsent(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    arrived(desk, clock())
    not_printed(desk, lamp)
    not_printed(desk, lamp)
    assert said(view(desk).rows) == [("saved", "slip", "路灯")]
    assert (counts(desk), syncs(desk)) == ((0, 1, 0, 0), ["saved"])


def test_erasing_is_a_line(desk: Desk) -> None:
    lamp = record(desk, "路灯")
    erase_case(desk, lamp, "words", "本人要求")
    assert said(view(desk).rows)[0] == ("saved", "erased", "")


def test_refused_acts_come_first_with_the_reason(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    withdraw_case(desk, lamp, "自己修好了")
    arrived(desk, clock())
    record(desk, "公厕")
    fact = refused(desk, lamp, "case.withdrawn", "not_applied", "withdrawn")
    first, second = view(desk).rows
    assert (first.state, first.fact, first.reason, first.case) == ("refused", fact, "withdrawn", lamp)
    assert first.settled
    assert second.state == "saved"
    assert counts(desk) == (0, 1, 0, 1)
    assert syncs(desk) == ["saved", "refused"]


def test_whoever_has_seen_why_is_told_no_more(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    withdraw_case(desk, lamp, "自己修好了")
    arrived(desk, clock())
    fact = refused(desk, lamp, "case.withdrawn", "not_applied", "withdrawn")
    dismiss(desk, fact)
    assert view(desk).rows == ()
    assert (counts(desk), syncs(desk)) == ((0, 0, 1, 0), ["arrived"])


def test_a_refused_registration_is_shown_with_its_words_though_it_made_no_case(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    not_printed(desk, lamp)
    arrived(desk, clock())
    fact = refused(desk, lamp, "case.registered", "set_aside", "not_your_place")
    report = refused(desk, lamp, "case.slip", "not_applied", "not_registered")
    (row,) = view(desk).rows
    assert (row.fact, row.kind, row.title, row.reason) == (fact, "registered", "路灯", "not_your_place")
    assert (row.case, len(row.number), row.with_it) == (None, 9, (report,))
    assert counts(desk) == (0, 0, 0, 1)
    for seen in (fact, report):
        dismiss(desk, seen)
    assert counts(desk) == (0, 0, 0, 0)


def test_what_the_station_says_of_itself_can_be_refused_too(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    station = read_station(desk.vault).place
    arrived(desk, clock())
    refused(desk, station, "place.placed", "set_aside", "hub_only")
    (row,) = view(desk).rows
    assert (row.kind, row.case, row.number, row.reason) == ("place.placed", None, "", "hub_only")
    assert counts(desk) == (0, 0, 0, 1)


def test_a_refused_report_alone_is_a_line_so_that_it_can_be_dismissed(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    not_printed(desk, lamp)
    arrived(desk, clock())
    fact = refused(desk, lamp, "case.slip", "set_aside", "unusable")
    assert [(row.fact, row.with_it) for row in view(desk).rows] == [(fact, ())]


def test_a_refused_report_goes_with_the_act_that_was_refused(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    correct_case(desk, lamp, {"proposal": "换灯"}, "补")
    not_printed(desk, lamp)
    arrived(desk, clock())
    fact = refused(desk, lamp, "case.corrected", "not_applied", "withdrawn")
    report = refused(desk, lamp, "case.slip", "set_aside", "unusable")
    assert [(row.fact, row.with_it) for row in view(desk).rows] == [(fact, (report,))]


def test_what_the_hub_has_is_listed_newest_first(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    record(desk, "路灯")
    record(desk, "公厕")
    arrived(desk, clock())
    record(desk, "河边")
    assert said(read_arrived(desk.vault)) == [("arrived", "registered", "公厕"), ("arrived", "registered", "路灯")]
    assert len(read_arrived(desk.vault, 1)) == 1


def test_a_case_with_something_unsent_is_not_among_those_that_arrived(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp = record(desk, "路灯")
    arrived(desk, clock())
    withdraw_case(desk, lamp, "自己修好了")
    assert read_arrived(desk.vault) == ()
    arrived(desk, clock())
    assert [row.kind for row in read_arrived(desk.vault)] == ["withdrawn", "registered"]


def test_what_others_did_names_the_place_that_did_it(desk: Desk, clock: Clock) -> None:
    enrolled(desk)
    lamp, toilet = record(desk, "路灯"), record(desk, "公厕")
    arrived(desk, clock())
    before = view(desk).newest
    office = town(desk, clock())
    replied(desk, lamp, clock(), office)
    forwarded(desk, toilet, clock(), office)
    now = view(desk)
    assert [(row.kind, row.level, row.place, row.title) for row in now.came] == [
        ("forwarded", "town", TOWN, "公厕"),
        ("replied", "town", TOWN, "路灯"),
    ]
    assert now.rows == ()
    assert [row.kind for row in read_arrivals(desk.vault, before)] == ["forwarded", "replied"]
    assert read_arrivals(desk.vault, now.newest) == ()


@pytest.mark.parametrize("count", [3, 40])
def test_no_more_lines_are_read_than_asked_for(count: int, desk: Desk) -> None:
    for number in range(count):
        record(desk, f"第{number}件")
    now = view(desk, limit=5)
    assert len(now.rows) == min(count, 5)
    assert now.rows[0].title == f"第{count - 1}件"
    assert now.saved == count


def test_the_hub_tells_its_trouble_and_when_it_last_went_well(desk: Desk, clock: Clock) -> None:
    enrolled(desk, level="village")
    now = view(desk).hub
    assert now is not None
    assert (now.level, now.place, now.last_at, now.trouble, now.revoked) == (
        "village",
        "晨光居民区征集点",
        None,
        None,
        False,
    )
    arrived(desk, clock())
    failed(desk, "hub_unreachable", host="hub.example.cn")
    now = view(desk).hub
    assert now is not None
    assert now.last_at == clock().replace(microsecond=123000)
    assert now.trouble is not None
    assert (now.trouble.code, now.trouble.facts) == ("hub_unreachable", {"host": "hub.example.cn"})
