"""Printers of Windows, through Qt. Qt does not tell a job's number: what became of it stays unknown."""
