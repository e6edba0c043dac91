"""What is done to a case at the counter: record, correct, withdraw, erase."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select

from desk.actions.clocks import Counting, counting
from desk.actions.desk import Change, Desk
from desk.actions.parting import parting
from desk.domain.case import TEXT_FIELDS, Corrected, Erased, Registered, Shown, Withdrawn
from desk.domain.case_state import ACCUSATION, GUIDED, WITHDRAWN_STATE
from desk.domain.clock import Started
from desk.domain.draft import SAID, Checked, check_correction, check_form, split_texts
from desk.domain.erasure import Reasoned
from desk.domain.field import check_field, is_blank
from desk.domain.masks import MASKED
from desk.domain.moment import local_day, read_time
from desk.domain.numbering import LENGTH, digits_of, new_number, show_number
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import case_of
from desk.reads.sheets import printed_numbers
from desk.reads.talks import talks_of_case
from desk.storage.save import Saving, new_id, save, saving
from desk.storage.statement import compiled, run
from desk.storage.tables import draft
from desk.storage.tables_case import case

_UNSAID = {"lang": "zh", "anonymous": False, "public_ok": False, "pi_notice_given": False}
_TAKEN = compiled(select(case.c.n).where(case.c.number == bindparam("number")))


def record_case(desk: Desk, form: Mapping[str, Any], draft_id: UUID | None = None) -> Change:
    """Registers one case; the draft it came from goes in the same transaction. subjects[0] is the case. A form with
    `sheet`, the number of a printed sheet, gets that number.

    Raises BadInput with the field and what is wrong with it; then nothing is stored.
    """
    checked = check_form(form, desk.lists.codes, desk.clock())
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        subject = add_case(desk, one, checked, number=_sheet_of(one.connection, form))
        if draft_id is not None:
            one.connection.execute(delete(draft).where(draft.c.id == draft_id.bytes))
    return Change((subject,), checked.warnings)


def record_cases(desk: Desk, forms: Sequence[Mapping[str, Any]]) -> list[Change]:
    """Registers a list in one transaction, all or nothing. Raises BadInput with the row, counted from 1."""
    now = desk.clock()
    checked = []
    for row, form in enumerate(forms, 1):
        try:
            checked.append(check_form(form, desk.lists.codes, now))
        except BadInput as error:
            raise BadInput(error.code, **error.facts, row=row) from None
    with saving(desk.vault, desk.operator, now) as one:
        return [
            Change((add_case(desk, one, each, number=_sheet_of(one.connection, form)),), each.warnings)
            for each, form in zip(checked, forms, strict=True)
        ]


def add_case(
    desk: Desk,
    one: Saving,
    checked: Checked,
    source: str | None = None,
    number: str | None = None,
    act: UUID | None = None,
) -> UUID:
    """Writes the fact of a checked form into an open transaction; without a `number` it gets a new one. `act` is that
    of what it was made of. What is taken over from elsewhere (`source`) was worked on there: here only the answer is
    promised."""
    received = read_time(checked.codes["received_at"])
    promised = checked.codes["nature"] not in GUIDED
    count = counting(desk, one)
    body = Registered(
        **checked.codes,
        number=number or free_number(one.connection),
        promise=count.promise(received) if promised else None,
        clocks=_running(count, received) if promised and source is None else None,
        texts=(*checked.person, *checked.words),
        source=source,
    )
    subject = new_id()
    one.add([NewFact("case.registered", subject, body.to_json(), checked.person, checked.words, act)])
    return subject


def correct_case(desk: Desk, id: UUID, form: Mapping[str, Any], reason: str) -> Change:
    """Corrects the fields that the form names (更正). Correcting the nature to 检举控告 erases both parts.

    Raises BadInput nothing_to_correct, withdrawn, erased, case_read_only, accusation_has_text, reason_missing.
    """
    now = desk.clock()
    check_reason(reason)
    codes, texts = check_correction(form, desk.lists.codes, now)
    with saving(desk.vault, desk.operator, now) as one:
        row = _changeable(one.connection, id)
        changed, texts = _changed(row, codes, texts)
        _check_correction(row, changed, texts)
        changed |= _recounted(desk, one, row, changed)
        parted = parting(one.connection, row, new_id()) if changed.get("nature") in GUIDED else []
        one.add([*parted, *_correction(row, changed, texts, reason)])
    return Change((id, *(fact.subject for fact in parted)))


def withdraw_case(desk: Desk, id: UUID, reason: str) -> Change:
    """The person takes the suggestion back (建议人撤回); the reason for an accusation is not kept.

    Raises BadInput withdrawn, case_read_only, reason_missing.
    """
    check_reason(reason)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = _changeable(one.connection, id)
        words = {} if row.nature == ACCUSATION else {"reason": reason}
        act = new_id()
        parted = parting(one.connection, row, act)
        one.add(
            [*parted, NewFact("case.withdrawn", id, Withdrawn().to_json(), words=words, act=act if parted else None)]
        )
    return Change((id, *(fact.subject for fact in parted)))


def show_person(desk: Desk, id: UUID) -> Change:
    """Somebody reads name, telephone and address in full: it is written down before it is done (个人信息保护法 51).

    Raises BadInput case_unknown, nothing_to_show.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = case_of(one.connection, id)
        fields = tuple(name for name in MASKED if not is_blank(getattr(row, name)))
        if not fields:
            raise BadInput("nothing_to_show")
        one.add([NewFact("case.shown", id, Shown(fields=fields).to_json())])
    return Change((id,))


