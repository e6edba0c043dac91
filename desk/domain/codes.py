"""Code lists (代码表): what a code means in both languages. Loaded outside and handed down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Label(NamedTuple):
    """The words of one code; the lists are data that a district may edit, so they carry both languages."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Codes:
    """All lists by name (channel, nature, category, identity, state, step ...), topics and divisions; `plain` words
    say nothing of what a text is about."""

    lists: Mapping[str, Mapping[str, Label]]
    topics: Mapping[str, tuple[str, str, str]]
    divisions: Mapping[str, str]
    plain: frozenset[str] = frozenset()

    def has(self, name: str, code: str) -> bool:
        return code in self.lists[name]

    def label(self, name: str, code: str) -> Label:
        """The words of a code; an unknown one (from a newer list) speaks for itself."""
        return self.lists[name].get(code, Label(code, code))

    def find(self, name: str, word: str) -> str | None:
        """The code that `word` is, or whose Chinese or English words it is."""
        if word in self.lists[name]:
            return word
        return next((code for code, label in self.lists[name].items() if word in label), None)

    def topic_path(self, code: str) -> str:
        return " › ".join(self.topics.get(code, (code,)))

    def find_topic(self, path: str) -> str | None:
        """The code of a path such as 城乡建设/安全生产/事故处理 (also written with › or >), or of a code."""
        if path in self.topics:
            return path
        names = tuple(part.strip() for part in path.replace("›", "/").replace(">", "/").split("/"))
        return next((code for code, topic in self.topics.items() if topic == names), None)


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
