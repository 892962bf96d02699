"""Risk management plans in, a quotable knowledge base out.

The flow, one module a stage, nothing importing from its right::

    errors -> document -> records -> read_pdf -> vocabulary -> read_text -> sections
           -> families -> store -> pipeline -> cli

``read_*`` turn a file into a Document (text with places), a family turns the Document into
Records (claims about spans of that text), ``store`` writes them with their quotes, and
``pipeline`` joins the stages. ``site`` is the Datasette plugin: it knows only the tables.
"""
