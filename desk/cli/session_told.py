"""A reception as the command line tells it."""

from dataclasses import asdict
from typing import Any

from desk.cli.call import Call
from desk.domain.conversation import CALLED, DONE, MISSED, WAITING
from desk.domain.masks import mask_name, mask_phone
from desk.domain.numbering import show_number
from desk.reads.reception_views import SessionRow, SessionView, TalkView, Totals
from desk.reads.tickets import ticket_number
from desk.text import mark

STATES = {
    "planned": mark("planned"),
    "open": mark("open"),
    "closed": mark("closed"),
    "cancelled": mark("cancelled"),
    WAITING: mark("waits"),
    CALLED: mark("is being received"),
    MISSED: mark("missed"),
    "left": mark("went away"),
    DONE: mark("heard"),
}


def counted(totals: Totals) -> dict[str, int]:
    said = asdict(totals)
    return {"person_times": said.pop("people"), **said}


def session_value(view: SessionView) -> dict[str, Any]:
    return {
        "id": str(view.id),
        "number": view.number,
        "state": view.state,
        "day": view.day.isoformat(),
        "starts": view.starts,
        "ends": view.ends,
        "room": view.room,
        "theme": view.theme,
        "announced": view.announced.isoformat() if view.announced else None,
        "deputies": [{"id": str(one.id), "name": one.name} for one in view.deputies],
        "present": [
            {
                "id": str(one.deputy.id),
                "name": one.deputy.name,
                "came": one.came.isoformat(timespec="seconds"),
                "went": one.went.isoformat(timespec="seconds") if one.went else None,
            }
            for one in view.present
        ],
        "queue": [talk_value(view, talk) for talk in view.talks],
        "counts": counted(view.totals),
        "signed": counted(view.signed) if view.signed else None,
        "confirmed": [{"id": str(one.deputy.id), "name": one.deputy.name} for one in view.signatures],
    }


def talk_value(view: SessionView, talk: TalkView) -> dict[str, Any]:
    return {
        "id": str(talk.id),
        "ticket": ticket_number(view.series, talk.ticket),
        "state": talk.state,
        "people": talk.people,
        "who": " ".join(filter(None, (mask_name(talk.name), mask_phone(talk.phone)))),
        "table": talk.table or None,
        "ways": talk.ways,
        "numbers": [show_number(number) for number in talk.numbers],
        "corrected": len(talk.corrections),
        "ticket_out": talk.ticket_out or None,
    }


def session_lines(call: Call, view: SessionView) -> list[str]:
    _ = call.say
    head = "  ".join(
        filter(None, (view.number, view.day.isoformat(), f"{view.starts}-{view.ends}", _(STATES[view.state])))
    )
    queue = [
        "  ".join(
            filter(
                None,
                (
                    ticket_number(view.series, talk.ticket),
                    _(STATES[talk.state]),
                    _("{n} people").format(n=talk.people),
                    mask_name(talk.name),
                    " ".join(show_number(number) for number in talk.numbers),
                ),
            )
        )
        for talk in view.talks
    ]
    return [head, *("  " + line for line in queue), totals_line(call, view.totals)]


def totals_line(call: Call, totals: Totals) -> str:
    said = call.say("People {people}, groups {groups}, cases {cases}, guided {guided}")
    return said.format(people=totals.people, groups=totals.groups, cases=totals.cases, guided=totals.guided)


def row_value(row: SessionRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "number": row.number,
        "state": row.state,
        "day": row.day.isoformat(),
        "starts": row.starts,
        "ends": row.ends,
        "deputies": [one.name for one in row.deputies],
        "planned_by": str(row.plan) if row.plan else None,
        "counts": counted(row.totals),
    }


def row_line(call: Call, row: SessionRow) -> str:
    names = "、".join(one.name for one in row.deputies)
    state = call.say(STATES[row.state])
    return "  ".join(filter(None, (row.day.isoformat(), f"{row.starts}-{row.ends}", state, row.number, names)))
