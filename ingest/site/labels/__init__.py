"""Safety concerns in, the sections of the label that are cited for them out."""
