"""A question in, the units that it asks for out: the rules of what words mean beside each other."""
