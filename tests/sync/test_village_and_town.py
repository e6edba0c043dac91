"""What a village records is seen by those above it, in time and in order, and by nobody else."""

from uuid import UUID

import pytest

from desk.actions.cases import correct_case, erase_case, withdraw_case
from desk.actions.exchange import dismiss, exchange
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.steps import forward_case, reply_case
from desk.errors import BadEnvironment, BadInput
from desk.reads.station import read_station
from desk.storage.arriving import find_hub
from tests.sync.country import (
    DISTRICT,
    FAR_VILLAGE,
    OTHER_TOWN,
    SIBLING,
    VILLAGE,
    Country,
    facts_of,
    parts_of,
    record,
    record_many,
    talk,
    talk_until,
    titles,
    view,
)


def test_a_case_of_the_village_comes_to_its_town_and_district_and_to_nobody_else(any_country: Country):
    country = any_country
    village, town = country.village(), country.town()
    district = country.desk("district", DISTRICT, "district")
    sibling = country.desk("sibling", SIBLING, "village")
    other = country.desk("other", OTHER_TOWN, "town")
    id = record(village)
    assert titles(village) == {"东门路灯": "saved"}
    (sent,) = talk(village)
    assert (sent.sent, sent.left, sent.refused) == (3, 0, 0)
    assert id in sent.subjects
    assert titles(village) == {"东门路灯": "arrived"}
    talk(town, district, sibling, other)
    seen = view(town, id)
    assert (seen.fields["suggester"]["name"], seen.fields["suggester"]["phone"]) == ("欧阳某", "13900000005")
    assert seen.fields["original_text"] == "黑得很"
    above = view(district, id)
    assert (above.fields["title"], above.fields["suggester"]["name"]) == ("东门路灯", None)
    assert (parts_of(town, id), parts_of(district, id)) == ({"person", "words"}, {"words"})
    for nobody in (sibling, other):
        assert titles(nobody) == {}
        assert id not in {UUID(bytes=fact) for fact in facts_of(nobody)}
    for desk in country.desks:
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def test_what_is_provisional_is_settled_when_it_came_back(country: Country):
    village = country.village()
    id = record(village)
    assert [step.verdict for step in view(village, id).steps] == ["provisional"]
    talk(village)
    assert [step.verdict for step in view(village, id).steps] == ["ok"]


def test_a_correction_follows_its_case_and_the_reply_comes_back_down(country: Country):
    village, town = country.village(), country.town()
    id = record(village)
    talk(village, town)
    correct_case(village, id, {"title": "西门路灯"}, "听错了")
    forward_case(town, id, {"unit": "路灯管理所"})
    talk(village, town)
    reply_case(town, id, {"outcome": "1", "reply_text": "三盏灯都换了。"})
    talk(town, village)
    for desk in (village, town):
        seen = view(desk, id)
        assert seen.row.title == "西门路灯"
        assert seen.row.state == "60"
        assert {step.verdict for step in seen.steps} == {"ok"}
        assert "三盏灯都换了。" in {step.text for step in seen.steps}


def test_what_the_order_does_not_allow_is_shown_to_its_maker_until_it_is_dismissed(country: Country):
    village, town = country.village(), country.town()
    id = record(village)
    talk(village, town)
    withdraw_case(village, id, "不提了")
    forward_case(town, id, {"unit": "路灯管理所"})
    talk(village)
    (refused,) = talk(town)
    assert (refused.refused, titles(town)) == (1, {"东门路灯": "refused"})
    newest = view(town, id).steps[0]
    assert (newest.kind, newest.verdict) == ("forwarded", "not_applied")
    assert view(town, id).row.state == view(village, id).row.state == "99"
    assert dismiss(town, newest.fact).subjects == (id,)
    assert dismiss(town, newest.fact).subjects == (id,)
    assert titles(town) == {"东门路灯": "arrived"}
    assert talk(town)[0].refused == 0
    with pytest.raises(BadInput, match="nothing_to_dismiss"):
        dismiss(town, view(town, id).steps[-1].fact)
    assert rebuild_desk(town)[0]


def test_an_erasure_reaches_the_town(country: Country):
    village, town = country.village(), country.town()
    id = record(village)
    talk(village, town)
    erase_case(village, id, "person", "本人要求")
    talk(village, town)
    assert (parts_of(town, id), view(town, id).erased) == ({"words"}, ("person",))
    assert view(town, id).fields["suggester"]["name"] is None


def test_what_a_desk_wrote_before_it_belonged_to_a_hub_goes_up_too(country: Country):
    village = country.found("village", VILLAGE, "village")
    id = record(village)
    station = read_station(village.vault)
    from desk.actions.exchange import enrol

    joined = enrol(village, country.hub.url, country.code_for(VILLAGE, "village"))
    assert (joined.level, joined.code, joined.name) == ("village", VILLAGE, "晨光村")
    assert joined.place != station.place
    assert read_station(village.vault) == station
    later = record(village, "后来的一件")
    town = country.town()
    talk(village, town)
    assert titles(town).keys() == {"东门路灯", "后来的一件"}
    assert {view(town, one).fields["suggester"]["name"] for one in (id, later)} == {"欧阳某"}


def test_many_pages_and_batches_come_through_whole_and_once(country: Country):
    village, town = country.village(), country.town()
    record_many(village, 2_600)
    seen: list[tuple[str, int]] = []
    done = exchange(village, progress=lambda what, count: seen.append((what, count)))
    assert (done.sent, done.left) == (2_602, 0)
    assert [count for what, count in seen if what == "push"] == [1000, 2000, 2602]
    (came,) = talk(town)
    assert came.received >= 2_602
    assert facts_of(town) == facts_of(village)
    assert set(titles(town).values()) == {"arrived"}
    assert talk(village, town)[0].sent == talk(village, town)[1].received == 0


def test_an_exchange_that_is_stopped_keeps_what_it_did(country: Country):
    village = country.village()
    record_many(village, 1_500)
    stopped = talk_until(village, "push")
    assert (stopped.sent, stopped.left) == (1000, 502)
    with village.vault.read() as connection:
        assert find_hub(connection).last_at is None
    assert talk(village)[0].left == 0


def test_without_a_hub_everything_stays_saved_and_the_exchange_says_how_much(country: Country):
    alone = country.found("alone", FAR_VILLAGE, "village")
    record(alone)
    with pytest.raises(BadEnvironment, match="not_enrolled") as said:
        exchange(alone)
    assert said.value.facts == {"left": 3}
    assert titles(alone) == {"东门路灯": "saved"}
