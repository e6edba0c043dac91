"""What deputies do in a village is added up in its town under the published entry; who was visited stops there, an
erasure reaches everybody, and published holidays count in the village at once."""

from datetime import date
from uuid import UUID

from duty_stage import session
from duty_stage import talk as conversation

from desk.actions.cases import record_case
from desk.actions.deputies import add_deputy, match_deputy
from desk.actions.desk import Desk
from desk.actions.duties import confirm_duty
from desk.actions.holidays import publish_holidays
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.visits import agree_visit, erase_visit, make_case_of_opinion, record_visit
from desk.reads.cases import read_case
from desk.reads.duties import read_duties, read_duty
from desk.reads.holidays import read_year
from desk.reads.visits import read_visit
from tests.sync.country import DISTRICT, SIBLING, Country, parts_of, talk

JIANG = {"name": "蒋某", "level": "区", "group": "山阳"}


def visit(desk: Desk, who: UUID) -> UUID:
    form = {"kind": "V6", "day": "2026-03-15", "venue": "三村", "seen": "座谈", "visited": "欧阳某", "minutes": 60}
    return record_visit(desk, form | {"people": 4, "opinions": ["要灯"], "deputies": [str(who)]}).subjects[0]


def test_a_year_is_added_up_over_the_villages_of_a_town(any_country: Country):
    country = any_country
    village, sibling, town = country.village(), country.desk("sibling", SIBLING, "village"), country.town()
    district = country.desk("district", DISTRICT, "district")
    here, there = add_deputy(village, JIANG).subjects[0], add_deputy(sibling, JIANG).subjects[0]
    above = add_deputy(town, JIANG).subjects[0]
    talk(town, village, sibling, rounds=2)
    for desk, own in ((village, here), (sibling, there)):
        match_deputy(desk, own, above)
    of = visit(village, here)
    make_case_of_opinion(village, of, 1)
    agree_visit(village, of, above)
    day = session(sibling, "2026-05-15", [(there, "08:30", "10:00")])
    conversation(sibling, day, [there], 7)
    confirm_duty(village, here, 2026, "蒋某")
    talk(village, sibling, town, district, rounds=2)
    view = read_duty(town.vault, town.lens, above, 2026)
    assert (view.visits, view.sessions, view.minutes, view.people, view.cases, view.contacts) == (1, 1, 150, 11, 1, 2)
    assert {one.deputy.id: one.below for one in read_duties(town.vault, town.lens, 2026).lines} == {above: False}
    assert view.verdict == "", "what the village's numbers were confirmed for is not the town's"
    assert read_duty(village.vault, village.lens, above, 2026).verdict == "confirmed"
    assert read_duty(village.vault, village.lens, above, 2026).sessions == 0, "a neighbour's day is not seen"
    assert read_visit(town.vault, town.lens, of).visited == "欧阳某"
    assert read_visit(district.vault, district.lens, of).visited == ""
    assert [one.id for one in read_visit(town.vault, town.lens, of).agreed] == [above]
    erase_visit(village, of, "both", "本人要求")
    talk(village, town, district)
    for desk in (village, town, district):
        assert parts_of(desk, of) == set()
        assert read_visit(desk.vault, desk.lens, of).line.people == 4
    for desk in country.desks:
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def test_holidays_of_the_town_count_in_the_village_as_soon_as_they_are_here(country: Country):
    village, town = country.village(), country.town()
    publish_holidays(village, 2027, {date(2027, 1, 2): "off"})
    publish_holidays(town, 2027, {date(2027, 1, 1): "off", date(2027, 1, 20): "off"})
    talk(town, village)
    year = read_year(village.vault, village.lists.holidays, 2027)
    assert (year.source, year.place, set(year.days)) == ("above", "山阳镇", {date(2027, 1, 1), date(2027, 1, 20)})
    case = record_case(village, {"title": "灯"}).subjects[0]
    view = read_case(village.vault, village.lens, case)
    assert (view.holidays_known, view.promise_rolled) == (True, date(2027, 1, 21))
    talk(village, town)
    assert read_year(town.vault, town.lists.holidays, 2027).source == "here"
