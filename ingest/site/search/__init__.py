"""Search: a question in, ranked rows with reasons out. Read engine.py first."""
