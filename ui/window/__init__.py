"""The window: what it shows, the keys that work everywhere, lock and look."""

from ui.window.window import Window
from ui.window.world import World

__all__ = ["Window", "World"]
