"""The section Doors: where people are sent whose matter is no suggestion; one table for each nature."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt

from desk.domain.door import MOST_DOORS, REASONS
from desk.domain.field import LIMITS
from desk.errors import BadInput
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_door_row import DoorRow, DoorText
from ui.pages.settings_section import Section
from ui.widgets.area import TextArea
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.message import Message
from ui.widgets.note import Note, NotedField

if TYPE_CHECKING:
    from desk.reads.views import DoorsView

SAVED = mark("The doors are saved. They stand beside the form and on the next guidance slip.")
Tables = dict[str, dict[str, Any]]  # by nature: doors (name, phone, detail) and bring, as actions.doors takes them


class DoorsSection(Section):
    """Every nature's table may be typed in before all of them are saved together."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._busy, self._nature = False, REASONS[0]
        self._shown: Tables = {}
        self._typed: Tables = {}
        self._own: dict[str, bool] = {}
        natures = place.desk.lists.codes
        options = [Option(code, natures.label("nature", code).say(look.lang)) for code in REASONS]
        self.nature: Choice = Choice(look, _("Nature"), options, self._nature)
        self.nature.chosen.connect(self._turn)
        self.rows = [DoorRow(look, number, self._move, self._remove) for number in range(1, MOST_DOORS + 1)]
        self.add = Button(look, _("Add a door"), "quiet", icon="plus", click=self._add)
        self.shipped = Button(look, _("Back to the usual doors"), "quiet", icon="undo-2", click=self._reset)
        self.bring = NotedField(look, TextArea(look, _("What to bring"), least=56, limit=LIMITS["bring"]))
        self.note = Note(look)
        self.save = Button(look, _("Save"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        for button in (self.add, self.shipped):
            button.setAutoDefault(True)
        about = _("Shown to the volunteer and printed on the guidance slip. At most {most} doors for each nature.")
        form = Form(look, label_width=96 if look.lang == "zh" else 128)
        form.add(_("What to bring"), self.bring)
        sheet = card(
            look,
            label(_("Where to send people"), "head"),
            label(about.format(most=MOST_DOORS), "sub", wrap=True),
            4,
            self.nature,
            self.note,
            4,
            column(look, *self.rows, gap=12),
            row(look, self.add, None, self.shipped),
            form,
        )
        column(look, sheet, gap=0, on=self)
        self._put({"doors": [], "bring": ""})

    def buttons(self) -> tuple[Button, ...]:
        return (self.save,)

    def arrive(self) -> None:
        vault = self.place.desk.vault

        def work() -> "dict[str, DoorsView]":
            from desk.reads.doors import read_doors

            return read_doors(vault)

        self.place.lane.run(work, self._take, owner=self)

    def take_focus(self) -> None:
        self.nature.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> object:
        self._keep()
        return self._nature, {nature: form for nature, form in self._typed.items() if form != self._shown.get(nature)}

    def fill(self, typed: object) -> None:
        if isinstance(typed, tuple):
            self._nature, changed = typed
            self._typed.update(changed)
            self.nature.set_code(self._nature)
            if self._nature in self._typed:
                self._put(self._typed[self._nature])

    # -- what is done -----------------------------------------------------------------------------------
    def primary(self) -> None:
        """Saves every table that was changed; says where one cannot be."""
        if self._busy or not self._shown:
            return
        self._keep()
        changed = {nature: form for nature, form in self._typed.items() if form != self._shown[nature]}
        self._save(dict(changed))

    def _reset(self) -> None:
        """The table that ships with the program, for this nature."""
        if not self._busy and self._own.get(self._nature):
            self._save({self._nature: None})

    def _save(self, forms: Mapping[str, Mapping[str, Any] | None]) -> None:
        from desk.actions.doors import set_doors

        self._busy = True
        self.note.hush()
        desk = self.place.desk

        def work() -> tuple[UUID, ...]:
            subjects: tuple[UUID, ...] = ()
            for nature, form in forms.items():
                try:
                    subjects += set_doors(desk, nature, form).subjects
                except BadInput as error:
                    raise BadInput(error.code, **{**error.facts, "nature": nature}) from None
            return subjects

        self.place.lane.run(work, lambda subjects: self._saved(forms, subjects), self._failed, owner=self, keep=True)

    def _saved(self, forms: Mapping[str, object], subjects: tuple[UUID, ...]) -> None:
        self._busy = False
        for nature in forms:
            self._typed.pop(nature, None)
        if subjects:
            self.changed.emit(subjects)
        self.said.emit(Message(self.look.say(SAVED), "accent", topic="doors"))
        self.arrive()

    def _failed(self, error: Exception) -> None:
        """Said beside the row it is about, in the table it is about."""
        self._busy = False
        if not isinstance(error, BadInput):
            self.place.lane.failed.emit(error)
            return
        nature, number = str(error.facts.get("nature", "")), error.facts.get("row")
        if nature in REASONS and nature != self._nature:
            self.nature.set_code(nature)
            self._turn(nature)
        self.note.say("error", explain(error, self.look.lang))
        if isinstance(number, int):
            self.rows[number - 1].start()

    # -- rows -------------------------------------------------------------------------------------------
    def _turn(self, nature: str) -> None:
        self._keep()
        self._nature = nature
        self.note.hush()
        if nature in self._typed:
            self._put(self._typed[nature])

    def _take(self, tables: "dict[str, DoorsView]") -> None:
        """What was read, in the language of the slips; what is typed and not saved stays."""
        fresh = {nature: table.to_words("zh") for nature, table in tables.items()}
        self._own = {nature: table.own for nature, table in tables.items()}
        if self._shown:
            self._keep()
        kept = {nature: form for nature, form in self._typed.items() if form != self._shown.get(nature, form)}
        self._shown = fresh
        self._typed = {**fresh, **kept}
        self._put(self._typed[self._nature])

    def _keep(self) -> None:
        if self._shown:
            rows = [part.text() for part in self.rows if not part.isHidden()]
            self._typed[self._nature] = {"doors": rows, "bring": self.bring.field.text()}

    def _put(self, form: Mapping[str, Any]) -> None:
        """Fills the rows; those that are not needed are hidden."""
        doors: list[DoorText] = list(form["doors"])
        for number, part in enumerate(self.rows):
            part.setVisible(number < len(doors))
            part.show_text(doors[number] if number < len(doors) else {}, last=number == len(doors) - 1)
        if self.bring.field.text() != form["bring"]:
            self.bring.field.set_text(str(form["bring"]))
        self.add.setEnabled(len(doors) < MOST_DOORS)
        self.shipped.setVisible(self._own.get(self._nature, False))

    def _doors(self) -> list[DoorText]:
        return [part.text() for part in self.rows if not part.isHidden()]

    def _add(self) -> None:
        doors = self._doors()
        if len(doors) < MOST_DOORS:
            self._again([*doors, {}])
            self.rows[len(doors)].start()

    def _remove(self, number: int) -> None:
        doors = self._doors()
        del doors[number - 1]
        self._again(doors)
        (self.rows[min(number, len(doors)) - 1].start if doors else self.add.setFocus)()

    def _move(self, number: int, by: int) -> None:
        doors, at = self._doors(), number - 1
        if 0 <= at + by < len(doors):
            doors[at], doors[at + by] = doors[at + by], doors[at]
            self._again(doors)
            self.rows[at + by].take_move(by)

    def _again(self, doors: list[DoorText]) -> None:
        self._put({"doors": doors, "bring": self.bring.field.text()})
