"""What «make bench» measures: one module a subject, listed in ``tools/bench.py``."""
