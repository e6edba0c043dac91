"""The words of the slip preview: what the paper will say, short enough for the side of a page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from desk.domain.case_state import ACCUSATION, GUIDED
from desk.domain.codes import Codes
from desk.domain.masks import mask_name, mask_phone
from desk.domain.numbering import show_number
from desk.reads.views import SlipView, StationView
from desk.text import Say
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.slip import SlipWords

TITLE_LENGTH = 30


def view_of_form(
    form: Mapping[str, Any], station: StationView, codes: Codes, *, promised: date | None, clerk: str, now: datetime
) -> SlipView:
    """The slip that a form would give if it were saved now; it has no number yet."""
    person = form.get("suggester", {})
    said = [str(form.get(name) or "").strip() for name in ("title", "main_cause", "original_text", "proposal")]
    first = next((" ".join(text.split()) for text in said if text), "")
    title = first if said[0] or len(first) <= TITLE_LENGTH else first[:TITLE_LENGTH] + "…"
    return SlipView(
        station=station,
        number="",
        recorded_at=now,
        name=mask_name(person.get("name", "")),
        phone=mask_phone(person.get("phone", "")),
        anonymous=bool(person.get("anonymous")),
        nature=form["nature"],
        nature_label=codes.label("nature", form["nature"]),
        title=title,
        body=said[1],
        whole_text="",
        person_times=form.get("person_times", 1),
        promised=promised,
        clerk=clerk,
        feedback=tuple(form.get("feedback_mode", ())),
        public_ok=bool(person.get("public_ok")),
        notice_given=bool(person.get("pi_notice_given")),
        lang="zh",
        reprint=0,
        printed_at=now,
    )


def slip_words(look: Look, view: SlipView, stamp: str = "", paper: str = "") -> SlipWords:
    """A stored slip, or one to come; `stamp` stands beside the number (未打印), `paper` beside the title (A5)."""
    _ = look.say
    rows = [
        (_("Topic"), _("(content not recorded)") if view.nature == ACCUSATION else view.title or "—"),
        (_("Nature"), view.nature_label.say(look.lang)),
        (_("Goes to"), _way(_, view)),
        *([] if view.nature in GUIDED else [(_("Told by"), _promise(look, view))]),
        (_("Ask"), _ask(_, view.station)),
    ]
    return SlipWords(
        head=_("Guidance slip") if view.nature in GUIDED else f"{_('Suggestion slip')}  {paper}".rstrip(),
        place=view.station.name,
        number=show_number(view.number) if view.number else _("The number comes with saving"),
        numbered=bool(view.number),
        rows=tuple(rows),
        foot=_("{clerk}, {time}").format(clerk=view.clerk, time=moment.long_moment(view.recorded_at, look.lang)),
        code=f"{view.station.code} {view.number}" if view.number else "",
        stamp=stamp or (_("Sample") if view.station.sample else ""),
    )


def _way(_: Say, view: SlipView) -> str:
    if view.nature == ACCUSATION:
        return _("The person takes it to discipline inspection")
    if view.nature in GUIDED:
        return _("Recorded here; the clerk says where to go")
    return _("Looked through here first, then to the office in charge")


def _promise(look: Look, view: SlipView) -> str:
    _ = look.say
    if view.promised is None:
        return _("no date promised")
    day = f"{view.promised:%Y-%m-%d}" if look.lang == "zh" else moment.whole_day(view.promised, look.lang)
    return _("by {day} (our own promise)").format(day=day)


def _ask(_: Say, station: StationView) -> str:
    if station.phone:
        return _("{phone}, the number is enough").format(phone=station.phone)
    return _("Here at the station, the number is enough")
