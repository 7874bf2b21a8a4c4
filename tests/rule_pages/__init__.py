"""The docs' pages of the pattern rules, written from the practice data."""
