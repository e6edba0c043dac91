"""The receiving end: keeps facts, gives each its place in the order and a verdict, hands them on."""
