"""The roster of this place: a deputy is entered, changed, matched with the published entry, or leaves office."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desk.actions.desk import Change, Desk
from desk.domain.deputy import TEXT_FIELDS, WORDS_FIELDS, LeftOffice, Listed, Matched
from desk.domain.deputy_form import DeputyForm, check_deputy
from desk.domain.field import Finding
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.deputies import alike_in, deputy_in, same_ids
from desk.reads.reception_views import DeputyView
from desk.storage.save import Saving, new_id, saving


def add_deputy(desk: Desk, form: Mapping[str, Any]) -> Change:
    """Enters a deputy: {name, level, group, post, phone, since, until}. One of the same name, level and group that is
    here already only warns: two people may have one name, and an entry can be matched later.

    Raises what check_deputy raises.
    """
    checked = check_deputy(form, desk.lists.codes)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        id = list_deputy(one, checked)
        alike = alike_in(one.connection, desk.lists.codes, deputy_in(one.connection, desk.lists.codes, id))
    found = (Finding("warn", "deputy_alike", "name", {"count": len(alike)}),) if alike else ()
    return Change((id,), found)


def list_deputy(one: Saving, form: DeputyForm, id: UUID | None = None, cleared: tuple[str, ...] = ()) -> UUID:
    """Writes the fact of a checked form into an open transaction; without an `id` the entry is new."""
    subject = id or new_id()
    body = Listed(
        congress=form.congress,
        group=form.group,
        since=form.since,
        until=form.until,
        texts=tuple(name for name in TEXT_FIELDS if name in form.texts),
        cleared=cleared,
    )
    words = {name: text for name, text in form.texts.items() if name in WORDS_FIELDS}
    person = {name: text for name, text in form.texts.items() if name not in WORDS_FIELDS}
    one.add([NewFact("deputy.listed", subject, body.to_json(), person or None, words or None)])
    return subject


def change_deputy(desk: Desk, id: UUID, form: Mapping[str, Any]) -> Change:
    """Changes what the form names; an empty value takes it back, and an empty `until` puts somebody back in office.

    Raises BadInput deputy_unknown, deputy_published, nothing_to_correct, and what check_deputy raises.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        held = _own_entry(desk, one.connection, id)
        before = form_of(held)
        checked = check_deputy({**_spelt(before), **form}, desk.lists.codes)
        if checked == before:
            raise BadInput("nothing_to_correct")
        cleared = tuple(name for name in TEXT_FIELDS if name in before.texts and name not in checked.texts)
        new = {name: text for name, text in checked.texts.items() if before.texts.get(name) != text}
        list_deputy(one, checked._replace(texts=new), id, cleared)
    return Change((id,))


def match_deputy(desk: Desk, id: UUID, other: UUID | None) -> Change:
    """The entry `id` of this place is the same person as `other`; None takes that back. What either did counts for
    `other` from now on.

    Raises BadInput deputy_unknown, deputy_published, deputy_itself, nothing_to_correct.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        held = _own_entry(desk, one.connection, id)
        if other is not None:
            other = deputy_in(one.connection, desk.lists.codes, other).id
            if id in (other, same_ids(one.connection).get(other, other)):
                raise BadInput("deputy_itself")
        if held.same_as == other:
            raise BadInput("nothing_to_correct")
        one.add([NewFact("deputy.matched", id, Matched(other=other).to_json())])
    return Change((id,) if other is None else (id, other))


def deputy_left(desk: Desk, id: UUID, day: date) -> Change:
    """The last day in office (离任); what was done before stays counted.

    Raises BadInput deputy_unknown, deputy_published, days_turned.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        held = _own_entry(desk, one.connection, id)
        if held.since and day < held.since:
            raise BadInput("days_turned", field="until")
        one.add([NewFact("deputy.left", id, LeftOffice(day=day).to_json())])
    return Change((id,))


def form_of(held: DeputyView) -> DeputyForm:
    """The form that an entry was made of."""
    texts = {name: text for name in TEXT_FIELDS if (text := getattr(held, name))}
    return DeputyForm(held.congress, held.group_code, held.since, held.until, texts)


def _spelt(form: DeputyForm) -> dict[str, Any]:
    days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(form, name))}
    return {**form.texts, **days, "level": form.congress, "group": form.group}


def _own_entry(desk: Desk, connection: Connection, id: UUID) -> DeputyView:
    """An entry that this desk may write on: what was published above is changed there alone."""
    view = deputy_in(connection, desk.lists.codes, id)
    if view.published:
        raise BadInput("deputy_published")
    return view
