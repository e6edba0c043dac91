"""The one catalogue: every sentence a person reads, on screen, paper and command line.

English is the source; the language is an argument. Mark with `_("…")` where a `Say` called `_` is at hand, with
`mark("…")` where the words are only kept. Placeholders are filled after translation: `_("… {name}").format(name=name)`.
"""

import gettext
from collections.abc import Callable
from functools import lru_cache

from desk import resources
from desk.errors import DeskError

Say = Callable[[str], str]
LANGUAGES = ("zh", "en")
DEFAULT = "zh"
_LOCALES = {"zh": "zh_CN"}


def mark(message: str) -> str:
    """Marks a message for the catalogue and leaves it English."""
    return message


@lru_cache
def say_in(lang: str) -> Say:
    """The translator of a language: `_ = say_in("zh")`."""
    if lang not in _LOCALES:
        return mark
    folder = resources.path("i18n")
    return gettext.translation("desk", folder, [_LOCALES[lang]]).gettext
