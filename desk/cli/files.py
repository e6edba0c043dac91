"""Files that a command is given and files that it writes."""

from desk.command.files import claim_secret_file, file_given, read_data, read_object, write_file

__all__ = ["claim_secret_file", "file_given", "read_data", "read_object", "write_file"]
