"""A question and its hits in, what no row says of it, or only elsewhere, out."""
