"""Digests (摘报): made over several cases in one act, changed, withdrawn; and what a leader wrote on one (批示)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desk.actions.cases import check_reason
from desk.actions.desk import Change, Desk
from desk.actions.taking import Taking
from desk.domain.digest import MADE as HOLDS
from desk.domain.digest import MOST_CASES, TEXT_FIELDS, Changed, Made, Withdrawn
from desk.domain.digest_form import CASES, check_needed, in_items, read_digest
from desk.domain.field import Finding
from desk.domain.loop_form import check_loop
from desk.domain.moment import local_day, read_time
from desk.domain.numbering import show_number
from desk.domain.sight import OFFICES
from desk.domain.step import STATE_WRONG
from desk.domain.step_bodies import Digested, Instructed
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import case_of, pick_case
from desk.reads.digest_rows import cases_in, digest_row, instructions_on, issue_taken, known_in, next_issue, texts_in
from desk.reads.rows import shown_title
from desk.reads.station import acting_level
from desk.reads.tree import standing_in
from desk.storage.save import Saving, new_id, saving

INSTRUCT = "instruct"


def make_digest(desk: Desk, form: Mapping[str, Any]) -> Change:
    """Makes a digest of the cases it names: {cases (numbers or ids), title, cause, proposal, opinion, report_to,
    send_to, signer, editor, phone, office, issue, day}. The issue is the next one of the year, the day today; what is
    the same from issue to issue is taken from the last one where the form does not speak of it. Each case, and all
    merged into it, says in the same act that it was reported. subjects[0] is the digest.

    Raises BadInput digest_title_missing, digest_cause_missing, digest_cases_missing, digest_cases_many, issue_taken,
    date_future, before_registration, not_an_office, what read_digest and pick_case raise, and why a case cannot be
    reported now, with its number.
    """
    read = read_digest(form)
    warnings = check_needed(read)
    picked = [pick_case(desk.vault, word) for word in read.get(CASES, ())]
    today = local_day(desk.clock())
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        _check_office(one.connection)
        cases = mains_of(one.connection, picked)
        if not cases:
            raise BadInput("digest_cases_missing", field=CASES)
        day = _check_day(read.get("day") or today, today)
        issue = _check_issue(one.connection, read.get("issue"), day.year)
        texts = _standing(one.connection, day, desk.operator_name) | _texts(read)
        texts = {name: text for name, text in texts.items() if text}
        id, act = new_id(), new_id()
        body = Made(issue=issue, day=day, cases=tuple(cases), texts=tuple(sorted(texts)))
        one.add([NewFact("digest.made", id, body.to_json(), words=texts, act=act)])
        reported = _report(desk, one, cases, id, day, act)
    return Change((id, *reported), warnings)


def digest_case(desk: Desk, id: UUID, form: Mapping[str, Any]) -> Change:
    """Reports one case in a digest of its own: the form of make_digest, where the case's own words stand for what it
    does not say. subjects[0] is the case.

    Raises BadInput case_unknown, digest_is_of_case, and what make_digest raises.
    """
    if CASES in form:
        raise BadInput("digest_is_of_case", field=CASES)
    with desk.vault.read() as connection:
        row = case_of(connection, id)
    own = {
        "title": shown_title(row),
        "cause": row.main_cause or row.original_text,
        "proposal": in_items(row.proposal or ""),
        "opinion": row.first_opinion,
    }
    made = make_digest(desk, own | dict(form) | {CASES: [str(id)]})
    return Change((id, *(subject for subject in made.subjects if subject != id)), made.warnings)


def change_digest(desk: Desk, id: UUID, form: Mapping[str, Any]) -> Change:
    """Changes what the form names and is different; cases may join, none leaves. subjects[0] is the digest.

    Raises BadInput digest_unknown, digest_withdrawn, digest_elsewhere, digest_instructed, digest_case_leaves,
    nothing_to_correct, and what make_digest raises.
    """
    read = read_digest(form)
    picked = [pick_case(desk.vault, word) for word in read.get(CASES, ())]
    today = local_day(desk.clock())
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = _changeable(one.connection, id)
        held = texts_in(row)
        texts = {name: text for name, text in _texts(read).items() if (text or "") != getattr(held, name)}
        after = {name: texts.get(name, getattr(held, name)) for name in TEXT_FIELDS}
        warnings = check_needed(after)
        day = _check_day(read.get("day") or date.fromisoformat(row.day), today)
        issue = read.get("issue") or row.issue
        if (day.year, issue) != (row.year, row.issue):
            issue = _check_issue(one.connection, issue, day.year, id)
        joining = _joining(one.connection, cases_in(row), picked, CASES in read)
        said: dict[str, Any] = {
            "issue": issue if issue != row.issue else None,
            "day": day if day.isoformat() != row.day else None,
            "added": tuple(joining) or None,
        }
        written = {name: text for name, text in texts.items() if text}
        if not texts and not any(said.values()):
            raise BadInput("nothing_to_correct")
        cleared = tuple(sorted(name for name, text in texts.items() if not text))
        body = Changed(**said, texts=tuple(sorted(written)), cleared=cleared)
        act = new_id() if joining else None
        one.add([NewFact("digest.changed", id, body.to_json(), words=written or None, act=act)])
        reported = _report(desk, one, joining, id, day, act) if act is not None else ()
    return Change((id, *reported), warnings)


def withdraw_digest(desk: Desk, id: UUID, reason: str) -> Change:
    """作废: its issue may be given again; that its cases were reported stands. Raises BadInput digest_unknown,
    digest_withdrawn, digest_elsewhere, digest_instructed, reason_missing."""
    check_reason(reason)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        _changeable(one.connection, id)
        one.add([NewFact("digest.withdrawn", id, Withdrawn().to_json(), words={"reason": reason})])
    return Change((id,))


def instruct_digest(desk: Desk, id: UUID, form: Mapping[str, Any]) -> Change:
    """Writes down what a leader wrote on a digest (领导批示) for all of its cases, in one act: {text, actor (whose it
    is), on (the day, when not today), evidence}. A case that cannot take it any more (taken back, say) is passed over
    and told of. subjects[0] is the digest.

    Raises BadInput digest_unknown, digest_withdrawn, instruction_missing, leader_missing, and what check_loop raises.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = _holding(one.connection, id)
        act, touched, refused = new_id(), list[UUID](), list[BadInput]()
        for case in mains_of(one.connection, cases_in(row)):
            try:
                touched += _instruct(desk, one, case, id, form, act)
            except BadInput as error:
                if not error.code.startswith(STATE_WRONG):
                    raise
                refused.append(error)
        if not touched:
            raise refused[0] if refused else BadInput("digest_cases_missing", field=CASES)
    passed = tuple(Finding("warn", error.code, "", dict(error.facts)) for error in refused)
    return Change((id, *dict.fromkeys(touched)), passed)


