"""A drawing as data — shapes with meanings — and the thin writers that put it into a file."""
