"""The exchange in words: where an act stands, what it was, why it was refused, how it is with the hub."""

from datetime import datetime

from desk.domain.case import PERSON_FIELDS
from desk.domain.numbering import show_number
from desk.errors import DeskError
from desk.reads.exchange import ExchangeView, Trouble
from desk.reads.exchange_rows import ExchangeRow
from desk.reads.reasons import reason_words
from desk.text import mark
from ui.pages.step_words import FIELDS
from ui.pages.sync_traffic import Standing
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.line_list import Sign

STATES = {
    "draft": (mark("Draft"), "circle-dashed", "text2"),
    "saved": (mark("Saved here"), "hard-drive", "text2"),
    "arrived": (mark("Arrived"), "check-check", "text2"),
    "refused": (mark("Refused"), "circle-alert", "red"),
}
LEVELS = {
    "point": mark("The point"),
    "village": mark("The village"),
    "town": mark("The town"),
    "district": mark("The district"),
    "city": mark("The city"),
}
_ACTS = {
    "withdrawn": mark("Taken back: {title}"),
    "erased": mark("A part erased: {title}"),
    "forwarded": mark("Forwarded: {title}"),
    "replied": mark("Answer: {title}"),
    "returned": mark("Returned: {title}"),
    "tracked": mark("Put on record: {title}"),
    "accepted": mark("Accepted: {title}"),
    "extended": mark("Deadline extended: {title}"),
    "paused": mark("Deadline rests: {title}"),
    "resumed": mark("Deadline goes on: {title}"),
    "slip": mark("Paper printed: {title}"),
    "quoted": mark("Earlier step: {title}"),
}
_DONE = {"forwarded": mark("{place} forwarded a case"), "replied": mark("{place} answered")}
_NOUNS = {
    "place": mark("What the station says of itself"),
    "operator": mark("Who is on duty here"),
    "erasure": mark("Why something was erased"),
    "sheet": mark("A numbered sheet"),
    "session": mark("A reception day"),
    "conversation": mark("A conversation of a reception day"),
    "plan": mark("A plan of reception days"),
    "deputy": mark("An entry of the roster of deputies"),
    "visit": mark("A visit of deputies"),
    "duty": mark("What a deputy says of the duty record"),
    "calendar": mark("The holidays of a year"),
    "digest": mark("A digest of suggestions"),
    "unit": mark("An entry of the list of units"),
}
_ASK = mark("Ask the office which place this desk acts for; what was written is safe here.")
_WAYS = {
    "withdrawn": mark("Nothing more is to be done; what was written stays in its history."),
    "not_your_place": _ASK,
    "out_of_place": _ASK,
    "not_your_level": _ASK,
    "hub_only": mark("The office says where a station belongs; nothing is to be done here."),
    "unusable": mark("Write it once more and report this; what was written is safe here."),
}
_WAY = mark("Look at what happened to the case; if it still matters, write it once more.")
_NO_LINE = ("hub_unreachable", "hub_busy")
_FAILS = {
    "hub_revoked": mark("Taken off the hub"),
    "hub_version": mark("The hub has another version"),
    "hub_untrusted": mark("This is not our hub"),
    "hub_forgot_us": mark("The hub does not know this desk"),
    "hub_refused": mark("The hub did not understand"),
}
_FAILED = mark("The exchange failed")
_DOING = {
    "push": mark("Sending, {done}"),
    "feed": mark("Getting, {done}"),
    "return": mark("Giving back, {done}"),
}


# -- an act -------------------------------------------------------------------------------------------


def row_title(look: Look, row: ExchangeRow) -> str:
    """What was done, in the words of the case; names and telephones stay masked."""
    _ = look.say
    title = row.title or _("(no words)")
    if row.kind == "corrected":
        return _corrected(look, row, title)
    if row.kind in _ACTS:
        return _(_ACTS[row.kind]).format(title=title)
    noun = row.kind.partition(".")[0]
    return _(_NOUNS[noun]) if noun in _NOUNS else title


def _corrected(look: Look, row: ExchangeRow, title: str) -> str:
    """更正：柏* 的电话. Of anything but the person the case is named."""
    _ = look.say
    names = dict.fromkeys(_(FIELDS[name]) if name in FIELDS else name for name in row.fields)
    fields = ("、" if look.lang == "zh" else ", ").join(names)
    if row.who and row.fields and set(row.fields) <= {*PERSON_FIELDS, "identity"}:
        return _("Corrected: {fields} of {who}").format(fields=fields, who=row.who)
    return _("Corrected: {title}").format(title=title)


