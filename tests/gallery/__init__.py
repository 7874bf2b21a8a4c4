"""The gallery of the notation: one small family a row, drawn in each profile."""
