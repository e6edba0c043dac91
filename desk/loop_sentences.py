"""The sentences of errors about the steps of the closed loop and about telling: what happened, what is safe, what to
do now."""

from desk.text import mark

LOOP_SENTENCES = {
    "state_wrong": mark(
        "This step cannot be taken while the case stands at “{state}”. Nothing was written. Look at its timeline."
    ),
    "not_an_office": mark(
        "Cases are forwarded and answered by the town, the district or the city. Nothing was written here."
    ),
    "unit_missing": mark("Say which unit is in charge: one of the list, or its name. Nothing was written."),
    "outcome_missing": mark("Say what came of it: one of the five outcomes. Nothing was written."),
    "reply_missing": mark("Write the reply in words; nothing was written without them."),
    "note_missing": mark("Say in words what was done or found out (note). Nothing was written."),
    "record_missing": mark("Write down what was said at the table (record). Nothing was written."),
    "instruction_missing": mark("Write down the words of the instruction (text). Nothing was written."),
    "leader_missing": mark("Say whose instruction it is (actor). Nothing was written."),
    "adoption_missing": mark("Say whether it was adopted: F, P, R or N. Nothing was written."),
    "satisfaction_missing": mark("Say how the person finds it: S1, S2, S3 or S9. Nothing was written."),
    "link_missing": mark("Say what it is linked to: deputy or proposal. Nothing was written."),
    "link_number_missing": mark("The number of the deputy's suggestion or proposal is missing. Nothing was written."),
    "link_unknown": mark("{field}: known are {known}. Nothing was written."),
    "linked_already": mark("This case is linked to that number already. Nothing was written."),
    "not_linked": mark("This case is not linked to that number. Nothing was written. Look at its timeline."),
    "mediating": mark("This case is with the mediators already. Nothing was written."),
    "not_mediating": mark("This case is not with the mediators. Nothing was written."),
    "answered": mark("This case was answered already. Nothing was written. Look at its timeline."),
    "untold": mark("The person was not told yet; a case is filed only after that. Nothing was written."),
    "nothing_answered": mark(
        "Nothing was answered yet that could be handled again. Nothing was written; what the person says can be noted."
    ),
    "not_public": mark(
        "This person left a name or a telephone and did not agree to be made public. Nothing was written. Tell them by "
        "letter or in person, or correct the case when they agree."
    ),
    "no_phone": mark(
        "No telephone number is kept of this person. Nothing was written. Say how they were told: by letter, in person."
    ),
    "nobody_known": mark(
        "This person left no name and no telephone, so nobody can be called. Nothing was written. The answer goes on "
        "the board; who comes in again is told in person."
    ),
    "told_before": mark("This person was told already, on {day}; this was a call about the progress."),
    "nothing_to_tell": mark("There is nothing to put on the board: no answer has come yet. Nothing was written."),
    "not_reached": mark(
        "Who was not reached has said nothing: leave out what they said, or say that they were told. "
        "Nothing was written."
    ),
    "reached_missing": mark("Say first whether the person was reached. Nothing was written."),
    "reached_unknown": mark("Say whether the person was reached: {known}. Nothing was written."),
}
LOOP_FIELDS = {
    "number": mark("Number"),
    "on": mark("Day"),
    "next_try": mark("Next try"),
    "actor": mark("By whom"),
    "evidence": mark("Evidence"),
    "record": mark("Record of the talk"),
    "measures": mark("Measures"),
    "said": mark("What the person says"),
    "how": mark("How the person was told"),
    "satisfaction": mark("Satisfaction"),
    "attitude": mark("How it was handled"),
    "again": mark("Handle it again"),
    "adoption": mark("Adoption"),
    "link": mark("Linked to"),
    "reached": mark("Reached"),
}
