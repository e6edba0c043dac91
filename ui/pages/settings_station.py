"""The section Station: what the law and the people ask of it, printed on every slip, and what it promises."""

from PySide6.QtCore import Qt

from desk.actions.station import LENGTHS
from desk.domain.place import MOST_NOTICE_DAYS
from desk.domain.promise import MOST_DAYS
from desk.errors import BadInput
from desk.sentences import FIELDS
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.message import Message
from ui.widgets.note import Note, NotedField
from ui.widgets.number import NumberField

HINTS = {
    "handler": mark("the office that answers for names and telephones"),
    "keep": mark("for example: 3 years"),
    "phone": mark("where people can ask"),
    "hours": mark("for example: Monday to Friday, 9 to 17"),
}
PROMISED = {  # what a row is called, and in what it is counted
    "register_days": (mark("Recorded within"), mark("days")),
    "triage_days": (mark("Looked through within"), mark("working days")),
    "forward_days": (mark("Forwarded within"), mark("working days")),
    "progress_days": (mark("Progress call after"), mark("days")),
    "feedback_days": (mark("Reply passed on within"), mark("working days")),
    "survey_days": (mark("Satisfaction call after"), mark("working days")),
    "again_days": (mark("Second answer within"), mark("days")),
}
OPEN = mark(
    "Not answered yet: who handles personal data, or how long it is kept. Until then every slip says "
    "that the station will announce it."
)
SAVED = mark("The station's answers are saved. The next slip is printed with them.")


class StationSection(Section):
    """Four answers and the days of what is promised, saved together."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._busy = False
        self._shown: dict[str, str] = {}
        self.note = Note(look)
        self.fields = {
            key: NotedField(look, LineField(look, _(FIELDS[key]), hint=_(HINTS[key]), limit=LENGTHS[key]))
            for key in HINTS
        }
        self.days = NumberField(look, _(FIELDS["promise_days"]), 60, most=MOST_DAYS, width=80)
        self.notice = NumberField(look, _(FIELDS["notice_days"]), 3, least=0, most=MOST_NOTICE_DAYS, width=80)
        self.promises = {key: NumberField(look, _(FIELDS[key]), least=0, most=MOST_DAYS, width=80) for key in PROMISED}
        self.days_of = {"promise_days": self.days, **self.promises, "notice_days": self.notice}
        self.save = Button(look, _("Save"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        station = place.station
        wide = 112 if look.lang == "zh" else 152
        law, people, own = (Form(look, label_width=wide) for _form in range(3))
        for key in ("handler", "keep"):
            law.add(_(FIELDS[key]), self.fields[key])
        people.add(_(FIELDS["phone"]), self.fields["phone"])
        people.add(_(FIELDS["hours"]), self.fields["hours"])
        people.add(_("We answer within"), row(look, self.days, label(_("days")), None))
        people.add(_("Notices are up"), row(look, self.notice, label(_("days before a reception")), None))
        for key, (name, unit) in PROMISED.items():
            own.add(_(name), row(look, self.promises[key], label(_(unit)), None))
        promise = _("Our own promise (本站服务承诺), for cases recorded from now on; the day stands on every slip.")
        kept = _(
            "Our own promise (本站服务承诺), for what happens from now on. 0: not promised; recording: the same day."
        )
        about = label(f"{station.name}  {station.code}", "sub", "text2", wrap=True)
        column(
            look,
            card(
                look,
                label(_("Personal data"), "head"),
                label(_("The law wants both answered before the first slip (个人信息保护法 17)."), "sub", wrap=True),
                self.note,
                4,
                law,
            ),
            card(look, label(_("What people may ask us"), "head"), about, 4, people, label(promise, "sub", wrap=True)),
            card(look, label(_("What we promise on the way"), "head"), own, label(kept, "sub", wrap=True)),
            gap=16,
            on=self,
        )
        self._show(self._said(station))

    def buttons(self) -> tuple[Button, ...]:
        return (self.save,)

    def arrive(self) -> None:
        """What another window, a command or the hub changed meanwhile is shown where nothing else is typed."""
        from desk.reads.station import read_station

        vault = self.place.desk.vault
        self.place.lane.run(lambda: read_station(vault), self._take, owner=self)

    def take_focus(self) -> None:
        first = next((part for part in self.fields.values() if not part.field.text().strip()), self.fields["handler"])
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> dict[str, str]:
        days = {key: str(field.value()) for key, field in self.days_of.items()}
        return {key: part.field.text() for key, part in self.fields.items()} | days

    def fill(self, typed: object) -> None:
        if isinstance(typed, dict):
            self._put(typed)

    def primary(self) -> None:
        """Saves what is new; says where something cannot be."""
        if self._busy:
            return
        from desk.actions.station import describe_station

        self._busy = True
        typed, desk = self.typed(), self.place.desk
        self.place.lane.run(
            lambda: describe_station(desk, typed),
            lambda change: self._saved(typed, change.subjects),
            self._failed,
            owner=self,
            keep=True,
        )

    def _saved(self, typed: dict[str, str], subjects: tuple[object, ...]) -> None:
        self._busy = False
        self._show(typed)
        if subjects:
            self.changed.emit(subjects)
        self.said.emit(Message(self.look.say(SAVED), "accent", topic="station"))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        field = self.fields.get(str(error.facts.get("field", ""))) if isinstance(error, BadInput) else None
        if field is None or not isinstance(error, BadInput):
            self.place.lane.failed.emit(error)
            return
        field.say("error", explain(error, self.look.lang))
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, station: object) -> None:
        if self.typed() == self._shown:
            self._show(self._said(station))

    def _said(self, station: object) -> dict[str, str]:
        texts = {key: getattr(station, key) or "" for key in HINTS}
        return texts | {key: str(getattr(station, key)) for key in self.days_of}

    def _show(self, values: dict[str, str]) -> None:
        self._shown = dict(values)
        self._put(values)
        if values["handler"].strip() and values["keep"].strip():
            self.note.hush()
        else:
            self.note.say("warn", self.look.say(OPEN))

    def _put(self, values: dict[str, str]) -> None:
        for key, part in self.fields.items():
            if part.field.text() != values[key]:
                part.field.set_text(values[key])
        for key, field in self.days_of.items():
            field.setValue(int(values[key]))
