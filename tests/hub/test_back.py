"""A hub that went back is noticed, and what it lost comes back from any desk that holds it, as it was."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from desk.hub import places, tables
from desk.hub.back import common, lacks, meet, take_back
from desk.hub.feed import page_of
from desk.hub.hub import Hub, Refusal
from desk.hub.keep import take_push
from desk.journal.content import content_hash
from desk.journal.fact import NewFact
from desk.journal.link import Stream, link_hash
from desk.journal.stamp import counter_of
from desk.sync.wire import NO_TOKEN
from tests.hub.hub_tools import TOWN, Pen, desk_at, name_rows, read_feed, registration, rows_of, verdicts
from tests.hub.opened import Records

Rows = list[Mapping[str, Any]]


class Shelf:
    """What a desk has read: every page of the feed, which it may give back."""

    def __init__(self, hub: Hub, pen: Pen) -> None:
        self.pen, self.pages = pen, read_feed(hub, pen.member, limit=2)
        self.epoch = self.pages[-1]["epoch"]
        self.mark = [self.pages[-1]["place"], self.pages[-1]["token"]]

    @property
    def tokens(self) -> list[list[Any]]:
        return [[0, NO_TOKEN], *([page["place"], page["token"]] for page in self.pages)]

    def meet(self, hub: Hub) -> dict[str, Any]:
        asked = {"cursor": self.mark, "mark": self.mark, "epoch": self.epoch, "rules": 1}
        return meet(hub, self.pen.member, asked)

    def returning(self) -> dict[str, Any]:
        """Every fact it has read, as a return carries them."""
        streams: list[list[str]] = []
        facts = []
        hashes: dict[tuple[str, int], str] = {}
        for page in self.pages:
            for row in name_rows(page):
                stream = page["streams"][row["stream"]]
                if stream not in streams:
                    streams.append(stream)
                prev = row["prev"] or hashes[stream[1], row["seq"] - 1]
                hashes[stream[1], row["seq"]] = link_of(stream, row, prev)
                body = list(row.values())[5:]
                facts.append([streams.index(stream), row["seq"], prev, *body])
        return {"streams": streams, "facts": facts}


def link_of(stream: list[str], row: Mapping[str, Any], prev: str) -> str:
    named = Stream(bytes.fromhex(stream[0]), bytes.fromhex(stream[1]))
    return link_hash(named, row["seq"], content_hash(row["content"].encode()), bytes.fromhex(prev)).hex()


def stamps(hub: Hub, pen: Pen) -> dict[str, tuple[Any, ...]]:
    names = ("epoch", "n", "verdict", "reason", "hub_time", "mac")
    return {row["content"]: tuple(row[name] for name in names) for row in rows_of(hub, pen.member)}


def test_a_hub_that_is_where_the_desk_left_it_says_so(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(2))
    shelf = Shelf(hub, pen)
    assert shelf.meet(hub) == {"epoch": shelf.epoch, "same": True, "rules": 1, "level": "village"}
    assert counter_of(shelf.epoch) == 1


def test_a_new_desk_meets_no_rewound_hub(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(1))
    first = [0, NO_TOKEN]
    said = meet(hub, pen.member, {"cursor": first, "mark": first, "epoch": 0, "rules": 1})
    assert (said["same"], counter_of(said["epoch"])) == (False, 1)


def test_a_rewound_hub_begins_one_new_epoch_whoever_notices(records: Records):
    with records.open() as hub:
        pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    copy = records.save()
    with records.open() as hub:
        pen.push(hub, pen.register(3))
        shelves = [Shelf(hub, pen), Shelf(hub, town)]
    records.restore(copy)
    with records.open() as hub:
        said = [shelf.meet(hub) for shelf in shelves]
        assert [one["same"] for one in said] == [False, False]
        assert said[0]["epoch"] == said[1]["epoch"] != shelves[0].epoch
        assert counter_of(said[0]["epoch"]) == 2
        again = common(hub, pen.member, {"tokens": shelves[0].tokens})
        assert again["place"] < shelves[0].mark[0]
        assert [again["place"], again["token"]] in shelves[0].tokens
        with pytest.raises(Refusal, match="rewound"):
            page_of(hub, pen.member, *shelves[0].mark, 10)


def test_two_restores_of_one_backup_are_two_epochs(records: Records):
    with records.open() as hub:
        pen = desk_at(hub)
    copy = records.save()
    with records.open() as hub:
        pen.push(hub, pen.register(1))
        shelf = Shelf(hub, pen)
    epochs = set()
    for _ in range(2):
        records.restore(copy)
        with records.open() as hub:
            epochs.add(shelf.meet(hub)["epoch"])
    assert len(epochs) == 2
    assert {counter_of(epoch) for epoch in epochs} == {2}


def test_everything_comes_back_as_it_was_from_one_desk_that_saw_it(records: Records):
    with records.open() as hub:
        pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    copy = records.save()
    case = uuid4()
    with records.open() as hub:
        pen.push(hub, pen.write(registration(case), *(registration() for _ in range(3))))
        town.push(hub, town.write(NewFact("case.withdrawn", case, {}, words={"reason": "不提了"})))
        pen.push(hub, pen.write(NewFact("case.corrected", case, {"category": "08"})))
        late = desk_at(hub)  # the hub's own facts are lost, too
        late.push(hub, late.register(1, place=late.station))
        before, shelf = stamps(hub, town), Shelf(hub, town)
        seen = rows_of(hub, town.member)
    records.restore(copy)
    with records.open() as hub:
        assert rows_of(hub, town.member) == []
        shelf.meet(hub)
        body = shelf.returning()
        assert take_back(hub, town.member, body) == {"taken": 8, "refused": 0}
        assert stamps(hub, town) == before
        assert [(row["person"], row["words"]) for row in rows_of(hub, town.member)] == [
            (row["person"], row["words"]) for row in seen
        ]
        assert take_back(hub, town.member, body) == {"taken": 0, "refused": 0}
        assert places.tree(hub).parents[late.station] == late.place
        assert stamps(hub, pen).items() <= before.items()


def test_only_what_is_lacking_or_stamped_otherwise_is_asked_for(records: Records):
    with records.open() as hub:
        pen = desk_at(hub)
        pen.push(hub, pen.register(1))
    copy = records.save()
    with records.open() as hub:
        lost = pen.register(2)
        pen.push(hub, lost)
        old = {row["content"]: row["mac"] for row in rows_of(hub, pen.member)}
        shelf = Shelf(hub, pen)
        ids = [fact.event.id.hex + old[fact.content.decode()] + "03" for fact in pen.written]
    records.restore(copy)
    with records.open() as hub:
        shelf.meet(hub)
        assert lacks(hub, pen.member, {"ids": ids}) == {"ids": ids[1:]}
        pen.push(hub, lost)  # pushed anew before it was returned: stamped anew
        assert lacks(hub, pen.member, {"ids": ids}) == {"ids": ids[1:]}
        take_back(hub, pen.member, shelf.returning())
        assert lacks(hub, pen.member, {"ids": ids}) == {"ids": []}
        assert {row["content"]: row["mac"] for row in rows_of(hub, pen.member)} == old


def test_of_two_stamps_the_smaller_holds_and_is_told_again(records: Records):
    with records.open() as hub:
        pen = desk_at(hub)
    copy = records.save()
    with records.open() as hub:
        facts = pen.register(1)
        pen.push(hub, facts)
        shelf, first = Shelf(hub, pen), stamps(hub, pen)
    records.restore(copy)
    with records.open() as hub:
        epoch = shelf.meet(hub)["epoch"]
        pen.push(hub, facts)
        second, again = Shelf(hub, pen), stamps(hub, pen)
        assert {stamp[0] for stamp in again.values()} == {epoch}
        assert take_back(hub, pen.member, shelf.returning())["taken"] >= 1
        assert stamps(hub, pen) == first
        assert rows_of(hub, pen.member)[-1]["again"] == 1
        assert take_back(hub, pen.member, second.returning())["taken"] == 0
        assert stamps(hub, pen) == first


def test_a_stamp_that_is_not_the_hubs_is_refused(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(1))
    for at in range(4, 10):
        body = Shelf(hub, pen).returning()
        body["facts"] = body["facts"][-1:]
        value = body["facts"][0][at]
        body["facts"][0][at] = "00" * 16 if at == 9 else value + (1 if isinstance(value, int) else "x")
        assert take_back(hub, pen.member, body) == {"taken": 0, "refused": 1}, at


def test_a_fact_in_anothers_stream_or_with_other_words_is_refused(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(1))
    for at, value in ((1, 2), (2, "11" * 32), (3, '{"other":"content"}')):
        body = Shelf(hub, pen).returning()
        body["facts"] = body["facts"][-1:]
        body["facts"][0][at] = value
        assert take_back(hub, pen.member, body) == {"taken": 0, "refused": 1}


def test_a_return_that_is_none_is_refused_whole(hub: Hub):
    row = [0, 1, "00" * 32, "{}", 1, 1, "ok", "", 1, "00" * 16, "", "", "", ""]
    for body in (
        {},
        {"streams": [], "facts": [[]]},
        {"streams": [["00", "00"]], "facts": []},
        {"streams": [], "facts": [row]},
        {"streams": [["00" * 32, "00" * 16]], "facts": [[*row[:9], "00", *row[10:]]]},
    ):
        with pytest.raises(Refusal) as caught:
            take_back(hub, desk_at(hub).member, body)
        assert (caught.value.status, caught.value.code) == (400, "not_understood")


def test_a_stamp_of_the_future_proves_that_the_hub_went_back(records: Records):
    with records.open() as hub:
        pen = desk_at(hub)
    copy = records.save()
    with records.open() as hub:
        pen.push(hub, pen.register(3))
        shelf = Shelf(hub, pen)
    records.restore(copy)
    with records.open() as hub:
        take_back(hub, pen.member, shelf.returning())
        assert counter_of(page_of(hub, pen.member, 0, NO_TOKEN, 1)["epoch"]) == 2
        assert verdicts(hub, pen.member) == [("ok", "")] * 3


def test_a_desk_that_says_it_has_seen_a_thousand_epochs_is_not_believed(hub: Hub):
    pen = desk_at(hub)
    body = {"cursor": [0, NO_TOKEN], "mark": [0, NO_TOKEN], "rules": 1}
    with pytest.raises(Refusal, match="not_understood"):
        meet(hub, pen.member, {**body, "epoch": 2_000 << 32})
    assert counter_of(meet(hub, pen.member, {**body, "epoch": (5 << 32) + 7})["epoch"]) == 6


def test_nothing_is_signed_for_that_stands_above_a_hole(records: Records):
    with records.open() as hub:
        pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
        pen.push(hub, pen.register(1))
    copy = records.save()
    with records.open() as hub:
        facts = pen.register(4)
        pen.push(hub, facts)
        shelf = Shelf(hub, town)
    records.restore(copy)
    with records.open() as hub:
        shelf.meet(hub)
        body = shelf.returning()
        hole = [row for row in body["facts"] if row[3].encode() != facts[1].content]
        take_back(hub, town.member, {**body, "facts": hole})
        new = pen.register(1)
        with pytest.raises(Refusal) as caught:
            pen.push(hub, new)
        assert caught.value.facts["heads"] == [[pen.incarnation.hex(), 2, facts[0].link.hash.hex()]]
        assert pen.push(hub, [*facts[1:], *new])["head"] == [6, pen.head.hex()]
        assert [row["seq"] for row in rows_of(hub, pen.member)] != []
        assert pen.push(hub, pen.register(1))["head"] == [7, pen.head.hex()]
        with hub.engine.read() as connection:
            own = tables.stream.c.desk_key == pen.key
            assert connection.execute(select(tables.stream.c.whole).where(own)).scalars().all() == [True]


def test_a_case_whose_first_fact_comes_back_last_is_where_that_was_written(records: Records):
    with records.open() as hub:
        pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    copy = records.save()
    case = uuid4()
    with records.open() as hub:
        pen.push(hub, pen.write(registration(case)))
        town.push(hub, town.write(NewFact("case.corrected", case, {"category": "08"})))
        shelf = Shelf(hub, town)
    records.restore(copy)
    with records.open() as hub:
        shelf.meet(hub)
        body = shelf.returning()
        mine = [row for row in body["facts"] if f'"subject":"{case}"' in row[3]]
        take_back(hub, town.member, {**body, "facts": mine[1:]})
        assert rows_of(hub, pen.member) == []
        take_back(hub, town.member, {**body, "facts": mine[:1]})
        kinds = [row["content"].partition('"kind":"')[2].partition('"')[0] for row in rows_of(hub, pen.member)]
        assert sorted(set(kinds)) == ["case.corrected", "case.registered"]
        assert sorted(kinds).count("case.corrected") == 2, "told again, since it may be seen from here now"


def test_a_push_after_the_return_is_judged_by_what_came_back(records: Records):
    with records.open() as hub:
        pen, town = desk_at(hub), desk_at(hub, TOWN, "town")
    copy = records.save()
    case = uuid4()
    with records.open() as hub:
        pen.push(hub, pen.write(registration(case)))
        town.push(hub, town.write(NewFact("case.withdrawn", case, {}, words={"reason": "不提了"})))
        shelf = Shelf(hub, town)
    records.restore(copy)
    with records.open() as hub:
        shelf.meet(hub)
        take_back(hub, town.member, shelf.returning())
        take_push(hub, pen.member, pen.body(pen.write(NewFact("case.corrected", case, {"category": "08"}))))
        assert verdicts(hub, pen.member)[-1] == ("not_applied", "withdrawn")
