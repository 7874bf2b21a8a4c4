"""The domain: what is recorded of a family, how it is kept and read, and what is seen of a life."""
