"""The station of the interface's tests and who sits there."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.pages.gate import StationWords

WORDS = StationWords("310116113000", "晨光居民区征集点", "point", "卫某")
PASSWORD = "晨光-123456"
Show = Callable[..., QWidget]
