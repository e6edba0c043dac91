"""What .ci/package reads of binaries, tried on binaries made here byte by byte and on the Python that runs this."""

import struct
import sys
from pathlib import Path

import pytest

from tests.package.scripts import load

elf, oldest = load("elf"), load("oldest")

HEADER, SECTION = 64, 64


def made_binary(versions: list[tuple[str, int]], libraries: list[str]) -> bytes:
    """An ELF file that asks for these (version, flags) of libc.so.6, and to be loaded with these libraries."""
    names = ["libc.so.6", *(name for name, _ in versions), *libraries]
    strings = b"\0" + b"".join(name.encode() + b"\0" for name in names)
    at = {name: strings.index(b"\0" + name.encode() + b"\0") + 1 for name in names}
    needs = struct.pack("<HHIII", 1, len(versions), at["libc.so.6"], 16, 0)
    for left, (name, flags) in zip(range(len(versions) - 1, -1, -1), versions, strict=True):
        needs += struct.pack("<IHHII", 0, flags, 2, at[name], 16 if left else 0)
    dynamic = b"".join(struct.pack("<qQ", 1, at[name]) for name in libraries) + struct.pack("<qQ", 0, 0)
    parts = [(3, strings, 0, 0), (elf.VERSIONS_NEEDED, needs, 0, 1), (elf.DYNAMIC, dynamic, 0, 0)]
    image, table = b"", b""
    for kind, content, link, info in parts:
        table += struct.pack("<IIQQQQIIQQ", 0, kind, 0, 0, HEADER + len(image), len(content), link, info, 1, 0)
        image += content
    header = elf.MAGIC + bytes(34) + struct.pack("<QIHHHHHH", HEADER + len(image), 0, HEADER, 0, 0, SECTION, 3, 0)
    return bytes(header) + image + table


def test_the_newest_version_of_each_family_is_read():
    binary = elf.Binary(made_binary([("GLIBC_2.4", 0), ("GLIBC_2.17", 0), ("GLIBCXX_3.4", 0), ("GLIBC_2.9", 0)], []))
    assert binary.versions() == {"GLIBC": (2, 17), "GLIBCXX": (3, 4)}


def test_a_version_that_may_be_missing_is_not_asked_for():
    assert elf.Binary(made_binary([("GLIBC_2.3", 0), ("GLIBC_2.34", elf.WEAK)], [])).versions() == {"GLIBC": (2, 3)}


def test_packed_relocations_ask_for_the_glibc_that_reads_them():
    assert elf.Binary(made_binary([("GLIBC_ABI_DT_RELR", 0)], [])).versions() == {"GLIBC": (2, 36)}


def test_the_libraries_are_read():
    assert elf.Binary(made_binary([], ["libm.so.6", "libcups.so.2"])).libraries() == ["libm.so.6", "libcups.so.2"]


def test_a_real_binary_is_read():
    """Python itself stands on libc, whatever else."""
    binary = elf.Binary(Path(sys.executable).resolve().read_bytes())
    assert "libc.so.6" in binary.libraries()
    assert (2, 2) <= binary.versions()["GLIBC"] < (3,)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text("\x7fELF is not how this begins", encoding="utf-8")
    (tmp_path / "libown.so").write_bytes(made_binary([("GLIBC_2.28", 0)], ["libc.so.6"]))
    return tmp_path


def test_what_the_oldest_system_has_passes(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert oldest.main(folder) == 0
    assert "newest GLIBC of 1 binaries: 2.28" in capsys.readouterr().out


def test_a_binary_that_is_too_new_is_named(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "new.so").write_bytes(made_binary([("GLIBC_2.29", 0)], []))
    assert oldest.main(folder) == 1
    assert "new.so needs GLIBC 2.29; the oldest system served has 2.28" in capsys.readouterr().err


def test_a_library_that_nobody_brings_is_named(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "more.so").write_bytes(made_binary([], ["libown.so", "libstrange.so.1"]))
    assert oldest.main(folder) == 1
    assert "libstrange.so.1 is asked for by more.so" in capsys.readouterr().err


def test_an_empty_folder_proves_nothing(tmp_path: Path):
    assert oldest.main(tmp_path) == 1


def test_the_debian_packages_of_a_folder_are_named(folder: Path):
    assert oldest.packages(elf.binaries(folder)) == [oldest.GLIBC]
