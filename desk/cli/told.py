"""A case as the command line tells it: JSON by the names of form F1, and words with name and phone masked."""

from collections.abc import Iterator, Mapping
from typing import Any

from desk.actions.desk import Change, Desk
from desk.cli.call import Call
from desk.cli.due import clock_line, clock_value
from desk.cli.timeline import step_line
from desk.domain.codes import Codes
from desk.domain.field import Finding
from desk.domain.masks import mask_phone
from desk.domain.numbering import show_number
from desk.domain.outcome import class_of
from desk.reads.cases import read_case
from desk.reads.loop_words import LOOP
from desk.reads.views import CaseRow, CaseView, StepView
from desk.sentences import FIELDS
from desk.text import Say, explain, mark

_WORDS = ("title", "original_text", "main_cause", "proposal", "first_opinion")
TRACKS = {"deputy": mark("deputy's suggestion"), "petition": mark("petition matter")}
_SYNC = {"saved": mark("saved here"), "arrived": mark("arrived"), "refused": mark("refused")}


def recorded(call: Call, desk: Desk, change: Change) -> dict[str, Any]:
    """The new case and what is to be said about it."""
    view = read_case(desk.vault, desk.lens, change.subjects[0])
    warnings = [warned(call, warning) for warning in change.warnings]
    if not view.holidays_known and view.promise_raw:
        missing = Finding("warn", "holidays_missing", "received_at", {"year": view.promise_raw.year})
        warnings.append(warned(call, missing))
    return {**identified(view.row), "warnings": warnings}


def recorded_lines(call: Call, one: Mapping[str, Any]) -> Iterator[str]:
    _ = call.say
    yield _("Saved here: {number}").format(number=one["number"])
    yield from ("  " + warning["message"] for warning in one["warnings"])
    if one["ignored"]:
        yield "  " + _("Not in the form, so not stored: {keys}").format(keys=", ".join(one["ignored"]))


def identified(row: CaseRow) -> dict[str, Any]:
    return {"id": str(row.id), "number": show_number(row.number), "state": row.state}


def listed(row: CaseRow) -> dict[str, Any]:
    return {
        **identified(row),
        "title": row.title,
        "who": row.who,
        "nature": row.nature,
        "received_at": row.received_at.isoformat(timespec="seconds"),
        "due": row.due.isoformat() if row.due else None,
        "sync": row.sync,
        "place": row.place,
        "unit": row.unit.zh if row.unit else None,
    }


def row_line(call: Call, row: CaseRow) -> str:
    state = row.state_label.say(call.options.lang)
    return "  ".join(filter(None, (show_number(row.number), f"{row.received_at:%Y-%m-%d}", state, row.title, row.who)))


def shown(view: CaseView) -> dict[str, Any]:
    return {
        **listed(view.row),
        "fields": view.fields,
        "steps": [_step(step) for step in view.steps],
        "erased": view.erased,
        "promise": {
            "days": view.promise_days,
            "raw": str(view.promise_raw) if view.promise_raw else None,
            "rolled": str(view.promise_rolled) if view.promise_rolled else None,
            "holidays_known": view.holidays_known,
        },
        "track": view.track or None,
        "main": view.main_number or None,
        "children": [show_number(child.number) for child in view.children],
        "untold": view.untold,
        "promised": str(view.promised) if view.promised else None,
        "digest": f"{view.digest[0]}-{view.digest[1]}" if view.digest else None,
        "links": view.links,
        "mediating": view.mediating,
        "adoption": view.adoption or None,
        "outcome": view.outcome,
        "outcome_abc": class_of(view.outcome) or None,
        "clocks": [clock_value(clock) for clock in view.clocks],
        "twins": [str(twin) for twin in view.twins],
    }


def shown_lines(call: Call, codes: Codes, view: CaseView, *, full: bool = False) -> list[str]:
    """`full` shows who it is without masks."""
    _, lang = call.say, call.options.lang
    row = view.row
    head = f"{show_number(row.number)}  {row.state_label.say(lang)}  {_(_SYNC[row.sync])}"
    facts = [*_facts(call, codes, view, full)]
    facts += [(_field(name, _), str(view.fields[name])) for name in _WORDS if view.fields[name]]
    if view.erased:
        facts.append((_("Erased"), ", ".join(codes.label("part", part).say(lang) for part in view.erased)))
    lines = ["  " + named(name, value, _) for name, value in facts]
    return [head, *lines, "", *(step_line(step, codes, lang) for step in view.steps)]


def _facts(call: Call, codes: Codes, view: CaseView, full: bool) -> Iterator[tuple[str, str]]:
    _, lang, row = call.say, call.options.lang, view.row
    suggester = view.fields["suggester"]
    assert isinstance(suggester, dict)
    phone = suggester["phone"] or ""
    whole = (suggester["name"], phone, suggester["address"]) if full else (row.who, mask_phone(phone))
    who = _("anonymous") if row.anonymous else " ".join(filter(None, whole))
    yield _field("received_at", _), f"{row.received_at:%Y-%m-%d %H:%M}"
    yield _field("nature", _), codes.label("nature", row.nature).say(lang)
    if who:
        yield _field("suggester", _), who
    if view.track:
        yield _("On record as"), _(TRACKS[view.track])
    for clock in view.clocks:
        if not clock.ended_on:
            yield _("Due"), clock_line(clock, lang)


def named(name: str, value: str, _: Say) -> str:
    return _("{name}: {value}").format(name=name, value=value)


def _field(name: str, _: Say) -> str:
    return _(FIELDS[name])


def _step(step: StepView) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "at": step.at.isoformat(timespec="seconds"),
        "who": step.who,
        "verdict": step.verdict,
        "reason": step.reason or None,
        "step": step.step,
        "outcome": step.outcome,
        "fields": step.fields,
        "text": step.text,
        "place": step.place,
        **_taken(step),
    }


def _taken(step: StepView) -> dict[str, Any]:
    """What forwarding and replying say of units and promises."""
    if step.kind in ("extended", "paused", "resumed", "tracked"):
        return {
            "rule": step.rule or None,
            "track": step.track or None,
            "day": step.day.isoformat() if step.day else None,
        }
    if step.kind in LOOP and step.kind != "settled":
        unit = {"unit": step.unit.zh} if step.unit else {}
        return {**{name: value for name, value in step.codes.items() if name != "about"}, **step.words, **unit}
    if step.kind not in ("forwarded", "replied", "settled"):
        return {}
    return {
        "unit": step.unit.zh if step.unit else None,
        "co_units": [unit.zh for unit in step.co_units],
        "promise": step.promise or None,
        "promise_date": step.promised.isoformat() if step.promised else None,
    }


def warned(call: Call, finding: Finding) -> dict[str, Any]:
    """A finding about a field, in JSON."""
    return {"code": finding.code, "field": finding.field, "message": explain(finding, call.options.lang)}
