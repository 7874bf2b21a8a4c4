"""Family structure from any kind of file, as the structures that GEDCOM gives: one intake serves them all."""
