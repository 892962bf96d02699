"""Rows of a database in, the search index out: what each row is called, and is found by.

``fill`` joins the others and is the page to read first. ``texts`` and ``short_forms`` say what
readers may call a row, ``phrases`` what their words stand for, ``postings`` the terms that each row
is found by, to which ``history``, ``told`` and ``sections`` add what its own words and its place
tell; ``examples`` are the questions that the order of hits is learnt from.
"""
