"""How files are read: what stands there, with its place; what it means for a family is for intake to say."""