def row_facts(look: Look, row: ExchangeRow, now: datetime) -> str:
    """编号·什么时候存; of what was refused, why."""
    _ = look.say
    number = show_number(row.number) if row.number else ""
    if row.state == "refused":
        reason = _("The hub: {reason}") if row.settled else _("This desk: {reason}")
        return "·".join(filter(None, (number, reason.format(reason=reason_words(row.reason, look.lang)))))
    when = moment_word(look, row.at, now)
    said = _("written {when}") if row.state == "arrived" else _("saved {when}")
    return "·".join(filter(None, (number, said.format(when=when))))


def came_words(look: Look, row: ExchangeRow, now: datetime) -> tuple[str, str]:
    """What another place did, and to which case."""
    _ = look.say
    place = row.place or (_(LEVELS[row.level]) if row.level in LEVELS else _("Another place"))
    done = _(_DONE[row.kind]).format(place=place) if row.kind in _DONE else f"{place}·{row_title(look, row)}"
    facts = (show_number(row.number), row.title if row.kind in _DONE else "", moment_word(look, row.at, now))
    return done, "·".join(filter(None, facts))


def way_out(look: Look, row: ExchangeRow) -> str:
    """What is to be done about a refusal."""
    return look.say(_WAYS.get(row.reason, _WAY))


def state_sign(look: Look, state: str) -> Sign:
    word, icon, colour = STATES[state]
    return Sign(look.say(word), icon, colour)


def moment_word(look: Look, at: datetime, now: datetime) -> str:
    """10:42, 昨天 15:10, 11 月 23 日 17:02; both moments in the station's time zone."""
    _ = look.say
    days, hour = (now.date() - at.date()).days, moment.clock(at)
    if days == 0:
        return hour
    if days == 1:
        return _("yesterday {hour}").format(hour=hour)
    day = moment.day(at.date(), look.lang)
    return f"{day} {hour}" if at.year == now.year else f"{at:%Y-%m-%d} {hour}"


# -- the exchange -------------------------------------------------------------------------------------


def is_silent(trouble: DeskError | Trouble | None) -> bool:
    """Whether there is only no line: that mends itself."""
    return trouble is not None and trouble.code in _NO_LINE


def fail_word(look: Look, trouble: DeskError | Trouble) -> str:
    return look.say(_FAILS.get(trouble.code, _FAILED))


def doing_words(look: Look, standing: Standing) -> str:
    """正在送，1,200 / 3,400."""
    _ = look.say
    if standing.doing not in _DOING or not standing.done:
        return _("Talking with the hub")
    done = f"{standing.done:,}"
    if standing.doing == "push" and standing.total >= standing.done:
        done = f"{done} / {standing.total:,}"
    return _(_DOING[standing.doing]).format(done=done)


def status_sign(look: Look, standing: Standing, now: datetime) -> Sign:
    """The chip in the status bar; empty until something was read."""
    _, view, trouble = look.say, standing.view, standing.trouble
    if view is None:
        return Sign("", "hard-drive", "text2")
    if view.hub is None:
        return Sign(_("On this computer only"), "hard-drive", "text2")
    if standing.running and standing.slow:
        return Sign(doing_words(look, standing), "refresh-cw", "text2")
    here = _here(look, view, now)
    if trouble is None:
        return Sign(here, "hard-drive" if view.saved else "check-check", "text2" if view.saved else "accent_text")
    if is_silent(trouble):
        lost = _("hub busy") if trouble.code == "hub_busy" else _("no network")
        return Sign(f"{here}·{lost}", "wifi-off", "text2")
    words = fail_word(look, trouble)
    return Sign(words if look.room == "narrow" else f"{here}·{words}", "circle-alert", "red")


def _here(look: Look, view: ExchangeView, now: datetime) -> str:
    """未送 7 件, else 已送达 10:42."""
    _ = look.say
    if view.saved:
        return cases_word(look, view.saved, _("1 case not sent"), _("{count} cases not sent"))
    at = view.hub.last_at if view.hub is not None else None
    return _("Arrived {when}").format(when=moment_word(look, at, now)) if at else _("Nothing exchanged yet")


def cases_word(look: Look, count: int, one: str, many: str) -> str:
    """`one` and `many` come translated."""
    return one if count == 1 and look.lang != "zh" else many.format(count=f"{count:,}")


def waiting_count(standing: Standing) -> int:
    """What the rail counts: what waits to be sent, else what came back. A desk without a hub waits for nothing."""
    view = standing.view
    return (view.saved or view.refused) if view is not None and view.hub is not None else 0
