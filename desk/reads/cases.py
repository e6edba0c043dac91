"""Finding cases and reading one with its timeline."""

import json
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, FromClause, Select, column, false, func, or_, select, table

from desk.domain.case import GUIDANCE
from desk.domain.case_state import ACCUSATION, GUIDED
from desk.domain.digest import MADE
from desk.domain.moment import local, read_time
from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.errors import BadInput
from desk.reads.clocks import clock_views
from desk.reads.filters import Check, Narrowing, Order, narrow
from desk.reads.lens import Lens
from desk.reads.rows import arrived_at_hub, case_row
from desk.reads.script import script_in
from desk.reads.station import place_names, station_in
from desk.reads.steps import copies_out, names_in, offered_in, rows_of, step_view
from desk.reads.views import CasePage, CaseRow, CaseView
from desk.storage.search import is_exact, match
from desk.storage.tables import fact, place, subject
from desk.storage.tables_case import case, step
from desk.storage.tables_loop import digest
from desk.storage.vault import Vault

_MOST_CANDIDATES = 9
MOST_WORDS = 20  # a statement of a thousand conditions is refused by the engine
_HITS = table("case_search", column("rowid"), column("case_search"))
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FORWARDED = "forwarded"
ALL = Narrowing()
_TEXTS = ("title", "main_cause", "proposal", "original_text", "name", "address", "source_id", "phone", "number")


def find_cases(
    vault: Vault, lens: Lens, query: str = "", limit: int = 200, offset: int = 0, filters: Iterable[str] = ()
) -> CasePage:
    """Cases with every word of the query in them, newest first. A word may be part of a number or a phone; words
    beyond the twentieth are not looked for.

    `filters` are of FILTERS; with those that tell what is due the most urgent come first.
    """
    start = time.perf_counter()
    with vault.read() as connection:
        hits = search(_storable(query).split()[:MOST_WORDS], narrow(connection, filters, lens))
        total = connection.execute(hits.counted).scalar_one()
        rows = connection.execute(hits.page(limit, offset)).all()
        found = tuple(case_lines(connection, rows, lens))
    return CasePage(found, int(total), (time.perf_counter() - start) * 1000)


def pick_case(vault: Vault, fragment: str) -> UUID:
    """The one case whose number this is, or is a fragment of.

    Cases that share one number (a cloned desk) are told apart by their ids, which are taken here too.
    Raises BadInput number_unknown, or number_ambiguous with the candidates' numbers.
    """
    digits = digits_of(fragment)
    whole = case.c.number == digits
    part = func.instr(case.c.number, digits) > 0
    with vault.read() as connection:
        if _ID.fullmatch(fragment):
            rows = connection.execute(select(case).where(case.c.id == UUID(fragment).bytes)).all()
        elif len(digits) == LENGTH:
            rows = connection.execute(select(case).where(whole).order_by(case.c.rank.desc())).all()
        else:
            rows = connection.execute(search([digits]).chosen.where(part)).all() if digits else []
    if not rows:
        raise BadInput("number_unknown", number=fragment[:20])
    if len(rows) > 1:
        twins = len({row.number for row in rows}) == 1
        shown = tuple(str(UUID(bytes=row.id)) if twins else show_number(row.number) for row in rows[:_MOST_CANDIDATES])
        raise BadInput("number_ambiguous", candidates=shown, count=len(rows))
    return UUID(bytes=rows[0].id)


def earlier_cases(vault: Vault, lens: Lens, name: str, phone: str) -> tuple[CaseRow, ...]:
    """The person's cases before: by telephone, or by the whole name where no phone is known."""
    digits, whole_name = digits_of(phone), _storable(name).strip()
    if len(digits) < 5 and len(whole_name) < 2:
        return ()
    word = digits if len(digits) >= 5 else whole_name
    known = case.c.phone_digits == digits if len(digits) >= 5 else func.trim(case.c.name) == word
    with vault.read() as connection:
        rows = connection.execute(search([word]).chosen.where(known).limit(5)).all()
        return tuple(case_lines(connection, rows, lens))


