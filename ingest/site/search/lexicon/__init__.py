"""What the database tells of words: what they mean, and which rows have it."""
