"""The units of a question in, the rows that have them, each with its score, out."""
