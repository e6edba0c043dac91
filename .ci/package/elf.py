"""Reads of an ELF binary what it asks of the system: libraries, and versions of their symbols."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian: x86-64 and ARM computers alike
DYNAMIC, VERSIONS_NEEDED = 6, 0x6FFFFFFE  # types of sections
LIBRARY = 1  # DT_NEEDED
WEAK = 2
RELATIVE = (2, 36)  # GLIBC_ABI_DT_RELR: packed relocations, understood from there on

Version = tuple[int, ...]


class Section(NamedTuple):
    """A section header of ELF64."""

    name: int
    type: int
    flags: int
    address: int
    offset: int
    size: int
    link: int
    info: int
    alignment: int
    entry: int


class Binary:
    """A program or a shared library."""

    def __init__(self, image: bytes) -> None:
        self._image = image
        (start,) = struct.unpack_from("<Q", image, 40)
        size, count = struct.unpack_from("<HH", image, 58)
        self._sections = [Section(*struct.unpack_from("<IIQQQQIIQQ", image, start + size * at)) for at in range(count)]

    def libraries(self) -> list[str]:
        """Names of the libraries it is loaded with."""
        return [
            self._string(section, value)
            for section in self._sections
            if section.type == DYNAMIC
            for tag, value in struct.iter_unpack("<qQ", self._image[section.offset : section.offset + section.size])
            if tag == LIBRARY
        ]

    def versions(self) -> dict[str, Version]:
        """The newest version of each family of symbols that the loader insists on, as {"GLIBC": (2, 17)}."""
        newest: dict[str, Version] = {}
        for section in self._sections:
            if section.type != VERSIONS_NEEDED:
                continue
            for name in self._needs(section):
                family, version = read_version(name)
                newest[family] = max(newest.get(family, ()), version)
        return {family: version for family, version in newest.items() if version}

    def _needs(self, section: Section) -> Iterator[str]:
        """Walks the chain of libraries (`info` of them) and of each library's versions."""
        place = section.offset
        for _ in range(section.info):
            _format, count, _file, first, following = struct.unpack_from("<HHIII", self._image, place)
            version = place + first
            for _ in range(count):
                _hash, flags, _other, name, step = struct.unpack_from("<IHHII", self._image, version)
                if not flags & WEAK:
                    yield self._string(section, name)
                version += step
            place += following

    def _string(self, section: Section, offset: int) -> str:
        start = self._sections[section.link].offset + offset
        return self._image[start : self._image.index(b"\0", start)].decode()


def read_version(name: str) -> tuple[str, Version]:
    """("GLIBC", (2, 17)) of "GLIBC_2.17"; no numbers where the name has none."""
    if name == "GLIBC_ABI_DT_RELR":
        return "GLIBC", RELATIVE
    found = re.fullmatch(r"([A-Z]+)_([\d.]+)", name)
    return (found[1], tuple(map(int, found[2].split(".")))) if found else (name, ())


def binaries(folder: Path) -> dict[Path, Binary]:
    """Every ELF file of a folder by its path inside; links are left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    images = ((path, path.read_bytes()) for path in files)
    return {path.relative_to(folder): Binary(image) for path, image in images if image.startswith(MAGIC)}
