"""How a digest begins: who suggested it, by identity, masked name and town."""

from collections.abc import Sequence
from datetime import timedelta

from desk.paper.cleaning import one_line
from desk.paper.office import comma
from desk.paper.wording import month_name
from desk.reads.digest_views import DigestPaperView, SuggesterView
from desk.text import Say, mark, say_in

MOST_NAMED = 3
RECENT = timedelta(days=31)
_NAME, _WORDS = 50, 40  # code points that are read of each
_HERE = {
    "town": mark("in our town"),
    "district": mark("in our district"),
    "city": mark("in our city"),
}


def opening(view: DigestPaperView, lang: str) -> str:
    """近日，我区一位党外人士（姜*，亭林镇）通过人民建议征集信箱提出建议，摘要如下："""
    _ = say_in(lang)
    if not view.suggesters:
        return _("In short:")
    named = [_who(one, lang) for one in view.suggesters[:MOST_NAMED]]
    who = comma(lang).join(named)
    if len(view.suggesters) > MOST_NAMED:
        who = _("{who} and others, {count} in all,").format(who=who, count=len(view.suggesters))
    facts = {"when": _when(view, _), "here": _(_HERE[view.level]) if view.level in _HERE else "", "who": who}
    channel = _channel(view.suggesters, lang)
    if channel:
        return _("{when}{who} {here} made a suggestion through {channel}. In short:").format(channel=channel, **facts)
    return _("{when}{who} {here} made a suggestion. In short:").format(**facts)


def _who(one: SuggesterView, lang: str) -> str:
    """一位党外人士（姜*，亭林镇）."""
    _ = say_in(lang)
    identity = one_line(one.identity.say(lang), _WORDS) if one.identity else _("member of the public")
    said = _("one {identity}, an organisation").format(identity=identity) if one.organisation else ""
    said = said or _("one {identity}").format(identity=identity)
    name = _("anonymous") if one.anonymous else one_line(one.name, _NAME)
    detail = ("，" if lang == "zh" else ", ").join(filter(None, (name, one_line(one.town, _WORDS))))
    return _("{who} ({detail})").format(who=said, detail=detail) if detail else said


def _when(view: DigestPaperView, _: Say) -> str:
    first = min(one.received for one in view.suggesters)
    if view.day - first <= RECENT:
        return _("Recently, ")
    return _("Since {month} {year}, ").format(month=month_name(_, first), year=first.year)


def _channel(suggesters: Sequence[SuggesterView], lang: str) -> str:
    """The one way by which all of it came; empty where there were several."""
    said = {one.channel for one in suggesters}
    channel = said.pop() if len(said) == 1 else None
    return one_line(channel.say(lang), _WORDS) if channel else ""
