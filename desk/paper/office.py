"""How papers name deputies (代表): public office, so in full, with level and group."""

from collections.abc import Iterable, Sequence

from desk.paper.cleaning import one_line
from desk.reads.reception_views import DeputyView
from desk.text import Say, say_in

_NAME, _WORDS = 50, 40  # code points that are read of each


def comma(lang: str) -> str:
    return "、" if lang == "zh" else ", "


def name_of(deputy: DeputyView) -> str:
    return one_line(deputy.name, _NAME)


def names_of(deputies: Iterable[DeputyView], lang: str) -> str:
    return comma(lang).join(name_of(deputy) for deputy in deputies)


def level_of(deputy: DeputyView, lang: str) -> str:
    return one_line(deputy.level.say(lang), _WORDS)


def group_of(deputy: DeputyView, lang: str, _: Say) -> str:
    """山阳代表组; empty where none is known."""
    return _("{group} group").format(group=one_line(deputy.group.say(lang), _WORDS)) if deputy.group else ""


def with_office(deputy: DeputyView, lang: str) -> str:
    """蒋某（镇人大代表，山阳代表组）."""
    _ = say_in(lang)
    held = [words for words in (level_of(deputy, lang), group_of(deputy, lang, _)) if words]
    between = "，" if lang == "zh" else ", "
    return _("{name} ({office})").format(name=name_of(deputy), office=between.join(held))


def by_level(deputies: Sequence[DeputyView], lang: str) -> list[tuple[str, str]]:
    """Level and names, from the highest level as the roster has them: for more deputies than have a line each."""
    order = {code: at for at, code in enumerate("NCDTX")}
    levels: dict[str, list[DeputyView]] = {}
    for deputy in sorted(deputies, key=lambda one: order.get(one.congress, len(order))):
        levels.setdefault(level_of(deputy, lang), []).append(deputy)
    return [(level, names_of(held, lang)) for level, held in levels.items()]
