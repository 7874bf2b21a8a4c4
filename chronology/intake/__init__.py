"""What was read, held against the lives already known: records to add, and a report of every row."""
