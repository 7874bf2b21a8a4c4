"""Each child's life as lanes on one axis of dates or ages: homes, plans, neglect, being seen, help, strengths, words."""