def mains_of(connection: Connection, ids: Iterable[UUID]) -> list[UUID]:
    """Each case, or the one it is merged into: that is the one that is handled. Raises BadInput case_unknown."""
    rows = [case_of(connection, id) for id in ids]
    return list(dict.fromkeys(UUID(bytes=row.main or row.id) for row in rows))


def _report(desk: Desk, one: Saving, cases: Sequence[UUID], id: UUID, day: date, act: UUID) -> tuple[UUID, ...]:
    """The step `digest` of each of them, in the act that the digest belongs to."""
    reported: list[UUID] = []
    for case in cases:
        taking = Taking(desk, one, case)
        registered = local_day(read_time(taking.row.received_at))
        if day < registered:
            facts = {"day": registered.isoformat(), "number": show_number(taking.row.number)}
            raise BadInput("before_registration", field="day", **facts)
        try:
            reported += taking.write(Digested, {}, day=day, act=act, digest=id).subjects
        except BadInput as error:
            raise _of_case(error, taking.row.number) from None
    return tuple(dict.fromkeys(reported))


def _instruct(desk: Desk, one: Saving, case: UUID, id: UUID, form: Mapping[str, Any], act: UUID) -> tuple[UUID, ...]:
    taking = Taking(desk, one, case)
    registered = local_day(read_time(taking.row.received_at))
    checked = check_loop(INSTRUCT, form, desk.lists.codes, registered, taking.today)
    starts = taking.count.starting("replied", taking.today)
    try:
        return taking.write(Instructed, checked.words, starts, act=act, digest=id, **checked.codes).subjects
    except BadInput as error:
        raise _of_case(error, taking.row.number) from None


def _of_case(error: BadInput, number: str) -> BadInput:
    """The same, naming which of several cases it is about."""
    code = "state_wrong_of" if error.code == STATE_WRONG else error.code
    return BadInput(code, **{**error.facts, "number": show_number(number)})


def _check_office(connection: Connection) -> None:
    if acting_level(connection) not in OFFICES:
        raise BadInput("not_an_office")


def _check_day(day: date, today: date) -> date:
    if day > today:
        raise BadInput("date_future", field="day")
    return day


def _check_issue(connection: Connection, given: int | None, year: int, but: UUID | None = None) -> int:
    following = next_issue(connection, year)
    if given is not None and issue_taken(connection, year, given, but):
        raise BadInput("issue_taken", field="issue", year=year, issue=given, next=following)
    return given or following


def _standing(connection: Connection, day: date, operator_name: str) -> dict[str, str]:
    """What is the same from issue to issue."""
    return {name: getattr(known_in(connection, day, operator_name).texts, name) for name in TEXT_FIELDS}


def _texts(read: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: read[name] for name in TEXT_FIELDS if name in read}


def _joining(connection: Connection, held: Sequence[UUID], picked: Sequence[UUID], named: bool) -> list[UUID]:
    """Those that are new to a digest; one it is about already stays, under whatever main case it is now."""
    if not named:
        return []
    there, wanted = {*held, *mains_of(connection, held)}, mains_of(connection, picked)
    if not {*mains_of(connection, held)} <= set(wanted):
        raise BadInput("digest_case_leaves", field=CASES)
    joining = [case for case in wanted if case not in there]
    if len(held) + len(joining) > MOST_CASES:
        raise BadInput("digest_cases_many", field=CASES, most=MOST_CASES)
    return joining


def _holding(connection: Connection, id: UUID) -> Any:
    row = digest_row(connection, id)
    if row.state != HOLDS:
        raise BadInput("digest_withdrawn")
    return row


def _changeable(connection: Connection, id: UUID) -> Any:
    """Of this office, and not written on by a leader yet: what he read is what stays."""
    row = _holding(connection, id)
    if row.place not in standing_in(connection).own:
        raise BadInput("digest_elsewhere")
    if id in instructions_on(connection, [row]):
        raise BadInput("digest_instructed")
    return row
