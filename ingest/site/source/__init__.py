"""Documents in, the pages that show their words with the rows read from them out."""
