"""A child's ecomap: who and what is around a child or a household, from what the record holds, placed and drawn."""
