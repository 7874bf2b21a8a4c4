"""Figures, one command a subject: `python -m benchmarks.NAME [--quick]`; ratios in one run where that is possible."""
