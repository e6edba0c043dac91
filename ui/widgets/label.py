"""Words on the page, never markup, in the styles of the type scale."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(text: str, style: str = "body", colour: str | None = None, *, wrap: bool = False) -> QLabel:
    """`style` is a name of the type scale; `colour` one of text, text2, text3, accent, red, amber, on."""
    words = QLabel()
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setText(text)
    words.setProperty("t", style)
    if colour:
        words.setProperty("c", colour)
    words.setWordWrap(wrap)
    return words


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Changes properties the style sheet looks at and polishes this one widget again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
