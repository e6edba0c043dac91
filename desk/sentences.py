"""The sentences of errors and warnings: what happened, what is safe, what to do now. One for every code."""

from desk.clock_sentences import CLOCK_FIELDS, CLOCK_SENTENCES
from desk.deputy_sentences import DEPUTY_FIELDS, DEPUTY_SENTENCES
from desk.digest_sentences import DIGEST_FIELDS, DIGEST_SENTENCES
from desk.hub_sentences import HUB_SENTENCES
from desk.loop_sentences import LOOP_FIELDS, LOOP_SENTENCES
from desk.merging_sentences import MERGING_SENTENCES
from desk.paper_sentences import PAPER_SENTENCES
from desk.reception_sentences import RECEPTION_FIELDS, RECEPTION_SENTENCES
from desk.text import mark
from desk.transfer_sentences import TRANSFER_FIELDS, TRANSFER_SENTENCES
from desk.unit_sentences import UNIT_FIELDS, UNIT_SENTENCES

SENTENCES = {
    "nothing_said": mark(
        "Nothing is written down yet. Write the own words, the topic or the main cause; then it can be saved."
    ),
    "text_too_long": mark(
        "{field}: {length} characters are too many; {most} fit. Nothing was changed. Shorten it or "
        "attach the rest on paper."
    ),
    "text_has_nul": mark(
        "{field}: there is an invisible character (NUL) in the text. Nothing was changed. Copy it "
        "again from another place."
    ),
    "text_is_broken": mark(
        "{field}: a character in the text is broken. Nothing was changed. Copy it again or type it."
    ),
    "not_text": mark("{field}: text is expected here. Nothing was stored."),
    "not_an_object": mark("{field}: a group of fields is expected here. Nothing was stored."),
    "not_yes_or_no": mark("{field}: true or false is expected here. Nothing was stored."),
    "code_unknown": mark("{field}: this is not in the list. Nothing was changed. Choose one of the list."),
    "people_wrong": mark("People: a whole number from 1 to {most} is needed."),
    "division_wrong": mark("The station code has 12 digits. Check it with the town."),
    "date_wrong": mark("{field}: this is no date. Write it like 2026-10-12 19:15."),
    "date_future": mark("{field}: this date has not come yet. Check the date and this computer's clock."),
    "date_too_early": mark("{field}: a date before {year} cannot be right. Check the year."),
    "anonymous_with_name": mark(
        "Anonymous is ticked but a name or phone is filled in. Clear them or take the tick away."
    ),
    "accusation_has_text": mark(
        "For an accusation nothing is written down here; nothing was stored. Guide the person to the "
        "discipline inspection office with a sealed letter."
    ),
    "phone_wrong": mark(
        "The phone number has {digits} digits, {needed} are needed. Complete it, or clear it; it can be saved without."
    ),
    "phone_odd": mark("This does not look like a phone number. You can save it as it is."),
    "no_title": mark("No topic yet. You can save without it."),
    "no_main_cause": mark("No main cause yet. You can save without it."),
    "no_proposal": mark("No proposal yet. You can save without it."),
    "no_name": mark("No name yet. You can save without it, or tick anonymous."),
    "no_contact": mark("No phone or address: we could not tell this person the result."),
    "group_over_five": mark("More than {most} people came: ask them to choose at most {most} speakers."),
    "notice_not_given": mark("Tell the person how their personal information is used, then tick the box."),
    "holidays_missing": mark("The holidays of {year} are not in the table yet; the promise counts by weekends."),
    "numbers_used_up": mark("No free number was found. Nothing was stored. Run a check with “doctor”."),
    "number_unknown": mark("No case has the number {number}. Check the digits on the slip."),
    "number_ambiguous": mark("{count} cases have these digits: {candidates}. Give more digits."),
    "case_unknown": mark("This case is not on this desk."),
    "not_a_sample": mark("This is a real station; samples are only loaded into a sample station."),
    "case_read_only": mark(
        "This case holds facts of a newer version; it can be read but not changed until this desk is upgraded."
    ),
    "sheet_unknown": mark(
        "{number} stands on no sheet of this station. Check the digits at the top of the sheet; "
        "a case without a sheet needs no number."
    ),
    "sheet_struck": mark("The sheet {number} was struck out. Nothing was stored. Check the digits at its top."),
    "sheet_keyed": mark("The sheet {number} is in the records already. Nothing was stored a second time."),
    "count_wrong": mark("From 1 to {most} at a time."),
    "nothing_to_show": mark("No name, telephone or address is stored with this case."),
    "nothing_to_correct": mark("Nothing differs from what is stored; nothing was written."),
    "withdrawn": mark("This case was withdrawn by the person; it cannot be changed any more."),
    "accusation": mark("An accusation is handed on sealed; no step is taken here. Nothing was written."),
    **MERGING_SENTENCES,
    **UNIT_SENTENCES,
    "no_office_contact": mark("Nobody is named who can be asked about this reply. You can save without it."),
    "no_promise_date": mark("A promise without a day: by when? You can save without it."),
    "units_too_many": mark("{field}: at most {most} fit. Nothing was written."),
    "date_past": mark("{field}: this day has passed already. Nothing was written. Check the day."),
    "no_reply": mark("No office has answered this case on record yet. There is no letter to print."),
    "reply_erased": mark("The words of this case were erased, and with them the reply. There is no letter to print."),
    "erased": mark("This part of the case was erased; nothing can be written there any more."),
    "reason_missing": mark("A reason is needed. Nothing was changed."),
    "setting_unknown": mark("There is no setting of this name. Known are: {known}."),
    "wrong_password": mark(
        "The password is not right. Nothing was opened or changed. Try again, or use the recovery code."
    ),
    "wrong_recovery_code": mark(
        "The recovery code is not right. Nothing was opened or changed. Check the letters one by one."
    ),
    "operator_unknown": mark("Nobody of this name has a password here."),
    "operator_known": mark("There is a way in for {name} already. Nothing was changed. Take another name."),
    "operator_head": mark(
        "The head of the station stays: the recovery code renews this password. Nothing was changed."
    ),
    "password_short": mark("A password has at least {least} characters."),
    "password_missing": mark("A password is needed: give --password-file, --password-fd, or type it when asked."),
    "new_password_missing": mark("The new password is needed: give --new-password-file, or type it when asked."),
    "passwords_differ": mark("The two passwords differ. Nothing was changed. Start again."),
    "name_missing": mark("The station needs a name."),
    "operator_missing": mark("Say who is on duty."),
    "already_founded": mark("There is a station in this folder already. Nothing was changed."),
    "not_founded": mark("There is no station in this folder yet. Found one first (init), or restore a backup."),
    "database_without_keys": mark(
        "The key ring of this station is missing; without it the records cannot be opened. Nothing "
        "was changed. Put keyring.json back or restore a backup."
    ),
    "key_ring_missing": mark(
        "The key ring (keyring.json) is missing; the records cannot be opened without it. Put it back "
        "or restore a backup."
    ),
    "key_ring_damaged": mark(
        "The key ring (keyring.json) is damaged. The records are untouched. Restore the latest backup."
    ),
    "database_missing": mark("The records (desk.db) are missing from the folder. Restore the latest backup."),
    "not_a_database": mark(
        "The records (desk.db) cannot be read: the file is not ours or it is damaged. Nothing was "
        "changed. Restore the latest backup."
    ),
    "database_damaged": mark(
        "The records are damaged. Nothing was changed. Make a copy of the folder, then restore the latest backup."
    ),
    "database_busy": mark("Another program holds the records. Nothing was lost. Close it and try again."),
    "newer_version": mark(
        "These records were written by a newer version of Minsheng Desk. Nothing was changed. Install "
        "the newer version."
    ),
    "upgrade_failed": mark("The records could not be brought to this version; they are as they were. Report this."),
    "home_unreadable": mark(
        "The folder of the station cannot be used: reading or writing there is not allowed. "
        "Nothing was lost. Check the rights."
    ),
    "home_read_only": mark(
        "The folder of the station cannot be written to. Nothing new was saved; what was saved before "
        "is safe. Check the rights of the folder."
    ),
    "disk_full": mark("The disk is full. This was not saved; what was saved before is safe. Make room and try again."),
    "disk_failing": mark(
        "The disk reports an error. This was not saved; what was saved before is untouched. Make a "
        "backup to another disk."
    ),
    "desk_open": mark("The window of this station is open. Close it first; nothing was changed."),
    "backup_damaged": mark("The backup does not open; it does not count. Nothing else was changed. Make another one."),
    "not_a_backup": mark("This file is no backup of Minsheng Desk, or it is damaged. Nothing was changed."),
    "file_missing": mark("The file is not there. Check the name."),
    "file_unreadable": mark("The file cannot be read. Check that it is there and that you may read it."),
    "file_unwritable": mark("The file cannot be written. Check the folder and its rights."),
    "file_exists": mark("There is something in the file {file} already. Nothing was changed. Name another file."),
    "not_json": mark("{field} line {line}: this is not JSON. Nothing was stored."),
    "not_a_case": mark("A case is a JSON object (or a list of them). Nothing was stored."),
    "keys_unknown": mark("The form has no such keys: {keys}. Nothing was changed. Check how they are spelt."),
    "number_in_full": mark("Erasing cannot be undone: give all nine digits of the number. Nothing was erased."),
    "bad_option": mark("The command was not understood: {problem}. Nothing was changed. See --help."),
    "stopped": mark("Stopped. What was answered as saved is saved; look with “cases” before you start again."),
    "answer_unwritable": mark("The answer could not be written out. What the command does is done; look with “cases”."),
    "not_enrolled": mark(
        "This desk has not joined a hub. Everything is safe on this computer ({left} facts). Ask the office for a "
        "code, then join (enrol)."
    ),
    "exchange_running": mark("An exchange is under way already. Nothing was changed. Wait until it is done."),
    "hub_unreachable": mark(
        "The hub cannot be reached. Everything is safe on this computer; it is sent as soon as there is a line."
    ),
    "hub_busy": mark(
        "The hub does not listen to this desk for a while ({retry_after} seconds). Everything is safe on this "
        "computer. Try again later."
    ),
    "hub_refused": mark(
        "The hub did not understand this desk ({problem}). Everything is safe on this computer. Report this."
    ),
    "hub_untrusted": mark(
        "What answers there does not prove to be the hub. Nothing counts as arrived; everything is safe on this "
        "computer. Ask the office for the address and the certificate."
    ),
    "hub_revoked": mark(
        "The office has taken this desk off the hub; it sends and gets nothing more. Everything is safe on this "
        "computer. Ask the office."
    ),
    "hub_version": mark(
        "The hub speaks another version. Everything is safe on this computer. Ask the office which one to install."
    ),
    "hub_forgot_us": mark(
        "The hub does not know this desk any more. Everything is safe on this computer. Ask the office for a code and "
        "join again (enrol)."
    ),
    "hub_url_wrong": mark("This is no address of a hub. Nothing was changed. Write it like https://hub.example.cn."),
    "hub_not_tls": mark(
        "Without https everybody on the way could read along. Nothing was sent. Write the address with https."
    ),
    "authority_wrong": mark("The file is no certificate (PEM). Nothing was sent. Ask the office for the right one."),
    "code_wrong": mark(
        "The code is not right or has run out: eight digits, ten minutes, once. Nothing was changed. Ask the office "
        "for another one."
    ),
    "enrolled_elsewhere": mark(
        "This desk belongs to another place or another hub already. Nothing was changed here. Ask the office."
    ),
    "nothing_to_dismiss": mark("Nothing was refused here; nothing was changed."),
    "table_differs": mark("The table {table} is not what the journal says. Run “rebuild”; nothing is lost."),
    "pages_damaged": mark("Pages of the file are damaged. Make a copy of the folder, then restore the latest backup."),
    "content_changed": mark("A fact was changed after it was written."),
    "hash_wrong": mark("The seal of a fact does not match."),
    "fact_missing": mark("The fact number {seq} of this desk is missing."),
    "chain_broken": mark("The chain is broken at fact number {seq}."),
    "head_wrong": mark("The end of the chain is not where it should be ({seq})."),
    "page_garbled": mark(
        "What came from the hub does not hold together, so nothing of it was taken. Everything here is safe; the desk "
        "asks again by itself."
    ),
    "stamp_wrong": mark("What the hub said of a fact is not what a hub says."),
    "part_changed": mark("A private part does not match its seal."),
    "part_missing": mark("A private part of a fact is gone, and nobody erased it."),
    "row_without_owner": mark("A row of {table} belongs to nothing."),
    "journal_damaged": mark(
        "The journal itself is damaged, so the tables were left as they are. Copy the folder, then restore the "
        "latest backup."
    ),
    "erased_part_there": mark("Something that was erased is still there."),
    "unexpected": mark("Something unexpected happened. What was shown as saved is safe. Please report it ({problem})."),
    **CLOCK_SENTENCES,
    **LOOP_SENTENCES,
    **DEPUTY_SENTENCES,
    **DIGEST_SENTENCES,
    **PAPER_SENTENCES,
    **RECEPTION_SENTENCES,
    **HUB_SENTENCES,
    **TRANSFER_SENTENCES,
}

