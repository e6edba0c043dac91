"""A person's words made fit for print. They are never markup; the record keeps what the print leaves out."""

import re
import unicodedata

from desk.paper.fonts import Weight, font_for

_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_COMBINED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f][\u0300-\u036f]+")
_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")  # full width in a Chinese font
_PHONE = re.compile(r"(?<!\d)(\d{3,4}(?:-\d{4})?) (\d{4})(?: (\d{4}))?(?!\d)")
_BLANKS = re.compile(r"\s+")
_FULL = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20"
_IDLE_BLANK = re.compile(f"(?<=[{_FULL}]) | (?=[{_FULL}])")  # a line break in the original


def clean(text: str) -> str:
    """Leaves out what cannot be seen (controls, bidi, zero-width, variation selectors); keeps numbers whole."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _INVISIBLE.sub("", text)
    text = _COMBINED.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)
    text = _APOSTROPHE.sub("'", text)
    return _PHONE.sub(lambda match: "\u00a0".join(part for part in match.groups() if part), text)


def one_line(text: str, most: int) -> str:
    """The first `most` code points without line breaks, …… for the rest. Costs the same however long the text."""
    seen = clean(text[: 4 * most])
    seen = _IDLE_BLANK.sub("", _BLANKS.sub(" ", seen.replace("\u00a0", "\0"))).replace("\0", "\u00a0").strip()
    return seen if len(seen) <= most and len(text) <= 4 * most else seen[:most] + "……"


def printable(text: str, weight: Weight, missing: list[str]) -> str:
    """Clean text in which a character no font has stands as 〔U+XXXX〕 and is named in `missing`."""
    text = clean(text)
    strange = {char for char in set(text) if char != "\n" and font_for(char, weight) is None}
    if not strange:
        return text
    for char in text:
        if char in strange and (name := f"U+{ord(char):04X}") not in missing:
            missing.append(name)
    return "".join(f"〔U+{ord(char):04X}〕" if char in strange else char for char in text)
