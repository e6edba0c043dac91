"""A visitor's way through a reception day: takes a number, is called, is heard, and leaves with a slip."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, select

from desk.actions.cases import add_case
from desk.actions.desk import Change, Desk
from desk.actions.printer_port import PrinterPort
from desk.actions.sessions import check_state
from desk.domain.body import Body
from desk.domain.case import Erased, Shown, SlipTold
from desk.domain.case_state import ACCUSATION
from desk.domain.conversation import (
    CALLED,
    DONE,
    LEFT,
    MISSED,
    MOST_TABLES,
    MOST_TICKETS,
    PERSON_FIELDS,
    TICKET,
    WAITING,
    WORDS_FIELDS,
    WRONG_STATE,
    CalledIn,
    CheckedIn,
    Concluded,
    Corrected,
    LeftAgain,
    Missed,
    Returned,
)
from desk.domain.draft import check_form
from desk.domain.field import Finding, is_blank, typed_text
from desk.domain.moment import write_time
from desk.domain.session import OPEN
from desk.domain.talk_form import TalkForm, check_talk, check_ticket
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.paper.slip import SIZE
from desk.paper.ticket import make_ticket
from desk.reads.deputies import pick_deputy
from desk.reads.talks import next_waiting, talk_row
from desk.reads.tickets import read_ticket
from desk.storage.save import Saving, new_id, saving
from desk.storage.tables import draft
from desk.storage.tables_reception import conversation

CHANNEL = "CH11"  # 人大代表接待选民
_QUEUED = (WAITING, CALLED, MISSED)


def check_in(desk: Desk, session: UUID, form: Mapping[str, Any]) -> Change:
    """取号: {people, speakers, first, name, phone, about}. subjects[0] is the conversation. A group of more than five
    is asked for its speakers (a warning).

    Raises BadInput with the field, session_unknown, session_closed …, tickets_used_up.
    """
    ticket = check_ticket(form)
    subject = new_id()
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        check_state(one.connection, session, OPEN)
        body = CheckedIn(
            session=session,
            ticket=_free_ticket(one.connection, session),
            people=ticket.people,
            speakers=ticket.speakers,
            first=ticket.first or None,
            texts=(*ticket.person, *ticket.words),
        )
        one.add([NewFact("conversation.checked_in", subject, body.to_json(), ticket.person, ticket.words)])
    return Change((subject, session), ticket.warnings)


def call_next(desk: Desk, session: UUID, table: int = 1) -> Change:
    """叫号: whose turn it is goes to that table. Raises BadInput queue_empty, session_unknown, session_closed …"""
    _check_table(table)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        check_state(one.connection, session, OPEN)
        id = next_waiting(one.connection, session)
        if id is None:
            raise BadInput("queue_empty")
        one.add([NewFact("conversation.called", id, CalledIn(table=table).to_json())])
    return Change((id, session))


def call(desk: Desk, id: UUID, table: int = 1) -> Change:
    """Calls somebody out of turn, or once more. Raises BadInput talk_unknown, conversation_done …"""
    _check_table(table)
    return _move(desk, id, "called", CalledIn(table=table), _QUEUED)


def miss(desk: Desk, id: UUID) -> Change:
    """过号: called, and not there; the number stays good. Raises BadInput talk_unknown, conversation_waiting …"""
    return _move(desk, id, "missed", Missed(), (CALLED,))


def put_back(desk: Desk, id: UUID) -> Change:
    """回排队. Raises BadInput talk_unknown, conversation_waiting …"""
    return _move(desk, id, "returned", Returned(), (CALLED, MISSED, LEFT))


def let_go(desk: Desk, id: UUID) -> Change:
    """Went away before they were received. Raises BadInput talk_unknown, conversation_done …"""
    return _move(desk, id, "left", LeftAgain(), _QUEUED)


def conclude(
    desk: Desk, id: UUID, form: Mapping[str, Any], case: Mapping[str, Any] | None = None, began: str = ""
) -> Change:
    """谈完: {people, ways, nature, deputies, name, phone, constituency, about, words, reply}. With `case`, fields of
    form F1 that go beyond what was said here, the matter becomes a case with a slip (转为一件): subjects[1]; without it
    counts only (只记人次). `began`: when the talk began, as written; without it when they were called. Its draft goes.

    Raises BadInput with the field and what is wrong with it, talk_unknown, conversation_done; then nothing is stored.
    """
    now = desk.clock()
    talk = _checked(desk, form)
    with saving(desk.vault, desk.operator, now) as one:
        row = _row(one.connection, id, (*_QUEUED, LEFT))
        _check_accusation(row, talk)
        act = new_id() if case is not None else None
        made, warnings = _cases(desk, one, row, talk, case, act)
        started = min(began or row.called_at or row.at, write_time(now))  # a clock that was set back
        body = Concluded(
            **talk.codes,
            cases=made or None,
            texts=_named(talk),
            cleared=tuple(name for name in talk.cleared if getattr(row, name) is not None),
            began=started,
            ended=write_time(now),
        )
        said = NewFact("conversation.concluded", id, body.to_json(), talk.person, talk.words, act)
        one.add([said, *_forgotten(row, talk)])
        one.connection.execute(delete(draft).where(draft.c.id == id.bytes))
    return Change((id, *made, UUID(bytes=row.session)), (*talk.warnings, *warnings))


def correct_talk(desk: Desk, id: UUID, form: Mapping[str, Any], reason: str) -> Change:
    """更正 of what was said of a conversation that took place; after the day was closed the sheet shows it.

    Raises BadInput with the field, nothing_to_correct, reason_missing, talk_unknown, conversation_waiting …
    """
    why = typed_text("reason", reason)
    if why is None or is_blank(why):
        raise BadInput("reason_missing", field="reason")
    talk = _checked(desk, form)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = _row(one.connection, id, (DONE,))
        _check_accusation(row, talk)
        if "words" in row.erased.split(","):
            raise BadInput("erased", field="reason")  # the reason would be erased with them
        body = _changed(row, talk)
        words = {name: text for name, text in talk.words.items() if name in body.texts}
        person = {name: text for name, text in talk.person.items() if name in body.texts}
        said = NewFact("conversation.corrected", id, body.to_json(), person, words | {"reason": why})
        one.add([said, *_forgotten(row, talk)])
    return Change((id, UUID(bytes=row.session)))


def show_visitor(desk: Desk, id: UUID) -> Change:
    """Somebody reads name and telephone in full: it is written down before it is done (个人信息保护法 51).

    Raises BadInput talk_unknown, nothing_to_show.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = talk_row(one.connection, id)
        fields = tuple(name for name in ("name", "phone") if not is_blank(getattr(row, name)))
        if not fields:
            raise BadInput("nothing_to_show")
        one.add([NewFact("conversation.shown", id, Shown(fields=fields).to_json())])
    return Change((id, UUID(bytes=row.session)))


