"""Asking for a file: one that is there, or where one shall go."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(on: QWidget, title: str, kinds: Sequence[str], proposed: str = "") -> QFileDialog:
    """An open dialog that waits beside the page; with a `proposed` name it asks where to save. `kinds` are name
    filters, the first for what is proposed."""
    dialog = QFileDialog(on, title, str(Path.home()))
    dialog.setNameFilters(list(kinds))
    if proposed:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(proposed).suffix.removeprefix("."))
        dialog.selectFile(proposed)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
