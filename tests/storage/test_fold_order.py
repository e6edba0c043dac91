"""The order is the hub's and the verdict is the hub's: whoever holds a subject's facts computes the same of it."""

import random
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from feeding import Feed, Sent, deliver, facts_of, join_hub
from made_up import Clock, found_cheaply
from sqlalchemy import insert, select

from desk.actions.cases import correct_case, record_case, withdraw_case
from desk.actions.desk import Desk, Lists
from desk.actions.exchange import dismiss
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.domain.case import CaseCodes, Registered
from desk.domain.event import Event
from desk.domain.kinds import read_body
from desk.errors import BadInput
from desk.journal.content import read_content
from desk.journal.fact import NewFact
from desk.reads.cases import read_case
from desk.storage.save import new_id, save
from desk.storage.tables import dismissal, fact, place, subject
from desk.storage.tables_case import case, step

LOCAL = {"n", "rank", "refused", "last_own", "own"}
SETTLED = {"ok", "not_applied", "set_aside", "unjudged"}


@pytest.fixture
def three(tmp_path: Path, lists: Lists) -> Any:
    """Two desks that write on the same cases, and one that only reads."""
    desks = [found_cheaply(tmp_path / name, lists, Clock()) for name in ("one", "two", "reader")]
    for each in desks:
        join_hub(each)
    yield desks
    for each in desks:
        each.close()


def seen(desk: Desk, *ids: UUID) -> dict[str, list[dict[str, Any]]]:
    """What the tables say of the subjects, without what is each desk's own, in the order of the facts' ids."""
    wanted = [id.bytes for id in ids]
    with desk.vault.read() as connection:
        numbers = select(subject.c.n).where(subject.c.id.in_(wanted))
        cases = connection.execute(select(case).where(case.c.n.in_(numbers)).order_by(case.c.id)).all()
        steps = select(step).join(fact, fact.c.n == step.c.n).where(fact.c.subject.in_(numbers)).order_by(step.c.fact)
        found = {"cases": cases, "step": connection.execute(steps).all()}
        return {name: [public(row) for row in rows] for name, rows in found.items()}


def public(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in LOCAL}


def row_of(desk: Desk, id: UUID) -> Any:
    with desk.vault.read() as connection:
        return connection.execute(select(case).where(case.c.id == id.bytes)).one()


def verdicts(desk: Desk, id: UUID) -> list[tuple[str, str, str]]:
    """Of a case, oldest first."""
    return [(one.kind, one.verdict, one.reason) for one in reversed(read_case(desk.vault, desk.lens, id).steps)]


def write_on(chance: random.Random, desk: Desk, id: UUID) -> None:
    """Any act, without asking whether it is admissible."""
    made: list[NewFact] = [
        NewFact("case.corrected", id, {"texts": ["title"], "cleared": []}, words={"title": f"题{chance.random()}"}),
        NewFact("case.corrected", id, {"nature": chance.choice(["JY", "SQ", "JK"]), "texts": [], "cleared": []}),
        NewFact("case.corrected", id, {"texts": ["name"], "cleared": ["category"]}, person={"name": "王某"}),
        NewFact("case.withdrawn", id, {}, words=chance.choice([None, {"reason": "不提了"}])),
        NewFact("case.quoted", id, {"date": "2026-11-01", "state": "60"}, words={"text": "修好了"}),
        NewFact("case.slip", id, {"outcome": chance.choice(["handed", "failed"])}),
        NewFact("case.registered", id, {"number": "482917036", "texts": ["title"]}, words={"title": "再登记一次"}),
        NewFact("case.dreamt", id, {"of": "rain"}),
        NewFact("case.corrected", id, {"texts": 7}),
    ]
    save(desk.vault, desk.operator, desk.clock(), [chance.choice(made)])


