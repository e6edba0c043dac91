"""The sentences about papers and printers: what happened, what is safe, what to do now."""

from desk.text import mark

PAPER_SENTENCES = {
    "size_not_offered": mark("This does not come on paper of the size {size}. It comes on: {offered}."),
    "appendix_not_offered": mark("The whole text is printed behind a receipt on A5 only. Ask for A5."),
    "size_not_taken": mark(
        "This printer has no sheet on which A5 can be read. The case is saved (number {number}). Choose another "
        "printer or 80 mm paper, then press Ctrl+P."
    ),
    "trial_not_taken": mark(
        "This printer has no sheet on which A5 can be read. Choose another printer or 80 mm paper."
    ),
    "not_guided": mark("This case is handled here, so there is no guidance slip. Print its receipt."),
    "reason_unknown": mark("There are no doors for {reason}. Known are: {known}."),
    "not_doors": mark("Doors are a list of name, phone and detail. Nothing was changed."),
    "doors_missing": mark("At least one door is needed, or nobody knows where to go. Nothing was changed."),
    "doors_too_many": mark("At most {most} doors fit on the slip. Nothing was changed. Take one away."),
    "door_unnamed": mark("Row {row}: the door has no name. Nothing was changed. Name it or clear the row."),
    "no_printer": mark("No printer is set up on this computer. The case is saved. Set one up, then press Ctrl+P."),
    "no_such_printer": mark(
        "There is no printer of this name any more. The case is saved (number {number}). Choose "
        "another printer, then press Ctrl+P."
    ),
    "queue_rejecting": mark(
        "The printer does not take jobs. The case is saved (number {number}). Check the printer, then press Ctrl+P."
    ),
    "queue_disabled": mark(
        "The printer is paused. The slip (number {number}) waits in its queue; the case is saved. "
        "Resume the printer, or press Ctrl+P for another one."
    ),
    "cups_down": mark(
        "The printing service does not answer. The case is saved (number {number}). Start it, then press Ctrl+P."
    ),
    "letter_waits": mark(
        "The printer is paused. The letter (number {number}) waits in its queue; the reply is saved. Resume the "
        "printer."
    ),
    "no_a4_printer": mark(
        "No printer here has A4 paper, which the letter needs. The reply is saved (number {number}). Connect one, "
        "then press Ctrl+P."
    ),
    "printing_failed": mark(
        "The printer does not answer. The case is saved (number {number}). Check the printer, then press Ctrl+P."
    ),
}
