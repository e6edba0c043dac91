"""`oldest.py FOLDER`: what the binaries of the folder ask of the system they run on.

Prints the newest glibc and libstdc++ each of them needs, newest first, and the libraries that the system must have.
Fails where a binary asks for more than the oldest system served gives, or for a library that the .deb does not name.
"""

import sys
from collections import defaultdict
from pathlib import Path

from elf import Binary, Version, binaries

OLDEST = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25)}  # UOS 20 and Kylin V10: glibc 2.28, libstdc++ of gcc 8
GLIBC = "libc6 (>= 2.28)"
# Libraries that a desktop has and that must be its own, by the Debian package that brings them.
PACKAGES = {
    GLIBC: "ld-linux-x86-64.so.2 libc.so.6 libdl.so.2 libm.so.6 libpthread.so.0 libresolv.so.2 librt.so.1 libutil.so.1",
    "libstdc++6 (>= 8)": "libstdc++.so.6 libgcc_s.so.1",
    "libcups2": "libcups.so.2",
    "libdbus-1-3": "libdbus-1.so.3",
    "libegl1": "libEGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0 libgthread-2.0.so.0",
    "libgssapi-krb5-2": "libgssapi_krb5.so.2",
    "libwayland-client0": "libwayland-client.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
    "libx11-6": "libX11.so.6",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxcb1": "libxcb.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libzstd1": "libzstd.so.1",
    "zlib1g": "libz.so.1",
}
SYSTEM = {library: package for package, libraries in PACKAGES.items() for library in libraries.split()}


def too_new(found: dict[Path, Binary]) -> list[str]:
    """A line for each file that the oldest system cannot load."""
    return [
        f"{path} needs {family} {dotted(version)}; the oldest system served has {dotted(OLDEST[family])}"
        for path, binary in found.items()
        for family, version in binary.versions().items()
        if version > OLDEST.get(family, version)
    ]


def of_the_system(found: dict[Path, Binary]) -> dict[str, list[Path]]:
    """Libraries that are asked for and not in the folder, and by which files."""
    own = {path.name for path in found}
    asked = defaultdict(list)
    for path, binary in found.items():
        for library in binary.libraries():
            if library not in own:
                asked[library].append(path)
    return dict(asked)


def packages(found: dict[Path, Binary]) -> list[str]:
    """Debian packages that the folder stands on."""
    return sorted({SYSTEM[library] for library in of_the_system(found)})


def unknown(found: dict[Path, Binary]) -> list[str]:
    """A line for each library that is neither in the folder nor known to be in the system."""
    asked = of_the_system(found)
    return [f"{library} is asked for by {asked[library][0]}" for library in sorted(asked) if library not in SYSTEM]


def dotted(version: Version) -> str:
    return ".".join(map(str, version))


def tell(found: dict[Path, Binary]) -> None:
    """A line a binary, those that ask for the newest first."""
    needs = {path: binary.versions() for path, binary in found.items()}
    for path in sorted(needs, key=lambda path: [needs[path].get(family, ()) for family in OLDEST], reverse=True):
        print("  ".join(f"{family} {dotted(needs[path].get(family, ())):7}" for family in OLDEST), path)
    for family in OLDEST:
        newest = max((versions.get(family, ()) for versions in needs.values()), default=())
        print(f"newest {family} of {len(found)} binaries:", dotted(newest))
    print("of the system:", *sorted(of_the_system(found)))


def main(folder: Path) -> int:
    found = binaries(folder)
    tell(found)
    faults = too_new(found) + unknown(found)
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults or not found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
