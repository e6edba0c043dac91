"""The facts of a case in two columns (建议人, 分类, 性质, 渠道 …), names and telephones masked."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from desk.domain.codes import Codes
from desk.domain.masks import mask_name, mask_phone
from desk.reads.views import CaseView
from ui.models.case_words import between, state_word
from ui.theme import Look
from ui.widgets.elided import Elided
from ui.widgets.label import label

Fact = tuple[str, str]


def facts_of(look: Look, codes: Codes, case: CaseView, station: str, *, full: bool = False) -> list[Fact]:
    """What is known, in the order it is asked for; what is not known is left out. `station` is this one's name; `full`
    shows who it is without masks."""
    return [(name, text) for name, text in _facts(look, codes, case, station, full) if text]


def facts_grid(look: Look, facts: list[Fact]) -> QWidget:
    """Two columns where there is room; a long fact ends in … and is whole in its tooltip."""
    grid_widget = QWidget()
    grid = QGridLayout(grid_widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(6))
    for number, (name, text) in enumerate(facts):
        row, column = divmod(number, 2)
        words = label(name, "sub", "text2")
        words.setContentsMargins(0, look.px(2), 0, 0)
        grid.addWidget(words, row, 2 * column)
        grid.addWidget(Elided(look, text), row, 2 * column + 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return grid_widget


def _facts(look: Look, codes: Codes, case: CaseView, station: str, full: bool) -> Iterator[Fact]:
    _, lang, fields, row = look.say, look.lang, case.fields, case.row
    person: Mapping[str, Any] = fields["suggester"] if isinstance(fields["suggester"], dict) else {}
    yield _("Suggester"), _who(look, codes, case, person, full)
    yield _("Unit in charge"), row.unit.say(lang) if row.unit else ""
    yield _("Category"), _category(codes, fields, lang)
    yield _("Units that help"), between(look).join(unit.say(lang) for unit in case.co_units)
    yield _("Nature"), codes.label("nature", row.nature).say(lang)
    phone = str(person.get("phone") or "")
    yield _("Phone"), phone if full else mask_phone(phone)
    yield _("Address"), str(person.get("address") or "") if full else ""
    yield _("Recorded at"), row.place if row.place != station else ""
    yield _("State"), state_word(look, row)
    issue = _("No. {issue} of {year}").format(issue=case.digest[1], year=case.digest[0]) if case.digest else ""
    yield _("Digest"), issue
    yield _("Channel"), codes.label("channel", str(fields["channel"])).say(lang) if fields.get("channel") else ""
    yield _("Received"), f"{row.received_at:%Y-%m-%d %H:%M}"
    yield _("Tell them"), _ways(codes, fields, lang)
    people = fields.get("person_times")
    yield _("People"), str(people) if isinstance(people, int) and people > 1 else ""
    yield _("Publish"), _("agreed") if person.get("public_ok") else _("not agreed")
    yield _("Promised by"), case.promised.isoformat() if case.promised else ""
    yield _("Linked to"), between(look).join(filter(None, case.links))
    yield _("Adoption"), codes.label("adoption", case.adoption).say(lang) if case.adoption else ""
    yield _("Mediation"), _("with the mediators") if case.mediating else ""
    yield _("Recorder"), str(fields.get("recorder") or "")


def _who(look: Look, codes: Codes, case: CaseView, person: Mapping[str, Any], full: bool) -> str:
    _ = look.say
    if "person" in case.erased:
        return _("erased")
    name = str(person.get("name") or "")
    name = _("Anonymous") if case.row.anonymous else (name if full else mask_name(name)) or _("no name")
    identity = [codes.label("identity", str(code)).say(look.lang) for code in person.get("identity") or ()]
    return "·".join([name, *identity])


def _category(codes: Codes, fields: Mapping[str, Any], lang: str) -> str:
    category, topic = fields.get("category"), fields.get("topic")
    words = [codes.label("category", str(category)).say(lang).split("（")[0]] if category else []
    if topic:
        levels = codes.topics.get(str(topic), (str(topic),))
        words += levels[1:] if words else levels
    return " › ".join(words)


def _ways(codes: Codes, fields: Mapping[str, Any], lang: str) -> str:
    ways = fields.get("feedback_mode")
    listed = ways if isinstance(ways, list | tuple) else []
    return "、".join(codes.label("feedback", str(way)).say(lang) for way in listed)
