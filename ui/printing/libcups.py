"""The C library of the print service (libcups 2), and the few of its calls that the desk uses."""

import ctypes
from ctypes import CFUNCTYPE, c_char_p, c_double, c_int, c_size_t, c_void_p
from functools import lru_cache

SONAMES = ("libcups.so.2", "libcups.2.dylib")

_PASSWORD = CFUNCTYPE(c_char_p, c_char_p, c_void_p, c_char_p, c_char_p, c_void_p)
_CALLS: dict[str, tuple[type | None, tuple[type, ...]]] = {
    "cupsSetServer": (None, (c_char_p,)),
    "cupsSetPasswordCB2": (None, (_PASSWORD, c_void_p)),
    "cupsServer": (c_char_p, ()),
    "cupsUser": (c_char_p, ()),
    "cupsEncryption": (c_int, ()),
    "cupsLastError": (c_int, ()),
    "cupsGetDefault2": (c_char_p, (c_void_p,)),
    "cupsDoRequest": (c_void_p, (c_void_p, c_void_p, c_char_p)),
    "cupsStartDocument": (c_int, (c_void_p, c_char_p, c_int, c_char_p, c_char_p, c_int)),
    "cupsWriteRequestData": (c_int, (c_void_p, c_char_p, c_size_t)),
    "cupsFinishDocument": (c_int, (c_void_p, c_char_p)),
    "httpConnect2": (c_void_p, (c_char_p, c_int, c_void_p, c_int, c_int, c_int, c_int, c_void_p)),
    "httpSetTimeout": (None, (c_void_p, c_double, c_void_p, c_void_p)),
    "httpClose": (None, (c_void_p,)),
    "ippPort": (c_int, ()),
    "ippNewRequest": (c_void_p, (c_int,)),
    "ippDelete": (None, (c_void_p,)),
    "ippAddString": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_char_p, c_char_p)),
    "ippAddStrings": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_int, c_char_p, c_void_p)),
    "ippAddInteger": (c_void_p, (c_void_p, c_int, c_int, c_char_p, c_int)),
    "ippGetStatusCode": (c_int, (c_void_p,)),
    "ippFirstAttribute": (c_void_p, (c_void_p,)),
    "ippNextAttribute": (c_void_p, (c_void_p,)),
    "ippGetName": (c_char_p, (c_void_p,)),
    "ippGetValueTag": (c_int, (c_void_p,)),
    "ippGetCount": (c_int, (c_void_p,)),
    "ippGetInteger": (c_int, (c_void_p, c_int)),
    "ippGetBoolean": (c_int, (c_void_p, c_int)),
    "ippGetString": (c_char_p, (c_void_p, c_int, c_void_p)),
    "ippGetResolution": (c_int, (c_void_p, c_int, c_void_p, c_void_p)),
    "ippGetCollection": (c_void_p, (c_void_p, c_int)),
}


# Given to libcups in place of its own, which would ask for a password at the terminal and wait for ever.
no_password = _PASSWORD(lambda *_: None)


@lru_cache
def load() -> ctypes.CDLL | None:
    """The library with its calls declared, or None where it is not installed."""
    for name in SONAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for call, (answer, arguments) in _CALLS.items():
            function = getattr(library, call)
            function.restype, function.argtypes = answer, arguments
        return library
    return None