def erase_case(desk: Desk, id: UUID, part: str, reason: str) -> Change:
    """Erases a private part for ever (个人信息保护法 47), in the conversation that the case was made of, too. The
    reason is kept apart from what is erased.

    Raises BadInput code_unknown, reason_missing, erased.
    """
    check_reason(reason)
    if part not in ("person", "words", "both"):
        raise BadInput("code_unknown", field="part", list="part")
    erased = Erased.model_validate({"part": part})
    with desk.vault.read() as connection:
        row = case_of(connection, id)
        talks = talks_of_case(connection, id)
    if set(erased.parts) <= set(row.erased.split(",")):
        raise BadInput("erased", field="part")
    act = new_id()
    why = Reasoned.model_validate({"of": id, "part": part})
    facts = [
        NewFact("case.erased", id, erased.to_json(), act=act),
        *(NewFact("conversation.erased", talk, erased.to_json(), act=act) for talk in talks),
        NewFact("erasure.reasoned", new_id(), why.to_json(), words={"reason": reason}, act=act),
    ]
    save(desk.vault, desk.operator, desk.clock(), facts)
    return Change((id, *talks))


def free_number(connection: Connection) -> str:
    """One that neither a case nor a sheet has."""

    def taken(number: str) -> bool:
        return is_used(connection, number) or number in printed

    printed = printed_numbers(connection)
    return new_number(secrets.randbelow, taken)


def is_used(connection: Connection, number: str) -> bool:
    return run(connection, _TAKEN, number=number).fetchone() is not None


def _sheet_of(connection: Connection, form: Mapping[str, Any]) -> str | None:
    """The number of the sheet that a form was keyed from, if from one."""
    given = form.get("sheet")
    if given is None or given == "":
        return None
    return check_sheet(connection, given if isinstance(given, str) else "")


def check_sheet(connection: Connection, given: str) -> str:
    """The digits of a sheet that still waits. Raises BadInput sheet_unknown, sheet_struck, sheet_keyed."""
    number = digits_of(given)
    printed = printed_numbers(connection)
    if number not in printed:
        raise BadInput("sheet_unknown", field="sheet", number=show_number(number[:LENGTH]))
    if printed[number].struck:
        raise BadInput("sheet_struck", field="sheet", number=show_number(number))
    if is_used(connection, number):
        raise BadInput("sheet_keyed", field="sheet", number=show_number(number))
    return number


