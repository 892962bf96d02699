"""The rules by which a question is read stand in lists, and docs/search.md tells of each."""

from __future__ import annotations

from pathlib import Path
from types import FunctionType

import pytest

from ingest.site.search.question import question_words
from ingest.site.search.question.question_words import LEFT_OUT, PHRASES, RULES, SAID, SECTIONS

DOCS = (Path(__file__).parents[1] / "docs" / "search.md").read_text(encoding="utf-8")
EACH = [one for rules in (LEFT_OUT, SAID, SECTIONS, PHRASES, RULES) for one in rules]


@pytest.mark.parametrize("rule", EACH, ids=lambda rule: rule.__name__)
def test_a_rule_is_told_of(rule: FunctionType) -> None:
    assert EACH.count(rule) == 1
    assert rule.__doc__
    module = rule.__module__.rsplit(".", 1)[-1]
    assert rule.__module__ == question_words.__name__ or f"`question/{module}.py`" in DOCS
