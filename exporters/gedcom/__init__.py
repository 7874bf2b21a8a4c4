"""A family written as GEDCOM 5.5.1 or 7.0, with the list of what such a file cannot carry."""
