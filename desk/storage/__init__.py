"""Files and tables: the encrypted vault, the journal's rows, what is computed from them, backup and upgrade."""
