"""Fonts, palette and style sheet, put on the application once for each look."""

import re
from functools import lru_cache

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desk import resources
from ui.theme.look import Look

FONTS = ("NotoSansSC_400Regular.ttf", "NotoSansSC_600SemiBold.ttf")
_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.Accent: "accent",
}


@lru_cache
def load_fonts() -> tuple[int, ...]:
    """Registers the shipped fonts once in the life of the application."""
    return tuple(
        QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        for name in FONTS
        if resources.path("fonts", name).is_file()
    )


def palette(look: Look) -> QPalette:
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, look.color(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.color("disabled"))
    return made


def sheet(look: Look) -> str:
    """style.qss with $tokens put in and every length scaled; hairlines stay hairlines."""
    text = resources.path("style.qss").read_text(encoding="utf-8")
    text = re.sub(r"\$(\w+)", lambda word: look.hex(word[1]), text)

    def grown(length: re.Match[str]) -> str:
        number = int(length[1])
        return f"{number if number <= 1 else look.px(number)}px"

    return re.sub(r"\b(\d+)px", grown, text)


def dress(app: QApplication, look: Look) -> None:
    """Gives the application this look; costs 0.3 s with a page open, so only at start and on request."""
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(look.font("body"))
    app.setPalette(palette(look))
    app.setStyleSheet(sheet(look))
    _speak_qt(app, look.lang)


def _speak_qt(app: QApplication, lang: str) -> None:
    """Qt's own words (context menus) in the language of the desk."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if lang == "zh":
        words = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load("qtbase_zh_CN", folder):
            app.installTranslator(words)
