"""The sentences about what comes in from other programs and goes out to them: tables, the ledger, the journal."""

from desk.text import mark

TRANSFER_SENTENCES = {
    "not_a_table": mark("This is not a table with a header line. Nothing was stored."),
    "not_a_map": mark("The map is a JSON object: column to field. Nothing was stored."),
    "map_unknown": mark("The map names a field that does not exist: {field}."),
    "row_broken": mark("The row has {found} fields where the header has {expected}."),
    "encoding_unknown": mark("The file is neither UTF-8 nor GB18030. Nothing was stored. Save it again as CSV UTF-8."),
    "table_too_large": mark(
        "The table is too large: workbooks of at most {most} MB are read. Nothing was stored. Divide it into several."
    ),
    "workbook_damaged": mark(
        "The workbook is damaged. Nothing was stored. Open it in the program that made it and save it again as XLSX."
    ),
    "workbook_locked": mark(
        "The workbook has a password. Nothing was stored. Open it, take the password away, and save it again as XLSX."
    ),
    "workbook_old": mark(
        "This is a workbook of another kind (XLS, XLSB, ODS). Nothing was stored. Open it and save it again as XLSX."
    ),
    "workbook_sheet_unknown": mark("There is no sheet of this name in the file. Nothing was stored. It has: {sheets}."),
    "row_hidden": mark(
        "This row is hidden in the sheet; it was not taken over. Show it in the sheet and import again."
    ),
    "cell_error": mark("{field}: the cell shows an error of a formula. Write the value into it."),
    "cell_uncomputed": mark(
        "{field}: the cell holds a formula without its value. Open the workbook, save it again, and import it then."
    ),
    "number_cut": mark(
        "{field}: a spreadsheet has shortened this number, its last digits are lost. Write it as text, in full."
    ),
    "period_wrong": mark("The last day lies before the first. No file was written."),
    "stopped_writing": mark("Stopped. No file was written."),
    "unmask_not_head": mark("Names in full are written out only by the head of the station. No file was written."),
    "unmask_too_many": mark(
        "These are more than {most} people: names in full go out for at most so many at a time. No file was written. "
        "Choose a shorter time."
    ),
    "journal_unknown": mark("This is not a journal that a desk has written. Nothing was stored."),
    "journal_newer": mark("A newer version has written this journal. Nothing was stored. Upgrade this desk first."),
    "journal_too_large": mark("The file is larger than {most} GB. Nothing was stored. Use a backup and “restore”."),
    "journal_cut": mark("The file ends too early. Nothing was stored. Copy it again, or write it anew."),
    "journal_line_wrong": mark(
        "Line {line} is not what was written: something is changed, missing or out of order. Nothing was stored. Copy "
        "the file again, or write it anew."
    ),
    "journal_not_empty": mark(
        "A journal is taken only into a desk where nothing was recorded yet and that belongs to no hub. Nothing was "
        "stored. Found a new one with “init”."
    ),
    "journal_stopped": mark("Stopped. Nothing was stored."),
}
TRANSFER_FIELDS = {"replied_at": mark("Day of the reply"), "lang": mark("Language of the slip")}
