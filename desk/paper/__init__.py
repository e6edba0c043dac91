"""What is printed, made from frozen views alone."""