def read_case(vault: Vault, lens: Lens, id: UUID) -> CaseView:
    """One case in full. Raises BadInput case_unknown."""
    with vault.read() as connection:
        row = case_of(connection, id)
        taken = rows_of(connection, row.n)
        names = names_in(connection, taken)
        steps = tuple(step_view(one, names, lens) for one in taken)
        twins = connection.execute(select(case.c.id).where(case.c.number == row.number, case.c.id != row.id))
        done = [code for code in row.steps.split(",") if code in tuple("1234567")]
        return CaseView(
            row=next(iter(case_lines(connection, [row], lens))),
            fields=_form(row),
            erased=tuple(filter(None, row.erased.split(","))),
            steps=steps,
            done_steps=tuple(dict.fromkeys(done)),
            now_step=done[-1] if done else None,
            printed=copies_out(taken, GUIDANCE) if row.nature in GUIDED else row.handed,
            promise_raw=_day(row.promise_raw),
            promise_rolled=_day(row.promise_rolled),
            holidays_known=row.holidays_known is not False,
            promise_days=row.promise_days,
            twins=tuple(UUID(bytes=twin) for twin in twins.scalars()),
            offered=offered_in(connection, row),
            co_units=next((one.co_units for one in steps if one.kind == FORWARDED and one.in_force), ()),
            replied=_day(row.replied_at),
            clocks=clock_views(connection, row.n, lens),
            track=row.track,
            script=script_in(connection, row, taken, lens) if row.nature != ACCUSATION else None,
            digest=_digest(connection, row.digest),
            links=tuple(json.loads(row.links)),
            promised=_day(row.promised),
            mediating=row.mediating,
            adoption=row.adoption or "",
            untold=tuple(filter(None, row.untold.split(","))),
            outcome=row.outcome,
            **_merged(connection, row, lens),
        )


def _merged(connection: Connection, row: Any, lens: Lens) -> dict[str, Any]:
    """What a case is merged into, and what into it."""
    below = connection.execute(select(case).where(case.c.main == row.id).order_by(case.c.rank)).all()
    main = UUID(bytes=row.main) if row.main else None
    number = connection.execute(select(case.c.number).where(case.c.id == row.main)).scalar() if main else None
    return {
        "main": main,
        "main_number": number or "",
        "children": tuple(case_lines(connection, below, lens)),
        "apart": tuple(UUID(id) for id in row.apart.split(",") if id),
    }


def _digest(connection: Connection, id: bytes | None) -> tuple[int, int] | None:
    """Year and issue of a digest that holds; a village is not given those of its town."""
    if id is None:
        return None
    of = select(digest.c.year, digest.c.issue).join(subject, subject.c.n == digest.c.n)
    found = connection.execute(of.where(subject.c.id == id, digest.c.state == MADE)).one_or_none()
    return (found.year, found.issue) if found is not None else None


def case_of(connection: Connection, id: UUID) -> Any:
    """The case's row. Raises BadInput case_unknown."""
    row = connection.execute(select(case).where(case.c.id == id.bytes)).one_or_none()
    if row is None:
        raise BadInput("case_unknown")
    return row


def steps_of(number: int) -> Check:
    """Which steps are a case's."""
    return step.c.n.in_(select(fact.c.n).where(fact.c.subject == number))


@dataclass(frozen=True)
class _Search:
    """The rows of a search in their order, and their number. `keys`: where the order is another than the newest first,
    their numbers are sorted alone, for whole rows are wide."""

    chosen: Select[Any]
    counted: Select[Any]
    keys: Select[Any] | None = None
    order: Order = ()

    def page(self, limit: int, offset: int) -> Select[Any]:
        if self.keys is None:
            return self.chosen.limit(limit).offset(offset)
        return select(case).where(case.c.n.in_(self.keys.limit(limit).offset(offset))).order_by(*self.order)


