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
    "day_list_wrong": mark(
        "{text}: this cannot be read as days of {year}. Nothing was published. Write 10-1 for one day, 10-1~10-7 for "
        "several."
    ),
    "day_twice": mark("A day is named twice. Nothing was published. Check the days."),
    "work_on_weekday": mark(
        "{day} is a working day anyway; only a Saturday or Sunday is worked in exchange. Nothing was "
        "published. Check the day."
    ),
    "holidays_from_above": mark("{place} has published {year}: that counts here, and not what was saved now."),
    "visit_unknown": mark("There is no visit of this number here. Look at the list (visit list)."),
    "visit_ambiguous": mark("{count} visits have this number. Give the id of one: {candidates}."),
    "visit_recorded": mark("This visit was recorded before. Nothing was written."),
    "visit_withdrawn": mark("This visit was struck out; it cannot be changed any more. Record it anew if it was held."),
    "visit_kind_missing": mark(
        "Say what kind of activity it was: visit, inspection tour, study and so on. Nothing was stored."
    ),
    "visit_deputies_missing": mark("Name at least one deputy who took part. Nothing was stored."),
    "field_missing": mark("{field}: this is needed on the record. Nothing was changed. Write it."),
    "deputies_wrong": mark("{field}: a list of names or ids is expected. Nothing was changed."),
    "opinions_wrong": mark("{field}: a list of texts is expected. Nothing was changed."),
    "opinion_unknown": mark("There is no opinion of this number; the visit has {count}. Nothing was changed."),
    "opinion_has_case": mark(
        "This opinion has become a case already; its words stay as they are. Correct the case instead."
    ),
    "deputy_not_there": mark("This deputy did not take part in it. Nothing was changed."),
    "kind_of_file": mark("This kind of file cannot be written. Nothing was written. Name one that ends in {known}."),
    "not_a_form": mark("A form is a JSON object. Nothing was stored."),
}

DEPUTY_FIELDS = {
    "deputy_level": mark("Level of the deputy"),
    "group": mark("Deputy group"),
    "post": mark("Unit and post"),
    "year": mark("Year"),
    "visit_kind": mark("Kind of activity"),
    "survey_group": mark("Survey group"),
    "minutes": mark("Minutes"),
    "community": mark("Contact in the community"),
    "counted": mark("Counts as duty"),
    "venue": mark("Place of the activity"),
    "organiser": mark("Organised by"),
    "visited": mark("Who was visited"),
    "seen": mark("What was seen"),
    "topic": mark("Topic of the study"),
    "handed_to": mark("Handed to"),
    "feedback": mark("What came back"),
    "opinions": mark("Opinions"),
    "opinion": mark("Opinion"),
    "since": mark("In office since"),
    "until": mark("In office until"),
}
