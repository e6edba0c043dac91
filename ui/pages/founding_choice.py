"""The first run, step 1: whose computer this is."""

from PySide6.QtCore import Qt

from ui.pages.founding_parts import Step, question
from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.offer import Offer, offers

NEW, JOIN, RESTORE, SAMPLE = "new", "join", "restore", "sample"


class ChoiceStep(Step):
    """Four ways to begin; the arrows choose, Enter goes on."""

    number = 1

    def __init__(self, look: Look) -> None:
        super().__init__()
        _ = look.say
        title = _("Whose computer is this?")
        below = _("Choose one and press Enter. If it was the wrong one, Esc comes back.")
        first = _("A village, a town, a building, a liaison station. It works alone at once; an office can come later.")
        join = _("You hold a code of 8 digits from the office. It is good for 10 minutes.")
        restore = _("From a backup file, with the password or the recovery code.")
        sample = _("Made-up cases to try everything with. Nothing in it is real.")
        self.choice = offers(
            look,
            title,
            (
                Offer(NEW, _("Set up a new station"), icon="house", below=first),
                Offer(JOIN, _("Join an office that is there already"), icon="link", below=join),
                Offer(RESTORE, _("Another computer: bring the station back"), icon="archive-restore", below=restore),
                Offer(SAMPLE, _("Look at the sample station first"), icon="eye", below=sample),
            ),
            NEW,
        )
        column(look, *question(title, below), 12, self.choice, None, gap=8, on=self)

    def arrive(self) -> None:
        self.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def code(self) -> str:
        return self.choice.code() or NEW

    def typed(self) -> str:
        return self.code()

    def fill(self, typed: object) -> None:
        self.choice.set_code(str(typed or NEW))
