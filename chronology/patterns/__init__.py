"""Patterns to consider: published and local rules over one child's life, each with the entries behind it."""