def print_ticket(desk: Desk, id: UUID, port: PrinterPort, printer: str, lang: str = "zh") -> SlipTold:
    """Hands the ticket to a queue and writes what it said; the number holds whether it comes out or not.

    Raises BadInput talk_unknown.
    """
    view = read_ticket(desk.vault, desk.lens, id, lang)
    handed = port.send(printer, make_ticket(view, lang=lang).pdf, view.number)
    told = SlipTold(outcome=handed.outcome, paper=TICKET, size=SIZE, job=handed.job, reason=handed.reason or None)
    tell_ticket(desk, id, told)
    return told


def tell_ticket(desk: Desk, id: UUID, told: SlipTold) -> Change:
    """What became of a ticket. Raises BadInput talk_unknown."""
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        talk_row(one.connection, id)
        one.add([NewFact("conversation.slip", id, told.to_json())])
    return Change((id,))


def _checked(desk: Desk, form: Mapping[str, Any]) -> TalkForm:
    return check_talk(form, desk.lists.codes, lambda word: pick_deputy(desk.vault, desk.lens, word))


def _move(desk: Desk, id: UUID, kind: str, body: Body, sources: tuple[str, ...]) -> Change:
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = _row(one.connection, id, sources)
        session = UUID(bytes=row.session)
        check_state(one.connection, session, OPEN)
        one.add([NewFact(f"conversation.{kind}", id, body.to_json())])
    return Change((id, session))


