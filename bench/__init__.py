"""Benchmarks of the house: `python -m bench` runs them all, `python -m bench NAME` one of them. See README.md."""
