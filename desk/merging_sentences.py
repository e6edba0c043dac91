"""The sentences about merging cases."""

from desk.text import mark

MERGING_SENTENCES = {
    "merged_with_itself": mark("A case is not merged with itself. Nothing was changed. Choose another."),
    "merged_already": mark("One of these is merged into another case. Nothing was changed. Part it first."),
    "guided_not_merged": mark("One of these is no suggestion, so it is not merged. Nothing was changed."),
    "inbox_place_unknown": mark("Nothing from {place} is in the inbox. Nothing was changed. Check the name."),
    "not_merged": mark("This case stands for itself. Nothing was changed."),
}
