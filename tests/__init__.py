"""Tests that read as sentences about the domain, mirroring the three rooms."""