FIELDS = {
    **CLOCK_FIELDS,
    **LOOP_FIELDS,
    **DEPUTY_FIELDS,
    **DIGEST_FIELDS,
    **UNIT_FIELDS,
    **TRANSFER_FIELDS,
    **RECEPTION_FIELDS,
    "stdin": mark("Standard input"),
    "title": mark("Topic"),
    "main_cause": mark("Main cause"),
    "proposal": mark("Proposal"),
    "original_text": mark("Own words"),
    "first_opinion": mark("First opinion"),
    "name": mark("Name"),
    "phone": mark("Phone"),
    "address": mark("Address"),
    "identity_text": mark("Identity"),
    "identity": mark("Identity"),
    "recorder": mark("Recorder"),
    "reason": mark("Reason"),
    "nature": mark("Nature"),
    "category": mark("Category"),
    "topic_path": mark("Topic tree"),
    "channel": mark("Channel"),
    "loop": mark("Loop"),
    "feedback_mode": mark("Tell them"),
    "person_times": mark("People"),
    "division_code": mark("Division code"),
    "received_at": mark("Received"),
    "suggester": mark("Who"),
    "anonymous": mark("Anonymous"),
    "public_ok": mark("May be public"),
    "pi_notice_given": mark("Told about personal information"),
    "source_id": mark("Source number"),
    "lead_unit": mark("Unit in charge"),
    "unit": mark("Unit"),
    "co_units": mark("Units that help"),
    "note": mark("Note"),
    "outcome": mark("Outcome"),
    "reply_text": mark("Reply"),
    "promise": mark("What is promised"),
    "promise_date": mark("Promised day"),
    "contact": mark("Contact"),
    "contact_phone": mark("Office phone"),
    "document": mark("Document number"),
    "copy_to": mark("Copies to"),
    "part": mark("Part"),
    "level": mark("Level"),
    "code": mark("Station code"),
    "operator": mark("On duty"),
    "door_name": mark("Name of the door"),
    "door_phone": mark("Phone of the door"),
    "door_detail": mark("Detail of the door"),
    "bring": mark("What to bring"),
    "handler": mark("Who handles personal data"),
    "keep": mark("Kept for"),
    "hours": mark("Hours"),
    "promise_days": mark("Promise in days"),
    "notice_days": mark("Notice of receptions, days before"),
    "text": mark("Text"),
    "reply": mark("Reply"),
    "date": mark("Date"),
    "sheet": mark("Number of the sheet"),
    "count": mark("How many sheets"),
}