def interleave(chance: random.Random, *streams: list[Sent]) -> list[Sent]:
    """Any order in which facts may reach the hub: each desk's own in theirs."""
    queues = [list(reversed(stream)) for stream in streams]
    taken = []
    while any(queues):
        taken.append(chance.choice([queue for queue in queues if queue]).pop())
    return taken


@pytest.mark.parametrize("seed", range(6))
def test_everybody_computes_the_same(seed: int, three: list[Desk]):
    chance = random.Random(seed)
    one, two, reader = three
    ids = [record_case(chance.choice([one, two]), {"title": f"第{n}件"}).subjects[0] for n in range(5)]
    feed, sent = Feed(), {0: 0, 1: 0}
    for _ in range(4):
        for _ in range(12):
            write_on(chance, chance.choice([one, two]), chance.choice(ids))
        fresh = [facts_of(desk, *ids)[sent[n] :] for n, desk in enumerate((one, two))]
        sent = {n: sent[n] + len(facts) for n, facts in enumerate(fresh)}
        feed.take(interleave(chance, *fresh))
        for desk in three if chance.random() < 0.5 else (one, reader):
            deliver(desk, feed, chance.choice([1, 7, 5_000]))
    for desk in three:
        deliver(desk, feed, chance.choice([2, 5_000]))
        assert seen(desk, *ids) == seen(reader, *ids)
        assert {row["verdict"] for row in seen(desk, *ids)["step"]} <= SETTLED
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0] is True


def test_own_facts_that_are_not_settled_come_last(three: list[Desk]):
    one, two, _ = three
    id = record_case(one, {"title": "甲"}).subjects[0]
    feed = Feed()
    feed.take(facts_of(one, id))
    deliver(two, feed)
    correct_case(two, id, {"title": "镇上改的"}, "改")
    correct_case(one, id, {"title": "村里改的"}, "改")
    deliver(one, feed)
    assert row_of(one, id).title == "村里改的"
    feed.take(facts_of(two, id))
    deliver(one, feed)
    assert row_of(one, id).title == "村里改的"
    assert verdicts(one, id) == [("registered", "ok", ""), ("corrected", "ok", ""), ("corrected", "provisional", "")]
    feed.take(facts_of(one, id)[1:])
    deliver(one, feed)
    deliver(two, feed)
    assert (row_of(one, id).title, row_of(two, id).title) == ("村里改的", "村里改的")
    assert {verdict for _, verdict, _ in verdicts(one, id)} == {"ok"}


def test_a_settled_verdict_is_never_judged_again(three: list[Desk]):
    """Be it what these rules would not say."""
    one, _, reader = three
    id = record_case(one, {"title": "甲"}).subjects[0]
    withdraw_case(one, id, "不提了")
    late = NewFact("case.corrected", id, {"texts": ["title"], "cleared": []}, words={"title": "乙"})
    save(one.vault, one.operator, one.clock(), [late])
    first, withdrawn, corrected = facts_of(one, id)
    feed = Feed()
    feed.take([first], ("ok", ""))
    feed.take([withdrawn], ("not_applied", "reason_missing"))
    feed.take([corrected], ("ok", ""))
    for desk in (one, reader):
        deliver(desk, feed)
        assert (row_of(desk, id).state, row_of(desk, id).title) == ("10", "乙")
        assert verdicts(desk, id)[1:] == [("withdrawn", "not_applied", "reason_missing"), ("corrected", "ok", "")]
        assert rebuild_desk(desk)[0] is True


def test_an_admitted_fact_applies_even_where_nobody_would_expect_it(three: list[Desk]):
    """After a rewind the order may be any."""
    one, _, reader = three
    id = record_case(one, {"title": "甲"}).subjects[0]
    correct_case(one, id, {"title": "乙"}, "改")
    withdraw_case(one, id, "不提了")
    feed = Feed()
    feed.take(reversed(facts_of(one, id)), ("ok", ""))
    for desk in (one, reader):
        deliver(desk, feed)
        assert row_of(desk, id).title == "甲"
        assert verify_desk(desk)[1] == []
    assert seen(one, id) == seen(reader, id)