def search(words: Sequence[str], narrowing: Narrowing = ALL) -> _Search:
    """Through the index. Only a word longer than a pair is looked for in the rows themselves."""
    checks = [*narrowing.checks, *(_contains(word) for word in words if not is_exact(word))]
    joined: FromClause = case
    hits: list[Check] = []
    if words or narrowing.facets:
        expression = match((_spellings(word) for word in words), narrowing.facets)
        joined = _HITS.join(case, case.c.rank == _HITS.c.rowid)
        hits = [false() if expression is None else _HITS.c.case_search == expression]  # how FTS5 spells MATCH
    order = _HITS.c.rowid if hits else case.c.rank
    chosen = select(case).select_from(joined).where(*hits, *checks).order_by(order.desc())
    counted = select(func.count()).select_from(joined if checks or not hits else _HITS).where(*hits, *checks)
    if not narrowing.urgent:
        return _Search(chosen, counted)
    keys = select(case.c.n).select_from(joined).where(*hits, *checks).order_by(*narrowing.urgent)
    return _Search(chosen, counted, keys, narrowing.urgent)


def _storable(text: str) -> str:
    """Without broken characters: no case holds one, and the engine takes none."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _spellings(word: str) -> tuple[str, ...]:
    """482-917 is a case's number or a phone without its hyphens, or stands so in a text."""
    return tuple(dict.fromkeys((word, digits_of(word) if _is_number(word) else word)))


def _is_number(word: str) -> bool:
    return bool(digits_of(word)) and all(c.isdecimal() or c == "-" for c in word)


def _contains(word: str) -> Check:
    low = word.lower()
    folded = func.lower if all(c.isascii() or c.lower() == c.upper() for c in word) else func.fold  # fold is slow
    places = [func.instr(folded(case.c[name]), low) > 0 for name in _TEXTS]
    if _is_number(word):
        places += [func.instr(case.c[name], digits_of(word)) > 0 for name in ("number", "phone_digits")]
    return or_(*places)


def case_lines(connection: Connection, rows: Sequence[Any], lens: Lens) -> Iterable[CaseRow]:
    """Rows of the cases table as lines of a list."""
    samples = set(connection.execute(select(place.c.id).where(place.c.sample)).scalars())
    own, arrived = station_in(connection).sample, arrived_at_hub(connection)
    names = place_names(connection, {row.place for row in rows})
    for row in rows:
        place_name = names.get(UUID(bytes=row.place), "")
        yield case_row(row, lens, own or row.place in samples, arrived, place_name)


def _form(row: Any) -> dict[str, object]:
    """Form F1 by its JSON names (doors.md)."""
    codes = json.loads(row.codes)
    suggester = {
        "name": row.name,
        "phone": row.phone,
        "address": row.address,
        "identity": [*codes.get("identity", []), *([row.identity_text] if row.identity_text else [])],
        "anonymous": bool(codes.get("anonymous")),
        "public_ok": bool(codes.get("public_ok")),
        "pi_notice_given": bool(codes.get("pi_notice_given")),
        "lang": codes.get("lang", "zh"),
    }
    texts = {name: getattr(row, name) for name in ("title", "main_cause", "proposal", "original_text")}
    return texts | {
        "first_opinion": row.first_opinion,
        "suggester": suggester,
        "nature": row.nature,
        "category": codes.get("category"),
        "topic": codes.get("topic"),
        "channel": codes.get("channel"),
        "person_times": codes.get("person_times"),
        "division_code": codes.get("division_code"),
        "feedback_mode": codes.get("feedback", []),
        "loop": codes.get("loop"),
        "received_at": local(read_time(row.received_at)).isoformat(timespec="seconds"),
        "recorder": row.recorder,
        "source_id": row.source_id,
    }


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
