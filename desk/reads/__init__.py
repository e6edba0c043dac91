"""What pages, papers and commands ask for, as frozen views."""