def _row(connection: Connection, id: UUID, sources: tuple[str, ...]) -> Any:
    row = talk_row(connection, id)
    if row.state not in sources:
        raise BadInput(WRONG_STATE[row.state])
    return row


def _free_ticket(connection: Connection, session: UUID) -> int:
    """One more than the last: counted, not read off a clock."""
    last = select(func.max(conversation.c.ticket)).where(conversation.c.session == session.bytes)
    number = (connection.execute(last).scalar() or 0) + 1
    if number > MOST_TICKETS:
        raise BadInput("tickets_used_up", most=MOST_TICKETS)
    return int(number)


def _check_table(table: int) -> None:
    if not 1 <= table <= MOST_TABLES:
        raise BadInput("count_wrong", field="table", most=MOST_TABLES)


def _check_accusation(row: Any, talk: TalkForm) -> None:
    if (talk.codes.get("nature") or row.nature) == ACCUSATION and talk.words:
        raise BadInput("accusation_has_text", field=next(iter(talk.words)))


def _forgotten(row: Any, talk: TalkForm) -> list[NewFact]:
    """检举控告 leaves neither a name nor a word behind, those of the ticket neither (信访工作条例 30)."""
    held = any(getattr(row, name) is not None for name in (*PERSON_FIELDS, *WORDS_FIELDS)) or talk.person
    if talk.codes.get("nature") != ACCUSATION or not held:
        return []
    erased = Erased.model_validate({"part": "both"})
    return [NewFact("conversation.erased", UUID(bytes=row.id), erased.to_json())]


def _named(talk: TalkForm) -> tuple[str, ...]:
    return (*talk.person, *talk.words)


def _cases(
    desk: Desk, one: Saving, row: Any, talk: TalkForm, case: Mapping[str, Any] | None, act: UUID | None
) -> tuple[tuple[UUID, ...], tuple[Finding, ...]]:
    """The case that a conversation becomes, and what is to be said about it."""
    if case is None:
        return (), ()
    checked = check_form(_case_form(row, talk, case, desk.clock()), desk.lists.codes, desk.clock())
    return (add_case(desk, one, checked, act=act),), checked.warnings


def _case_form(row: Any, talk: TalkForm, case: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Form F1 of what was said; what the form of the case says itself goes before."""
    said = {name: talk.person.get(name, getattr(row, name) or "") for name in ("name", "phone")}
    suggester = {"anonymous": not any(said.values()), **said, **case.get("suggester", {})}
    form: dict[str, Any] = {
        "channel": CHANNEL,
        "original_text": talk.words.get("words", ""),
        "person_times": talk.codes.get("people", row.people),
        "received_at": now.isoformat(),
    }
    if talk.codes.get("nature"):
        form["nature"] = talk.codes["nature"]
    return {**form, **case, "suggester": suggester}


def _changed(row: Any, talk: TalkForm) -> Corrected:
    """Only what differs from what is held."""
    held = {"people": row.people, "nature": row.nature, "ways": tuple(filter(None, row.ways.split(",")))}
    codes = {name: value for name, value in talk.codes.items() if held.get(name) != value}
    texts = tuple(name for name, text in {**talk.person, **talk.words}.items() if getattr(row, name) != text)
    cleared = tuple(name for name in talk.cleared if getattr(row, name) is not None)
    if not codes and not texts and not cleared:
        raise BadInput("nothing_to_correct")
    erased = row.erased.split(",")
    gone = (*(PERSON_FIELDS if "person" in erased else ()), *(WORDS_FIELDS if "words" in erased else ()))
    if any(name in gone for name in texts):
        raise BadInput("erased", field=texts[0])
    return Corrected(**codes, texts=texts, cleared=cleared)
