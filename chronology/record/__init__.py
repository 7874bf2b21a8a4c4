"""What is recorded of a family, as frozen values; imports nothing of its neighbours."""
