"""The sentences about the list of units."""

from desk.text import mark

UNIT_SENTENCES = {
    "unit_unnamed": mark("A unit needs a name. Nothing was changed."),
    "unit_unknown": mark(
        "There is no unit {unit} on the list. Nothing was changed. Choose one of the list, or write its name."
    ),
    "unit_known": mark("{unit} is on the list already. Nothing was changed."),
    "unit_retired": mark(
        "{unit} is no longer on the list. Nothing was forwarded. Choose another unit, or put it on the list again."
    ),
    "unit_published": mark("{place} has published {unit}; it is changed there. Nothing was changed."),
    "units_nameless": mark("The table has no column with the names of units. Nothing was stored."),
}
UNIT_FIELDS = {"english": mark("In English")}