def source_digest(system: str, id: str) -> str:
    """What an imported record is known by without telling its id: 32 hex digits of SHA-256(system NUL id)."""
    return hashlib.sha256(f"{system}\0{id}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _correction(row: Any, codes: Mapping[str, Any], texts: Mapping[str, str | None], reason: str) -> Iterable[NewFact]:
    """The facts of a correction; with an accusation no reason is kept, and what becomes one is erased."""
    id = UUID(bytes=row.id)
    given = {name: text for name, text in texts.items() if text is not None}
    cleared = tuple(name for name, value in {**texts, **codes}.items() if value is None)
    body = Corrected(
        **{name: value for name, value in codes.items() if value is not None}, texts=tuple(given), cleared=cleared
    )
    person, words = split_texts(given)
    becomes_one = codes.get("nature") == ACCUSATION
    act = new_id() if becomes_one else None
    reasons = {} if codes.get("nature", row.nature) == ACCUSATION else {"reason": reason}
    yield NewFact("case.corrected", id, body.to_json(), person, words | reasons, act)
    if becomes_one:
        yield NewFact("case.erased", id, Erased(part="both").to_json(), act=act)


def _changeable(connection: Connection, id: UUID) -> Any:
    row = case_of(connection, id)
    if row.unjudged:
        raise BadInput("case_read_only")
    if row.state == WITHDRAWN_STATE:
        raise BadInput("withdrawn")
    return row


def _changed(
    row: Any, codes: Mapping[str, Any], texts: Mapping[str, str | None]
) -> tuple[dict[str, Any], dict[str, str | None]]:
    """Only what differs from what the case holds now."""
    held = {**_UNSAID, **json.loads(row.codes)}
    new_codes = {name: value for name, value in codes.items() if held.get(name) != value}
    new_texts = {name: text for name, text in texts.items() if getattr(row, name) != text}
    if not new_codes and not new_texts:
        raise BadInput("nothing_to_correct")
    return new_codes, new_texts


def _running(count: Counting, received: datetime) -> tuple[Started, ...] | None:
    return count.starting("received", local_day(received)) or None


def _recounted(desk: Desk, one: Saving, row: Any, codes: Mapping[str, Any]) -> dict[str, Any]:
    """A correction of the day moves what is promised; what becomes a suggestion is promised something from now on."""
    if codes.get("nature", row.nature) in GUIDED or ("received_at" not in codes and row.promise_days is not None):
        return {}
    count, received = counting(desk, one), read_time(codes.get("received_at", row.received_at))
    counted: dict[str, Any] = {"promise": count.promise(received, row.promise_days)}
    clocks = _running(count, received) if row.source is None else None
    return counted | ({"clocks": clocks} if clocks else {})


def _check_correction(row: Any, codes: Mapping[str, Any], texts: Mapping[str, str | None]) -> None:
    nature = codes.get("nature", row.nature)
    if nature == ACCUSATION and any(text is not None for text in texts.values()):
        raise BadInput("accusation_has_text", field=next(iter(texts)))
    erased = set(row.erased.split(","))
    person, words = split_texts({name: text for name, text in texts.items() if text is not None})
    if (person and "person" in erased) or (words and "words" in erased):
        raise BadInput("erased", field=next(iter(texts)))
    after = {name: texts[name] if name in texts else getattr(row, name) for name in TEXT_FIELDS}
    if nature != ACCUSATION and "words" not in erased and all(is_blank(after[name]) for name in SAID):
        raise BadInput("nothing_said")
    anonymous = codes.get("anonymous", row.anonymous)
    if anonymous and not (is_blank(after["name"]) and is_blank(after["phone"])):
        raise BadInput("anonymous_with_name", field="name")


def check_reason(reason: str) -> None:
    """Raises BadInput reason_missing, text_too_long."""
    if is_blank(reason):
        raise BadInput("reason_missing", field="reason")
    finding = check_field("reason", reason)
    if finding:
        raise BadInput(finding.code, field="reason", **finding.facts)