def test_the_same_number_is_told_apart_by_id_and_epochs_come_first(three: list[Desk]):
    one, two, reader = three
    id = record_case(one, {"title": "甲"}).subjects[0]
    for desk, title in ((one, "乙"), (two, "丙")):
        words = NewFact("case.corrected", id, {"texts": ["title"], "cleared": []}, words={"title": title})
        save(desk.vault, desk.operator, desk.clock(), [words])
    (first, mine), (theirs,) = facts_of(one, id), facts_of(two, id)
    feed = Feed()
    feed.take([first], ("ok", ""), n=1)
    feed.take(sorted([mine, theirs], key=lambda one: one.id), ("ok", ""), n=2)
    for desk in three:
        deliver(desk, feed)
        assert row_of(desk, id).title == "丙"  # the later id
    feed.epoch += 1 << 32
    feed.take([replaced(two, id)], ("ok", ""), n=1)
    for desk in three:
        deliver(desk, feed)
        assert row_of(desk, id).title == "新纪元"
    assert seen(one, id) == seen(two, id) == seen(reader, id)


def replaced(desk: Desk, id: UUID) -> Sent:
    correct_case(desk, id, {"title": "新纪元"}, "改")
    return facts_of(desk, id)[-1]


def test_own_facts_that_do_not_count_are_counted_until_they_are_dismissed(three: list[Desk]):
    one, two, _ = three
    id = record_case(one, {"title": "甲"}).subjects[0]
    withdraw_case(one, id, "不提了")
    correction = NewFact("case.corrected", id, {"texts": ["title"], "cleared": []}, words={"title": "乙"})
    save(one.vault, one.operator, one.clock(), [correction])
    assert (row_of(one, id).refused, row_of(one, id).last_own) == (1, number_of(one, facts_of(one, id)[-1]))
    feed = Feed()
    first, withdrawn, corrected = facts_of(one, id)
    feed.take([first, withdrawn, corrected])
    feed.places[1] = feed.places[1]._replace(stamp=set_aside(feed, 1, "unusable"))
    for desk in (one, two):
        deliver(desk, feed)
    assert (row_of(one, id).refused, row_of(one, id).last_own) == (2, 0)
    assert (row_of(two, id).refused, row_of(two, id).last_own) == (0, 0)
    for left, seen_to in ((1, withdrawn), (0, corrected)):
        dismiss(one, UUID(bytes=seen_to.id))
        assert row_of(one, id).refused == left
    assert [verdict for _, verdict, _ in verdicts(one, id)] == ["ok", "set_aside", "not_applied"]
    assert verify_desk(one)[1] == []


def set_aside(feed: Feed, number: int, reason: str) -> Any:
    kept = feed.places[number].stamp
    return kept.__class__(kept.epoch, kept.n, "set_aside", reason, kept.hub_time, kept.mac)


def number_of(desk: Desk, one: Sent) -> int:
    with desk.vault.read() as connection:
        return int(connection.execute(select(fact.c.n).where(fact.c.id == one.id)).scalar_one())


def test_a_provisional_refusal_may_be_dismissed_as_well(three: list[Desk]):
    one = three[0]
    id = record_case(one, {"title": "甲"}).subjects[0]
    save(one.vault, one.operator, one.clock(), [NewFact("case.registered", id, {"number": "482917036", "texts": []})])
    assert row_of(one, id).refused == 1
    with one.vault.write() as connection:
        connection.execute(insert(dismissal).values(fact=number_of(one, facts_of(one, id)[-1]), at="now"))
    save(one.vault, one.operator, one.clock(), [NewFact("case.slip", id, {"outcome": "handed"})])
    assert (row_of(one, id).refused, row_of(one, id).handed) == (0, 1)


