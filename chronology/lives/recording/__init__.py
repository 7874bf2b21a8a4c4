"""Similar wording in recording: what is written again, from where, and what is new each month."""
