"""A policy's tables and the facts of a request in, out what each criterion says to them.

It applies the published text and decides nothing: a clause that the facts do not settle is unknown.
"""
