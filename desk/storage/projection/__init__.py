"""Tables computed from facts: one file a noun, each re-folds the touched subject."""
