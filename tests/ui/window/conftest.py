"""The window on a real station."""

from plain_window import open_window, printer

__all__ = ["open_window", "printer"]
