"""A window as a screen reader finds it: every visible part with its role and name, through QAccessible."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton, Role.Link, Role.MenuItem, Role.ButtonMenu, Role.PageTab}
TYPED = {Role.EditableText, Role.SpinBox, Role.ComboBox}
READ = {Role.StaticText, Role.List, Role.Tree, Role.Table, Role.Grouping, Role.ListItem, Role.TreeItem, Role.Document}
HOLDERS = {Role.Client, Role.ScrollBar, Role.Window, Role.LayeredPane, Role.Pane, Role.Slider, Role.Border}


@dataclass(frozen=True)
class Part:
    """One part: `focus` tells whether keys can reach it."""

    role: Role
    name: str
    focus: bool
    kind: str


def parts(window: QWidget) -> Iterator[Part]:
    """Everything that can be seen, from the window down."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    yield from _below(root)


def _below(one: QAccessibleInterface) -> Iterator[Part]:
    for number in range(one.childCount()):
        child = one.child(number)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        widget = child.object()
        if isinstance(widget, QWidget):
            if not widget.isVisible():
                continue
            name = child.text(QAccessible.Text.Name)
            yield Part(child.role(), name, bool(child.state().focusable), type(widget).__name__)
        yield from _below(child)


def faults(window: QWidget) -> list[str]:
    """Controls without a name, and parts that keys reach and whose role tells nothing."""
    found = []
    for part in parts(window):
        if part.role in PRESSED | TYPED and not part.name.strip():
            found.append(f"nameless: {part.kind}, {part.role.name}")
        if part.focus and part.role in HOLDERS and not part.name.strip():
            found.append(f"keys reach a {part.kind} that says nothing, {part.role.name}")
    return sorted(set(found))
