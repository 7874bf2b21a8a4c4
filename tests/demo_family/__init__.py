"""The story of the invented Marlow family, and what makes its files."""
