"""How well Kinline reads what agencies already have: layouts, several sources of one matter, names."""
