"""Other programs that draw families, where they are installed: each gives positions that the same ruler scores."""
