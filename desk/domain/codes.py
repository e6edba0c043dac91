"""Code lists (代码表): what a code means in both languages. Loaded outside and handed down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Label(NamedTuple):
    """The words of one code; the lists are data that a district may edit, so they carry both languages."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


_NONE: Mapping[str, Label] = {}


@dataclass(frozen=True, eq=False)
class Codes:
    """All lists by name (channel, nature, category, identity, state, step ...), topics and divisions; `plain` words
    say nothing of what a text is about. `former`: by the list's name what was on it and must not be chosen any more,
    `elsewhere` what other places have on theirs: they are known when they are read."""

    lists: Mapping[str, Mapping[str, Label]]
    topics: Mapping[str, tuple[str, str, str]]
    divisions: Mapping[str, str]
    plain: frozenset[str] = frozenset()
    former: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)
    elsewhere: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)

    def has(self, name: str, code: str) -> bool:
        return code in self.lists[name]

    def label(self, name: str, code: str) -> Label:
        """The words of a code; an unknown one (from a newer list) speaks for itself."""
        known = (book[code] for book in self._books(name) if code in book)
        return next(known, Label(code, code))

    def knows(self, name: str, code: str) -> bool:
        """Whether it is on the list, was once, or is elsewhere."""
        return any(code in book for book in self._books(name))

    def _books(self, name: str) -> tuple[Mapping[str, Label], ...]:
        return self.lists[name], self.former.get(name, _NONE), self.elsewhere.get(name, _NONE)

    def find(self, name: str, word: str) -> str | None:
        """The code that `word` is, or whose Chinese or English words it is."""
        return _find(self.lists[name], word)

    def find_former(self, name: str, word: str) -> str | None:
        """The same of what must not be chosen any more."""
        return _find(self.former.get(name, _NONE), word)

    def topic_path(self, code: str) -> str:
        return " › ".join(self.topics.get(code, (code,)))

    def find_topic(self, path: str) -> str | None:
        """The code of a path such as 城乡建设/安全生产/事故处理 (also written with › or >), or of a code."""
        if path in self.topics:
            return path
        names = tuple(part.strip() for part in path.replace("›", "/").replace(">", "/").split("/"))
        return next((code for code, topic in self.topics.items() if topic == names), None)


def _find(book: Mapping[str, Label], word: str) -> str | None:
    return word if word in book else next((code for code, label in book.items() if word in label), None)


def read_codes(
    lists: Mapping[str, Iterable[Mapping[str, str]]],
    topics: Iterable[Mapping[str, str]],
    divisions: Iterable[Mapping[str, str]],
    plain: Iterable[Mapping[str, str]] = (),
) -> Codes:
    """Codes from the tables of resources/codes."""
    return Codes(
        {name: {row["code"]: Label(row["zh"], row["en"]) for row in rows} for name, rows in lists.items()},
        {row["code"]: (row["level1"], row["level2"], row["level3"]) for row in topics},
        {row["code"]: row["name"] for row in divisions},
        frozenset(row["word"] for row in plain),
    )
