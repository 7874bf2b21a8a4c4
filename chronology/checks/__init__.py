"""Points to consider about the record itself: what cannot be, what contradicts itself, what says less than it seems to."""
