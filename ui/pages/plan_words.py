"""Plans and receptions in words."""

from desk.domain.recurrence import EVEN, ODD, Rule
from desk.reads.plans import PlanView
from desk.reads.reception_views import DeputyView, SessionRow
from desk.text import mark
from ui.forms.reception_form import MOVED, NTH
from ui.theme import Look
from ui.widgets import moment

STATES = {
    "planned": mark("planned"),
    "open": mark("under way"),
    "closed": mark("closed"),
    "cancelled": mark("cancelled"),
}


def rule_words(look: Look, rule: Rule) -> str:
    """每月 15 日（单月）, 每月第一个星期二, 每周二, 11 月 24 日."""
    _ = look.say
    if rule.how == "once":
        return moment.whole_day(rule.since, look.lang)
    weekday = "" if rule.weekday is None else _weekday(look, rule.weekday)
    if rule.how == "weekly":
        said = _("every {weekday}").format(weekday=weekday)
    elif rule.how == "weekday":
        said = _("the {nth} {weekday} of the month").format(nth=_(NTH[rule.nth or 1]), weekday=weekday)
    elif rule.day == 31:
        said = _("the last day of the month")
    else:
        said = _("day {day} of the month").format(day=rule.day)
    months = _("odd months") if rule.months == ODD else _("even months") if rule.months == EVEN else ""
    return _("{said} ({months})").format(said=said, months=months) if months else said


def plan_words(look: Look, plan: PlanView) -> str:
    """Its hours, where, with whom, and what happens on days off."""
    _ = look.say
    parts = [f"{plan.starts}-{plan.ends}", plan.room, names(look, plan.deputies)]
    if plan.rule.how != "once":
        parts.append(_("on days off: {moved}").format(moved=_(MOVED[plan.rule.moved])))
    if plan.ended is not None:
        parts.append(_("ends {day}").format(day=moment.day(plan.ended, look.lang)))
    return "·".join(filter(None, parts))


def names(look: Look, deputies: tuple[DeputyView, ...]) -> str:
    return ("、" if look.lang == "zh" else ", ").join(one.name for one in deputies if one.name)


def mark_words(look: Look, row: SessionRow) -> str:
    """What a day of the calendar is marked with."""
    return " ".join(filter(None, (look.say("Deputies receive constituents"), row.starts, look.say(STATES[row.state]))))


def _weekday(look: Look, number: int) -> str:
    return f"星期{moment.DAYS_ZH[number]}" if look.lang == "zh" else moment.DAYS_EN[number]
