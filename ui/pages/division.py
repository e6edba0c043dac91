"""Where a station lies: division codes (统计用区划代码, 12 digits) looked up by code or by name."""

from collections.abc import Mapping

from desk.domain.codes import Codes

Divisions = Mapping[str, str]
MOST = 4


def divisions_of(codes: Codes) -> Divisions:
    return codes.divisions


def path_of(code: str, divisions: Divisions) -> str:
    """The known names from the city down to the code: 上海市 金山区 山阳镇."""
    upwards = dict.fromkeys((code[:2] + "0" * 10, code[:6] + "0" * 6, code[:9] + "0" * 3, code))
    return " ".join(divisions[part] for part in upwards if part in divisions)


def level_of(code: str) -> str:
    """The level that the zeros at the end of a code speak of."""
    for zeros, level in ((10, "city"), (6, "district"), (3, "town")):
        if code.endswith("0" * zeros):
            return level
    return "village"


def is_code(text: str) -> bool:
    return len(text) == 12 and text.isascii() and text.isdigit()


def find(text: str, divisions: Divisions) -> tuple[str, ...]:
    """Codes whose names hold all the words typed, or that begin with the digits typed; at most four."""
    words = text.split()
    if not words or is_code(text):
        return ()
    if text.isdigit():
        return tuple(code for code in divisions if code.startswith(text))[:MOST] if len(text) >= 6 else ()
    hits = (code for code in divisions if all(word in path_of(code, divisions) for word in words))
    return tuple(sorted(hits, key=lambda code: (words[-1] not in divisions[code], len(divisions[code]))))[:MOST]
