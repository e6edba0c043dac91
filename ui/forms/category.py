"""Where a matter belongs (分类): the seventeen categories, and under them the topics of the national tree."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.codes import Codes
from ui.forms.part import Form, FormPart
from ui.theme import Look
from ui.widgets.category import CategoryField

# Branches of the national tree (level 1) and the station's category they belong to; 纪检监察 belongs to none.
BRANCHES = {
    "农村农业": "01",
    "国土资源": "02",
    "城乡建设": "03",
    "劳动和社会保障": "04",
    "交通运输": "05",
    "卫生计生": "06",
    "民政": "07",
    "教育文体": "08",
    "环境保护": "09",
    "经济管理": "10",
    "商贸旅游": "11",
    "党务政务": "12",
    "政法": "13",
    "科技与信息产业": "14",
}


def tree_of(codes: Codes, lang: str) -> dict[str, tuple[str, ...]]:
    """Categories first, each a branch of its own; then the topics under them. Keys are codes of either list."""
    tree: dict[str, tuple[str, ...]] = {
        code: (f"{code} {label.say(lang)}",) for code, label in codes.lists["category"].items()
    }
    for code, (branch, second, third) in codes.topics.items():
        tree[code] = (*tree.get(BRANCHES.get(branch, ""), (branch,)), second, third)
    return tree


class _Field(CategoryField):
    def set_code(self, code: str | None) -> None:
        """In the field stands the short name: 03 城乡建设 › 住房物业 › 停车管理."""
        super().set_code(code)
        self.set_text(self.text().split("（")[0] + self.text().partition("）")[2])


class Category(FormPart):
    """A topic brings its category along; a category may stand alone."""

    def __init__(self, look: Look, codes: Codes) -> None:
        super().__init__(look)
        _ = look.say
        self._codes = codes
        self._category: str | None = None
        self._topic: str | None = None
        self.field = _Field(look, _("Category"), tree_of(codes, look.lang))
        self.field.chosen.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.field)
        self.setFocusProxy(self.field)

    def gather(self) -> Form:
        given = {"category": self._category, "topic_path": self._topic}
        return {name: code for name, code in given.items() if code}

    def show_form(self, form: Mapping[str, Any]) -> None:
        self._category = form.get("category") or None
        self._topic = form.get("topic_path") or form.get("topic") or None
        self.field.set_code(self._topic or self._category)

    def seal(self, sealed: bool) -> None:
        self.field.setReadOnly(sealed)

    def stops(self) -> list[QWidget]:
        return [self.field]

    def _take(self, code: str) -> None:
        topic = self._codes.topics.get(code)
        self._topic = code if topic else None
        self._category = (BRANCHES.get(topic[0], self._category) if topic else code) or None
        self.edited.emit()
