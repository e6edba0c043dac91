"""The village tells the person, the town sees it; who is not satisfied has the case back in the town's hands."""

from uuid import UUID

from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.steps import forward_case, reply_case
from desk.actions.telling import survey_person, tell_person
from desk.reads.telling import BELOW, TOLD, read_tell
from tests.sync.country import Country, record, talk, view

ANSWER = {"outcome": "1", "reply_text": "三盏灯都换了。", "unit": "区交通委"}
HEARD = {"reached": "told", "how": "FM2", "satisfaction": "S1", "said": "蛮好"}
NOT_GOOD = {"reached": "told", "how": "FM2", "satisfaction": "S3", "reason": "只换了两盏"}


def waiting(desk: Desk) -> list[UUID]:
    return [row.id for row in read_tell(desk.vault, desk.lens).rows]


def answered(village: Desk, town: Desk) -> UUID:
    id = record(village)
    talk(village, town)
    reply_case(town, id, ANSWER)
    talk(town, village)
    return id


def agree(*desks: Desk) -> None:
    for desk in desks:
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def test_the_village_tells_and_the_town_sees_it_and_what_the_person_said(any_country: Country):
    village, town = any_country.village(), any_country.town()
    id = answered(village, town)
    assert (waiting(village), waiting(town)) == ([id], [])
    tell_person(village, id, HEARD)
    talk(village, town)
    for desk in (village, town):
        seen = view(desk, id)
        assert (seen.row.state, seen.steps[0].kind, seen.steps[0].text) == ("61", "told", "蛮好")
    (row,) = read_tell(village.vault, village.lens, TOLD).rows
    assert row.satisfaction == "S1"
    agree(village, town)


def test_who_is_not_satisfied_has_the_case_back_in_the_towns_hands_at_once(any_country: Country):
    village, town = any_country.village(), any_country.town()
    id = answered(village, town)
    tell_person(village, id, NOT_GOOD)
    assert view(village, id).row.state == "62"
    talk(village, town)
    seen = view(town, id)
    assert (seen.row.state, "reply" in seen.offered, "forward" in seen.offered) == ("62", True, True)
    assert "ST08" in {clock.rule for clock in seen.clocks if not clock.ended_on}
    forward_case(town, id, {"unit": "U03"})
    reply_case(town, id, ANSWER)
    talk(town, village)
    assert waiting(village) == [id]
    agree(village, town)


def test_a_reply_that_came_while_the_first_was_told_still_waits(any_country: Country):
    village, town = any_country.village(), any_country.town()
    id = answered(village, town)
    tell_person(town, id, NOT_GOOD)
    reply_case(town, id, ANSWER | {"reply_text": "第三盏也换了。"})
    talk(town)
    tell_person(village, id, HEARD)  # of the first reply, not knowing of the second
    talk(village, town, village)
    for desk in (village, town):
        assert view(desk, id).row.state == "60"
        assert [step for step in view(desk, id).steps if step.verdict == "not_applied"] == []
    assert waiting(village) == [id]
    agree(village, town)


def test_two_desks_that_tell_at_once_are_both_kept(any_country: Country):
    village, town = any_country.village(), any_country.town()
    other = any_country.village("second")
    id = answered(village, town)
    talk(other)
    tell_person(village, id, HEARD)
    tell_person(other, id, HEARD | {"satisfaction": "S2", "said": "还可以"})
    talk(other, village, town, other)
    said = [[step.text for step in view(desk, id).steps if step.kind == "told"] for desk in (village, other, town)]
    assert said[0] == said[1] == said[2]
    assert sorted(said[0]) == ["蛮好", "还可以"]
    assert {view(desk, id).row.state for desk in (village, other, town)} == {"61"}
    agree(village, other, town)


def test_a_survey_of_the_village_reopens_at_the_town(country: Country):
    village, town = country.village(), country.town()
    id = answered(village, town)
    tell_person(village, id, HEARD)
    survey_person(village, id, {"satisfaction": "S3", "attitude": "S2", "reason": "还是暗"})
    talk(village, town)
    assert view(town, id).row.state == "62"
    agree(village, town)


def test_the_town_sees_who_below_should_have_been_told(country: Country):
    village, town = country.village(), country.town()
    id = answered(village, town)
    assert read_tell(town.vault, town.lens, BELOW).rows == ()
    town.clock.wait(days=10)  # type: ignore[attr-defined]
    page = read_tell(town.vault, town.lens, BELOW)
    (row,) = page.rows
    assert (row.id, row.own, row.due_state, page.counts.below, page.counts.waiting) == (id, False, "over", 1, 0)
    assert row.place != ""
