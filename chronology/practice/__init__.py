"""Practice data: what councils call things, as data that a council can correct; and its loader."""