@pytest.mark.parametrize("verdict", [("unjudged", "unknown_kind"), ("ok", "")], ids=["unjudged", "a newer hub"])
def test_a_case_with_a_fact_this_version_does_not_understand_is_read_only(verdict: tuple[str, str], three: list[Desk]):
    """Be it that the hub understood it: what it did to the case is not known here."""
    one, _, reader = three
    id = record_case(one, {"title": "甲"}).subjects[0]
    save(one.vault, one.operator, one.clock(), [NewFact("case.dreamt", id, {"of": "rain"}, words={"text": "梦"})])
    first, dreamt = facts_of(one, id)
    feed = Feed()
    feed.take([first])
    feed.take([dreamt], verdict)
    for desk in (one, reader):
        deliver(desk, feed)
        assert row_of(desk, id).unjudged == 1
        with pytest.raises(BadInput, match="case_read_only"):
            correct_case(desk, id, {"title": "乙"}, "改")


def test_places_and_operators_follow_the_hub_too(three: list[Desk]):
    one, _, reader = three
    with one.vault.read() as connection:
        id = UUID(bytes=connection.exec_driver_sql("SELECT station FROM identity").scalar_one())
    for name in ("东村", "西村"):
        body = {"code": "310116113001", "level": "point"}
        save(one.vault, one.operator, one.clock(), [NewFact("place.placed", id, body, words={"name": name})])
    _, east, west = facts_of(one, id)
    feed = Feed()
    feed.take([west, east], ("ok", ""))
    feed.take([east], ("not_applied", "late"), n=1)
    for desk in (one, reader):
        deliver(desk, feed)
    feed.take([west], ("set_aside", "hub_only"), n=0)
    for desk, name in ((one, "晨光居民区征集点"), (reader, None)):
        deliver(desk, feed)
        with desk.vault.read() as connection:
            assert connection.execute(select(place.c.name).where(place.c.id == id.bytes)).scalar_one() == name
        assert verify_desk(desk)[1] == []


@pytest.mark.parametrize("odd", [7, ["东"], {"a": 1}, None, False])
def test_names_that_are_no_text_are_nobodys(odd: Any, three: list[Desk]):
    one, _, reader = three
    new_place, new_operator = new_id(), new_id()
    body = {"code": "310116113001", "level": "point"}
    save(
        one.vault,
        one.operator,
        one.clock(),
        [
            NewFact("place.placed", new_place, body, words={"name": odd}),
            NewFact("operator.added", new_operator, {"role": "head"}, person={"name": odd}),
        ],
    )
    feed = Feed()
    feed.take(facts_of(one, new_place, new_operator), ("ok", ""))
    deliver(reader, feed)
    for desk in (one, reader):
        assert verify_desk(desk)[1] == []


def test_the_codes_of_a_registration_are_what_its_body_says():
    """Taken from the bytes as they are: what is valid has one spelling."""
    said = {
        "nature": "JY", "category": "07", "topic": "1.2.3", "channel": "CH01", "identity": ["ID01", "ID02"],
        "feedback": [], "anonymous": False, "public_ok": True, "pi_notice_given": True, "person_times": 2**53 - 1,
        "division_code": "310116113001", "loop": "L1", "lang": "zh", "received_at": "2026-11-21T00:00:00.000Z",
    }  # fmt: skip
    assert said.keys() == CaseCodes.model_fields.keys() - {"promise", "clocks"}
    body = Registered.model_validate({**said, "number": "482917036", "texts": ["title"]})
    dumped = body.to_json()
    assert {name: dumped[name] for name in said} == said


def test_a_body_is_read_the_same_from_any_bytes(three: list[Desk]):
    one = three[0]
    id = record_case(one, {"title": "甲", "suggester": {"identity": ["居民", "党员"]}}).subjects[0]
    event: Event = read_content(facts_of(one, id)[0].content)[0]
    body = read_body(event)
    assert body is not None
    assert {name: event.body[name] for name in event.body} == {
        name: value for name, value in body.to_json().items() if name in event.body
    }
