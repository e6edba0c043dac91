"""Tokens, type, scale, room, icons and the style sheet."""

from ui.theme.icons import draw_icon, icon, pixmap
from ui.theme.look import Look, Room
from ui.theme.sheet import dress, load_fonts
from ui.theme.tokens import DARK, LIGHT, SCALES, TYPE

__all__ = [
    "DARK",
    "LIGHT",
    "SCALES",
    "TYPE",
    "Look",
    "Room",
    "draw_icon",
    "dress",
    "icon",
    "load_fonts",
    "pixmap",
]
