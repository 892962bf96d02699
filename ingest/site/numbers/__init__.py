"""The figures of the evidence, as tables and as drawings."""
