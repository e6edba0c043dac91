"""Two desks merge in opposite directions, or act on a merged case, before they hear of each other: everybody comes to
the same, and whose word did not count is told so."""

from uuid import UUID

import pytest

from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.merging import merge_cases, unmerge_case
from desk.actions.steps import reply_case
from desk.reads.cases import read_case
from tests.sync.country import Country, record, talk

REPLY = {"outcome": "1", "reply_text": "已经划好车位。", "unit": "区建管委"}


def stands(desk: Desk, *ids: UUID) -> list[tuple[str, UUID | None, list[UUID]]]:
    views = [read_case(desk.vault, desk.lens, id) for id in ids]
    return [(view.row.state, view.main, [row.id for row in view.children]) for view in views]


def refused(desk: Desk, *ids: UUID) -> list[str]:
    steps = [step for id in ids for step in read_case(desk.vault, desk.lens, id).steps]
    return sorted(f"{step.kind}: {step.reason}" for step in steps if step.verdict == "not_applied")


def test_merges_in_opposite_directions_make_no_ring(any_country: Country):
    village, town = any_country.village(), any_country.town()
    a, b = record(village, "停车"), record(village, "车位")
    talk(village, town)
    merge_cases(village, a, [b])
    merge_cases(town, b, [a])
    talk(town, village, rounds=2)
    talk(town)
    assert stands(village, a, b) == stands(town, a, b) == [("12", b, []), ("10", None, [a])]
    assert refused(village, a, b) == ["absorbed: merged_already", "merged: has_children"]
    for desk in (village, town):
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0] is True


def test_two_desks_merge_one_case_into_different_ones(any_country: Country):
    village, town = any_country.village(), any_country.town()
    a, b, c = (record(village, title) for title in ("停车", "车位", "划线"))
    talk(village, town)
    merge_cases(village, a, [c])
    merge_cases(town, b, [c])
    talk(town, village, rounds=2)
    talk(town)
    assert stands(village, a, b, c) == stands(town, a, b, c) == [("10", None, []), ("10", None, [c]), ("12", b, [])]
    assert refused(village, c) == ["merged: merged_already"]


def test_an_answer_reaches_whoever_was_merged_meanwhile(country: Country):
    village, town = country.village(), country.town()
    a, b = record(village, "停车"), record(village, "车位")
    talk(village, town)
    merge_cases(village, a, [b])
    reply_case(town, a, REPLY)
    talk(town, village, town)
    assert [one[0] for one in stands(town, a, b)] == ["60", "12"]
    late = record(town, "再一件")
    merge_cases(town, a, [late])  # whoever comes later has the answer at once
    assert read_case(town.vault, town.lens, late).replied is not None
    unmerge_case(town, b)
    talk(town, village)
    assert stands(village, b) == stands(town, b) == [("10", None, [])]
    assert stands(village, a)[0][:2] == stands(town, a)[0][:2]  # the town's own case is not the village's to see


@pytest.mark.parametrize("first", ["merge", "part"])
def test_parting_and_merging_at_once_agree_everywhere(country: Country, first: str):
    village, town = country.village(), country.town()
    a, b, c = (record(village, title) for title in ("停车", "车位", "划线"))
    merge_cases(village, a, [b])
    talk(village, town)
    unmerge_case(village, b)
    merge_cases(town, c, [a])
    talk(*((village, town) if first == "part" else (town, village)), rounds=2)
    talk(village, town)
    assert stands(village, a, b, c) == stands(town, a, b, c)
    assert verify_desk(village)[1] == []


def test_an_answer_does_not_reach_who_was_parted_meanwhile(any_country: Country):
    village, town = any_country.village(), any_country.town()
    a, b = record(village, "停车"), record(village, "路灯")
    merge_cases(village, a, [b])
    talk(village, town)
    unmerge_case(village, b)
    reply_case(town, a, REPLY)
    talk(village, town, rounds=2)
    talk(village)
    assert [one[0] for one in stands(village, a, b)] == [one[0] for one in stands(town, a, b)] == ["60", "10"]
    assert refused(town, a, b) == ["replied: not_merged"]
    for desk in (village, town):
        assert rebuild_desk(desk)[0] is True
