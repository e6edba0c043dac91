"""Defects, put into the product while a test runs: each must be caught by an invariant that has a name.

Each knows a schedule on which it shows, and the invariants that may catch it there.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select

from desk.actions import exchange as exchanging
from desk.hub import back, feed, judge, keep, regain
from desk.hub.apart import Apart
from desk.hub.engine import HubEngine
from desk.hub.hub import Refusal
from desk.hub.ledger import Ledger
from desk.journal.header import read_header
from desk.storage import facts, receiving
from desk.storage.arriving import keep_arrived, keep_cursor, read_hub
from desk.storage.projection import case as case_projection
from desk.storage.tables import fact, identity, stamp, stream
from desk.sync import back as giving_back
from desk.sync import push
from tests.faults.world import Step

Patch = pytest.MonkeyPatch
P1, V1, V2, V3, T1, T2, D = range(7)
EVERYBODY: Step = ("all_exchange", {})
BACK: Step = ("hub_rewind", {"k": 0, "declared": False})  # to the records as they were at the beginning


def record(seat: int) -> Step:
    return ("register", {"i": seat})


def talk(seat: int, *fates: Sequence[Any]) -> Step:
    return ("exchange", {"i": seat, "fates": list(fates), "meanwhile": []})


def on(name: str, seat: int, **more: Any) -> Step:
    return (name, {"i": seat, "k": 0, **more})


@dataclass(frozen=True)
class Defect:
    """`put` makes the product wrong; on `steps` one of `caught_by` sees it."""

    name: str
    put: Callable[[Patch], None]
    steps: tuple[Step, ...]
    caught_by: frozenset[str]


DEFECTS: list[Defect] = []


def shows(caught_by: str, *steps: Step) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    def add(put: Callable[[Patch], None]) -> Callable[[Patch], None]:
        DEFECTS.append(Defect(put.__name__, put, steps, frozenset(caught_by.split())))
        return put

    return add


# --- at the hub -------------------------------------------------------------------------------------


@shows("once_at_the_hub", record(V1), talk(V1, [1, "no_answer", 0]), talk(V1))
def no_dedupe(patch: Patch) -> None:
    """What comes twice is kept twice."""

    def sort_out(at: Any, pushed: Any) -> Any:
        here = keep._find_ids(at, [taken.id for taken in pushed.facts])
        return [keep._New(one, one.id_by_link if one.id in here else one.id) for one in pushed.facts], []

    patch.setattr(keep, "_sort_out", sort_out)


@shows(
    "exchange_goes_through everything_is_stamped",
    ("image", {"i": V1}),
    record(V1),
    EVERYBODY,
    ("restore_desk_image", {"k": 0, "seen": False}),
    EVERYBODY,
)
def no_branch(patch: Patch) -> None:
    """A second fact at one place of a stream is refused for ever."""
    branches = keep._branches

    def refuse(*given: Any) -> bool:
        if branches(*given):
            raise Refusal(409, "links_missing", heads=[])
        return False

    patch.setattr(keep, "_branches", refuse)


@shows("arrived_is_at_the_hub", record(V1), talk(V1))
def answer_without_commit(patch: Patch) -> None:
    """The hub answers, and its transaction comes to nothing."""

    class Undone(Exception):
        pass

    write = HubEngine.write

    @contextmanager
    def forgetful(engine: HubEngine) -> Iterator[Connection]:
        with suppress(Undone), write(engine) as connection:
            yield connection
            raise Undone

    patch.setattr(HubEngine, "write", forgetful)


@shows("cursor_leaves_nothing_out stamped_comes_back", record(V1), EVERYBODY, BACK, record(V2), EVERYBODY)
def no_token(patch: Patch) -> None:
    """Nobody notices a hub that went back silently."""
    page_of = feed.page_of

    def meet(hub: Any, member: Any, body: Any) -> dict[str, Any]:
        with hub.engine.read() as connection:
            epoch = back.read_counter(connection).epoch
        return {"epoch": epoch, "same": epoch == body["epoch"], "rules": 1, "level": member.level}

    def page(hub: Any, member: Any, after: int, token: str, limit: int) -> dict[str, Any]:
        with hub.engine.read() as connection:
            counter, here = back.read_counter(connection), feed.token_at(connection, after)
        if here is None:
            empty: dict[str, Any] = {"streams": [], "facts": [], "more": False}
            return empty | {"epoch": counter.epoch, "after": after, "place": after, "token": token}
        return page_of(hub, member, after, here, limit)

    patch.setattr(back, "meet", meet)
    patch.setattr(feed, "page_of", page)
    patch.setattr(regain, "_notice_future", lambda *_: None)


@shows("stamps_are_the_hubs", record(V1), EVERYBODY, on("forge", V1))
def no_mac(patch: Patch) -> None:
    """A stamp is believed whoever made it."""
    patch.setattr(back, "holds", lambda *_: True)


@shows("tables_agree", record(V1), EVERYBODY, BACK, EVERYBODY)
def place_given_anew(patch: Patch) -> None:
    """What comes back is put at the end of the order."""
    read = back._read

    def anew(hub: Any, streams: Any, row: Any) -> Any:
        one = read(hub, streams, row)
        if one is None:
            return None
        return one._replace(stamp=replace(one.stamp, epoch=one.stamp.epoch + 1, n=10_000 + one.stamp.n))

    patch.setattr(back, "_read", anew)


@shows(
    "tables_agree",
    record(V1),
    talk(V1, *[[n, "no_request", 0] for n in range(2, 9)]),
    talk(T1),
    BACK,
    talk(V1),
    talk(T1),
)
def later_stamp_holds(patch: Patch) -> None:
    """Of two stamps of one fact the one the hub gave last is kept."""
    patch.setattr(regain, "_move", lambda *_: None)


@shows("erased_is_gone", record(V1), EVERYBODY, on("correct", T1, v=2), on("erase", V1, part="both"), EVERYBODY)
def erases_what_it_knows(patch: Patch) -> None:
    """An erasure reaches the parts that are there, and none that comes later."""
    patch.setattr(Ledger, "erased_parts", lambda *_: {})


@shows("erased_is_gone", record(V1), EVERYBODY, on("erase", V1, part="both"), talk(V1), BACK, talk(T1))
def no_strip_on_return(patch: Patch) -> None:
    """What comes back after a rewind brings erased parts with it."""
    returning = regain.regain

    def unstripped(*given: Any) -> Any:
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(Ledger, "erased_parts", lambda *_: {})
            return returning(*given)

    patch.setattr(back, "regain", unstripped)


@shows(
    "erased_is_gone",
    record(V1),
    EVERYBODY,
    on("erase", V1, part="both"),
    talk(V1),
    ("die", {"i": V1}),
    BACK,
    EVERYBODY,
)
def erasures_only_in_the_records(patch: Patch) -> None:
    """A restored backup brings back what was erased since."""
    patch.setattr(Apart, "erase", lambda *_: None)


@shows("revoked_is_out", EVERYBODY, ("revoke", {"i": V1}), BACK, record(V1), talk(V1))
def revocations_only_in_the_records(patch: Patch) -> None:
    """A restored backup lets a revoked desk in again."""
    patch.setattr(Apart, "revoke", lambda *_: None)


@shows("nothing_beyond_ones_place", record(V3), EVERYBODY, on("hostile_push", V1, v=0))
def out_of_place_accepted(patch: Patch) -> None:
    """A desk may act on every case."""
    init = judge.Judge.__init__
    patch.setattr(judge.Judge, "__init__", lambda self, member, _sees: init(self, member, lambda *_: True))


@shows("nothing_beyond_ones_place", record(V1), EVERYBODY)
def names_go_everywhere(patch: Patch) -> None:
    """The district gets the names of persons."""
    patch.setattr(feed._Page, "_allowed", lambda *_: (True, True))


# --- at the desk ------------------------------------------------------------------------------------


@shows("arrived_is_at_the_hub", record(V1), talk(V1, [1, "no_request", 0]))
def arrived_without_receipt(patch: Patch) -> None:
    """What was sent counts as arrived."""
    deliver = push._Pushing._deliver

    def hopeful(pushing: Any, batch: Any) -> None:
        with pushing.trip.vault.write() as connection:
            keep_arrived(connection, batch.last)
        deliver(pushing, batch)

    patch.setattr(push._Pushing, "_deliver", hopeful)


@shows("settled_stays", record(V1), talk(V1, [2, "no_request", 0]))
def receipt_settles(patch: Patch) -> None:
    """What was receipted counts as settled, in the order it was sent."""
    kept = push.keep

    def settled(vault: Any, batch: Any, receipt: Any) -> None:
        kept(vault, batch, receipt)
        rows = [
            {"fact": n, "epoch": receipt.epoch, "n": receipt.mark.place + n, "verdict": "ok", "reason": ""}
            | {"hub_time": 0, "mac": bytes(16), "delivered": receipt.mark.place}
            for n in batch.links.values()
        ]
        with vault.write() as connection:
            connection.execute(insert(stamp), rows)

    patch.setattr(push, "keep", settled)


@shows("stamped_comes_back", record(V1), EVERYBODY, ("die", {"i": V1}), BACK, EVERYBODY)
def only_the_owner_returns(patch: Patch) -> None:
    """After a rewind a desk gives back what it wrote itself."""
    offered = giving_back.delivered_behind

    def own(connection: Connection, *given: Any) -> Any:
        mine = select(fact.c.n).join(stream, stream.c.n == fact.c.stream).join(identity, identity.c.n == 1)
        numbers = set(connection.execute(mine.where(stream.c.desk_key == identity.c.desk_key)).scalars())
        return [row for row in offered(connection, *given) if row[0] in numbers]

    patch.setattr(giving_back, "delivered_behind", own)


@shows("stamped_comes_back settled_stays", record(V1), EVERYBODY, ("die", {"i": V1}), BACK, EVERYBODY)
def view_dropped_on_new_epoch(patch: Patch) -> None:
    """A desk begins anew with a hub that went back."""
    make_good = giving_back._make_good

    def forgetful(trip: Any, known: Any, epoch: int) -> None:
        with trip.vault.write() as connection:
            connection.execute(delete(stamp))
        make_good(trip, known, epoch)

    patch.setattr(giving_back, "_make_good", forgetful)


@shows(
    "cursor_leaves_nothing_out",
    record(V1),
    talk(V1),
    *[("crash", {"i": T1, "after": after, "what": ["exchange", {}]}) for after in range(2, 60, 3)],
    talk(T1),
)
def cursor_before_the_page(patch: Patch) -> None:
    """The feed counts as read before what it brought is kept."""
    keep_page = receiving.receive

    def hasty(vault: Any, page: Any) -> Any:
        with vault.write() as connection:
            before = read_hub(connection).cursor
            keep_cursor(connection, receiving.Mark(page.place, page.token))
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(receiving, "read_hub", lambda connection: replace(read_hub(connection), cursor=before))
            return keep_page(vault, page)

    patch.setattr("desk.sync.feed.receive", hasty)


@shows(
    "erased_is_gone tables_agree",
    record(V1),
    on("erase", V1, part="words"),
    EVERYBODY,
    on("correct", V1, v=1),
    EVERYBODY,
)
def reason_of_what_is_erased(patch: Patch) -> None:
    """A desk keeps words that it writes about a subject whose words are erased."""
    patch.setattr(facts, "_keepable", lambda _connection, _number, parts: list(parts))


@shows(
    "tables_agree",
    record(V1),
    EVERYBODY,
    ("clock", {"i": T1, "v": 1}),
    on("correct", T1, v=1),
    on("correct", V1, v=4),
    talk(T1),
    talk(V1),
)
def order_by_clock(patch: Patch) -> None:
    """Facts are folded in the order of the times written in them."""

    def by_clock(row: Any) -> Any:
        try:
            return (read_header(row[3]).recorded_at, row[1])
        except ValueError:
            return ("", row[1])

    patch.setattr(facts, "_fold_key", by_clock)


@shows("tables_agree", record(V1), EVERYBODY, ("hub_age", {}), on("forward", T1), EVERYBODY)
def judged_again(patch: Patch) -> None:
    """A desk that knows better than the hub applies what the hub did not judge."""
    fold = case_projection.fold

    def again(state: Any, kept: Any, *rules: Any) -> Any:
        return fold(state, [one._replace(settled=None) for one in kept], *rules)

    patch.setattr(case_projection, "fold", again)


@shows(
    "refusals_are_shown tables_are_the_journal",
    record(V1),
    EVERYBODY,
    ("two", {"i": V1, "j": T1, "k": 0, "v": 6}),
    EVERYBODY,
)
def refusals_are_silent(patch: Patch) -> None:
    """What was not applied counts as seen."""
    fold = case_projection.fold

    def quiet(state: Any, kept: Any, *rules: Any) -> Any:
        return fold(state, [one._replace(dismissed=True) for one in kept], *rules)

    patch.setattr(case_projection, "fold", quiet)


@shows("tables_agree", record(V1), EVERYBODY)
def pages_never_computed(patch: Patch) -> None:
    """What came in is stored and not shown."""
    patch.setattr(exchanging, "compute_waiting", lambda *_, **__: ())
