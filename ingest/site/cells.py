"""A value of a table or query in, its HTML out: quotes lead to their source, paths to their rows.

All text is escaped here, whatever it holds; what no rule fits is left to Datasette.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

LONGEST_QUOTE = 240
ROWS_OF = {
    "class_id": "drug_classes",
    "concept_id": "concepts",
    "criterion_id": "policy_criteria",
    "crosswalk_id": "crosswalk",
    "document_id": "documents",
    "duty_id": "duties",
    "evidence_id": "evidence",
    "label_section_id": "label_sections",
    "legal_status_id": "legal_statuses",
    "measure_id": "risk_minimisation_measures",
    "parent_id": "policy_criteria",
    "part_id": "substances",
    "plan_document_id": "documents",
    "policy_document_id": "documents",
    "policy_id": "policies",
    "policy_warning_id": "policy_warnings",
    "product_id": "products",
    "risk_id": "risks",
    "statement_id": "statements",
    "study_id": "studies",
    "substance_id": "substances",
}
"""Columns that name a row, in tables, views and queries alike."""

LABEL_DOCUMENTS = {"smpc_sections": "smpc", "pl_sections": "pl"}
URL = re.compile(r"https?://[^\s<>\"']+")

Path = Callable[[str], str]
"""Turns a path of the site into an address, with the site's prefix before it."""


def cell(
    column: str, value: object, row: Mapping[str, object], path: Path, table: str | None = None
) -> Markup | None:
    """The HTML of ``value``; None where Datasette's own rendering will do."""
    if not isinstance(value, str) or not value:
        return None
    if (table, column) == ("documents", "text"):
        reader = path(f"/-/source/{tilde_encode(text_of(row, 'id'))}")
        return Markup(
            '{0} … <a href="{1}">beside what was read from it</a>, '
            '<a href="{1}.txt">the whole text</a>'
        ).format(_shortened(value), reader)
    if column == "quote":
        return quote_cell(value, row, path)
    if column == "row_path" and re.match(r"/riskplan/\w+/", value):
        return _link(path(value), value.split("/")[2])
    if column in ("title", "name") and re.match(r"/riskplan/", text_of(row, "row_path")):
        return _link(path(text_of(row, "row_path")), value)
    if column in ROWS_OF:
        return _link(path(f"/riskplan/{ROWS_OF[column]}/{tilde_encode(value)}"), value)
    if column == "snippet":
        return highlighted(value)
    if column in LABEL_DOCUMENTS or column == "risk_names":
        return _list_cell(column, value, path)
    if URL.fullmatch(value):
        return Markup('<a href="{0}" rel="nofollow noopener noreferrer">{0}</a>').format(value)
    return None


def quote_cell(value: str, row: Mapping[str, object], path: Path) -> Markup | None:
    """A quote, shortened, that leads to the page which shows it in its source."""
    document, start, end = (text_of(row, c) for c in ("document_id", "char_start", "char_end"))
    words = _shortened(value)
    if len(words) < len(" ".join(value.split())):
        words += " …"
    if not (document and start and end):
        return Markup("<q>{}</q>").format(words)
    return Markup('<a class="quote" href="{}" title="Show in its source">{}</a>').format(
        path(source_path(document, start, end)), words
    )


def source_path(document: str, start: object, end: object) -> str:
    """The page that shows ``start`` to ``end`` of a document in the text around it."""
    return f"/-/source/{tilde_encode(document)}?{urlencode({'start': start, 'end': end})}#quote"


def highlighted(snippet: str) -> Markup:
    """A search snippet with what stands between ``⟦`` and ``⟧`` marked, all of it escaped."""
    words = html.escape(" ".join(snippet.split()))
    return Markup(re.sub("⟦([^⟦⟧]*)⟧", r"<mark>\1</mark>", words))


def _list_cell(column: str, value: str, path: Path) -> Markup | None:
    try:
        items = json.loads(value)
    except ValueError:
        return None
    if not isinstance(items, list):
        return None
    if column not in LABEL_DOCUMENTS:
        return Markup("<br>").join(escape(item) for item in items) or Markup("&nbsp;")
    document = LABEL_DOCUMENTS[column]
    return Markup(", ").join(
        _link(path(f"/riskplan/risks_by_section?section={document}-{item}"), str(item))
        for item in items
    ) or Markup("&nbsp;")


def _shortened(text: str) -> str:
    words = " ".join(text[: 4 * LONGEST_QUOTE].split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0]


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)


def text_of(row: Mapping[str, object], column: str) -> str:
    """The value of ``column`` as text; empty when null or no column of ``row``.

    A foreign key that Datasette has expanded is a dict of value and label.
    """
    try:
        value = row[column]
    except (KeyError, IndexError):
        return ""
    if isinstance(value, dict):
        value = value["value"]
    return "" if value is None else str(value)
