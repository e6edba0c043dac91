"""The sentences about deputies, visits, duty and holidays: what happened, what is safe, what to do now."""

from desk.text import mark

DEPUTY_SENTENCES = {
    "deputy_unnamed": mark("A deputy has a name. Nothing was stored. Write it."),
    "deputy_unknown": mark("This deputy is not on the roster of this desk. Look at the list (deputies)."),
    "deputy_ambiguous": mark("{count} deputies have this name. Give the id of one: {candidates}."),
    "deputy_published": mark(
        "This entry was published above and is changed there alone. Nothing was changed. Ask the office that published "
        "it, or match your own entry with it."
    ),
    "deputy_itself": mark("These two entries are the same already. Nothing was changed."),
    "deputy_alike": mark(
        "Somebody of this name, level and group is on the roster already; both are kept. If they are one person, match "
        "them."
    ),
    "roster_nameless": mark("The table has no column of names. Nothing was stored."),
    "days_turned": mark("{field}: the last day comes before the first. Nothing was changed. Check both days."),
    "word_unknown": mark("This word is not known here. Known are: {known}."),
    "year_wrong": mark("This is no year that can be meant. Nothing was changed."),
    "holidays_none": mark(
        "A year without a day off cannot be right. Nothing was published. Name the days off of {year}."
    ),
    "day_of_other_year": mark("{day} is not a day of {year}. Nothing was published."),
    "day_kind_unknown": mark("{day}: a day is off or worked. Nothing was published."),
    "day_twice": mark("A day is named twice. Nothing was published. Check the days."),
    "work_on_weekday": mark(
        "{day} is a working day anyway; only a Saturday or Sunday is worked in exchange. Nothing was "
        "published. Check the day."
    ),
    "holidays_from_above": mark("{place} has published {year}: that counts here, and not what was saved now."),
    "not_a_form": mark("A form is a JSON object. Nothing was stored."),
}

DEPUTY_FIELDS = {
    "deputy_level": mark("Level of the deputy"),
    "group": mark("Deputy group"),
    "post": mark("Unit and post"),
    "year": mark("Year"),
    "since": mark("In office since"),
    "until": mark("In office until"),
}
