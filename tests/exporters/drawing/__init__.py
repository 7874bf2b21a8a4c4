"""The writers that put a drawing into a file."""
