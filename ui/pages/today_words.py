"""The page of the day in words: each door with its number, what waits behind it first, and where it leads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.domain.numbering import show_number
from desk.reads.exchange import Trouble
from desk.reads.reasons import reason_words
from desk.reads.today import TodayView, Waiting
from desk.reads.views import CaseRow, DraftRow
from desk.text import explain, mark
from ui.models.case_words import title_word
from ui.pages.case_offer import STEPS
from ui.pages.case_wish import CaseWish
from ui.pages.drafts import SHELF
from ui.pages.sync_words import fail_word, is_silent, moment_word, row_title
from ui.theme import Look
from ui.widgets import moment

SAMPLE = "sample"  # where a door leads that is no page: the sample station
MOST_DRAFTS = 2
ANSWERS = {
    "handler": mark("who handles personal information"),
    "keep": mark("how long it is kept"),
    "phone": mark("telephone"),
    "hours": mark("opening hours"),
}


@dataclass(frozen=True)
class DoorWords:
    """Number and head read as one sentence; a door that counts nothing has no number. `colour` is of the tokens."""

    name: str
    icon: str
    head: str
    below: str
    page: str
    what: object = None
    count: int = 0
    colour: str = "text"


@dataclass(frozen=True)
class NextWords:
    """One line of what comes next; without a page it is only said."""

    day: str
    words: str
    note: str = ""
    page: str = ""
    what: object = None


def doors(look: Look, view: TodayView, now: datetime) -> tuple[DoorWords, ...]:
    """A reception that nobody closed, then people, law, refused, drafts, unsent, backups; nothing that is zero."""
    found = (
        _left_open(look, view),
        _tell(look, view.tell),
        _due(look, view.due),
        _promised(look, view),
        _refused(look, view),
        _drafts(look, view.drafts, now),
        _unsent(look, view),
        _backup(look, view, now),
    )
    return tuple(door for door in found if door is not None)


def first_things(look: Look, view: TodayView, *, sample: bool) -> tuple[DoorWords, ...]:
    """The first morning: what to do, in this order."""
    _ = look.say
    told = _("On slips it says so far: to be announced by the station. {names}").format(names=missing(look, view))
    answers = DoorWords("answers", "pencil-line", _("Say what the station owes people"), told, "settings", "station")
    words = _("In their own words; the slip comes out of the printer with Ctrl+Enter.")
    record = DoorWords("record", "square-pen", _("Record the first case"), words, "record")
    look_first = _("Made-up cases of a made-up station: nothing in it is real, everything may be tried.")
    practise = DoorWords(SAMPLE, "eye", _("Look at the sample station first"), look_first, SAMPLE)
    return (*([answers] if view.missing else []), record, *([] if sample else [practise]))


def missing(look: Look, view: TodayView) -> str:
    return ("、" if look.lang == "zh" else ", ").join(look.say(ANSWERS[name]) for name in view.missing)


def next_lines(look: Look, view: TodayView) -> Iterator[NextWords]:
    """The next promised days; then what is still to be said or known, which has no day."""
    _ = look.say
    for row in view.next:
        day = moment.short_day(row.due, view.day) if row.due else ""
        yield NextWords(day, title_word(look, row), _due_note(look, row), "cases", row.id)
    for planned, due in view.reception.notices:
        said = _("Post the notice of the reception on {day}").format(day=moment.day(planned.day, look.lang))
        late = _("overdue") if due < view.day else _("{n} days ahead").format(n=(planned.day - due).days)
        yield NextWords(moment.short_day(due, view.day), said, late, "reception", planned.id)
    if view.missing and not view.fresh:
        said = _('Slips still say "to be announced": {names}').format(names=missing(look, view))
        yield NextWords("", said, _("say it"), "settings", "station")
    if view.unknown_year is not None:
        said = _("The holidays of {year} are not in the table yet; promises count by weekends.")
        yield NextWords("", said.format(year=view.unknown_year), _("say it"), "settings", "holidays")


def _due_note(look: Look, row: CaseRow) -> str:
    """What is due, and whose deadline it is."""
    _ = look.say
    what = row.due_words.say(look.lang)
    return _("{what}, by law").format(what=what) if row.legal else _("{what}, our own promise").format(what=what)


def figures(look: Look, view: TodayView) -> tuple[tuple[int, str], ...]:
    """This month so far; only what there is."""
    _, month = look.say, view.month
    told = (
        (month.person_times, _("person-times")),
        (month.suggestions, _("suggestions")),
        (month.guided, _("guided elsewhere")),
        (month.replied, _("replies")),
    )
    return tuple((count, words) for count, words in told if count)


def _left_open(look: Look, view: TodayView) -> DoorWords | None:
    """Never closed silently: whoever was there says how it ended."""
    left = view.reception.left_open
    if not left:
        return None
    _ = look.say
    id, day = left[0]
    below = _("The reception of {day}. Close it and let the deputies sign.").format(day=moment.long_day(day, look.lang))
    head = _("reception was never closed") if len(left) == 1 else _("receptions were never closed")
    return DoorWords("left_open", "messages-square", head, below, "reception", id, len(left), "amber")


def _promised(look: Look, view: TodayView) -> DoorWords | None:
    """The case itself: it says what was promised."""
    promises = view.promises
    if promises.first is None or promises.day is None:
        return None
    _ = look.say
    day = moment.day(promises.day, look.lang)
    below = _("First {case}, promised by {day}").format(case=_case(look, promises.first), day=day)
    head = _("promise falls due") if promises.count == 1 else _("promises fall due")
    colour = "red" if promises.over else "amber"
    return DoorWords("promises", "calendar-clock", head, below, "cases", promises.first.id, promises.count, colour)


def _tell(look: Look, tell: Waiting) -> DoorWords | None:
    if tell.first is None:
        return None
    _, row = look.say, tell.first
    day = moment.day(row.due, look.lang) if row.due else ""
    if tell.over:
        below = _("{count} past our own promise: {case}, {day}").format(count=tell.over, case=_case(look, row), day=day)
    elif day:
        below = _("First {case}, by {day}").format(case=_case(look, row), day=day)
    else:
        below = _("First {case}").format(case=_case(look, row))
    head = _("person waits to hear") if tell.count == 1 else _("people wait to hear")
    colour = "red" if tell.over else "text"
    return DoorWords("tell", "phone-outgoing", head, below, "totell", None, tell.count, colour)


def _due(look: Look, due: Waiting) -> DoorWords | None:
    if due.first is None:
        return None
    _, later = look.say, due.count - due.over - due.today
    told = (
        (due.over, _("{count} overdue")),
        (due.today, _("{count} due today")),
        (later, _("{count} within three working days")),
        (due.legal, _("{count} of them by law")),
    )
    counts = ("·" if look.lang == "zh" else ", ").join(words.format(count=count) for count, words in told if count)
    below = _("{counts}. Most urgent: {case}").format(counts=counts, case=_case(look, due.first))
    if due.count == due.over:
        head = _("case is overdue") if due.count == 1 else _("cases are overdue")
    else:
        head = _("case falls due") if due.count == 1 else _("cases fall due")
    wish = CaseWish(frozenset({"soon", "unanswered"}), due.first.id)
    colour = "red" if due.over else "amber"
    return DoorWords("due", "calendar-clock", head, below, "cases", wish, due.count, colour)


def _refused(look: Look, view: TodayView) -> DoorWords | None:
    _, row = look.say, view.first_refused
    if not view.refused:
        return None
    below = ""
    if row is not None:
        number = show_number(row.number) if row.number else ""
        why = reason_words(row.reason, look.lang)
        below = "·".join(filter(None, (_quoted(look, row_title(look, row)), why, number)))
    head = _("case was refused") if view.refused == 1 else _("cases were refused")
    return DoorWords("refused", "undo-2", head, below, "sync", "refused", view.refused, "red")


def _drafts(look: Look, drafts: Sequence[DraftRow], now: datetime) -> DoorWords | None:
    if not drafts:
        return None
    _ = look.say
    below = "·".join(_draft(look, draft, now) for draft in drafts[:MOST_DRAFTS])
    head = _("draft is not finished") if len(drafts) == 1 else _("drafts are not finished")
    what = drafts[0].id if len(drafts) == 1 else SHELF
    return DoorWords("drafts", "circle-dashed", head, below, "record", what, len(drafts))


def _draft(look: Look, draft: DraftRow, now: datetime) -> str:
    _ = look.say
    words = _quoted(look, draft.title or _("No words yet"))
    if draft.step in STEPS:
        words = _("{step}: {words}").format(step=_(STEPS[draft.step][0]), words=words)
    return f"{words} {moment_word(look, moment.local(draft.updated_at), now)}"


def _unsent(look: Look, view: TodayView) -> DoorWords | None:
    if not view.unsent:
        return None
    _ = look.say
    if is_silent(view.trouble):
        below = _("No network. They go by themselves once there is one.")
    elif view.trouble is not None:
        below = fail_word(look, view.trouble)
    else:
        below = _("They go by themselves; nothing is to be done.")
    head = _("case is only on this computer") if view.unsent == 1 else _("cases are only on this computer")
    return DoorWords("unsent", "hard-drive", head, below, "sync", "saved", view.unsent)


def _backup(look: Look, view: TodayView, now: datetime) -> DoorWords | None:
    _, backup = look.say, view.backup
    if backup.trouble is not None:
        facts = dict(backup.trouble)
        head, below = _("The backup failed"), explain(Trouble(str(facts.pop("code", "")), facts), look.lang)
    elif backup.late and backup.at is not None:
        last = moment_word(look, backup.at, now)
        head, below = _("No backup for days"), _("The last one was made {when}.").format(when=last)
    elif view.bare:
        head, below = (
            _("There is no backup yet"),
            _("If this computer breaks, everything is gone. Make one in Settings."),
        )
    else:
        return None
    return DoorWords("backup", "archive-restore", head, below, "settings", "backup", colour="red")


def _case(look: Look, row: CaseRow) -> str:
    title = _quoted(look, title_word(look, row))
    return ("，" if look.lang == "zh" else ", ").join(filter(None, (row.who, title)))


def _quoted(look: Look, title: str) -> str:
    return f"“{title}”" if look.lang == "zh" else title
