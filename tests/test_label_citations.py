"""Sections of the SmPC and the leaflet, in the forms in which reports and plans cite them."""

from __future__ import annotations

import pytest

from ingest.document import Span
from ingest.label_citations import parse_citations
from ingest.measure_tools import tools_named
from ingest.vocabulary import fold


def cited(words: str) -> list[str]:
    """What ``words`` cite, tool by tool; each citation must lead to the number printed."""
    folded, whole = fold(words), Span(0, len(words))
    found = []
    for tool in dict.fromkeys(tool for _, tool in tools_named(folded, whole)):
        for citation in parse_citations(folded, whole, tool):
            assert citation.span.of(words) == citation.label_section_id.split("-")[1]
            assert citation.known
            found.append(citation.label_section_id)
    return found


@pytest.mark.parametrize(
    ("words", "sections"),
    [
        ("SmPC sections: 4.2, 4.4", ["smpc-4.2", "smpc-4.4"]),
        ("SmPC Sections: 4.2 4.4, 4.8, 6.6", ["smpc-4.2", "smpc-4.4", "smpc-4.8", "smpc-6.6"]),
        ("SmPC Sections 4.2,,4.3", ["smpc-4.2", "smpc-4.3"]),
        ("SmPC: section 4.4", ["smpc-4.4"]),
        ("SmPC           Section      4.2", ["smpc-4.2"]),
        ("section 4.4. of the SPC", ["smpc-4.4"]),
        ("PL section: 2, 4", ["pl-2", "pl-4"]),
        ("PIL section 2 and 4", ["pl-2", "pl-4"]),
        ("SmPC 4.9", ["smpc-4.9"]),
        ("SmPC\nsection\n4.4", ["smpc-4.4"]),
        ("SmPC Section 5.1, 5.2", ["smpc-5.1", "smpc-5.2"]),
        ("SmPC, sections 4.2 & 4.4", ["smpc-4.2", "smpc-4.4"]),
        ("SmPC (sections 4.4/4.8)", ["smpc-4.4", "smpc-4.8"]),
        ("SmPC Sec. 4.4", ["smpc-4.4"]),
        ("SmPC 4.4 (Special warnings) and 4.8", ["smpc-4.4", "smpc-4.8"]),
        (
            "Sections 4.3 (Contraindications), 4.4 (Special warnings and precautions for use) and "
            "4.8 (Undesirable effects) of the proposed SmPC",
            ["smpc-4.3", "smpc-4.4", "smpc-4.8"],
        ),
        ("Sections 4.4, 4.8 of the SmPC and section 2 of the PL", ["smpc-4.4", "smpc-4.8", "pl-2"]),
        ("SmPC section 4.2, 4.4; PL sections 2, 4", ["smpc-4.2", "smpc-4.4", "pl-2", "pl-4"]),
        ("Package leaflet: sections 2 and 4 will advise", ["pl-2", "pl-4"]),
        ("PIL 2", ["pl-2"]),
        ("PL 2, 4", ["pl-2", "pl-4"]),
        ("Package leaflet (PL) sections 2 and 4", ["pl-2", "pl-4"]),
        ("sections 2 & 4 of the PL", ["pl-2", "pl-4"]),
        ("section 2 and 4 of PL", ["pl-2", "pl-4"]),
        (
            "Sections 2 (What you need to know before you use Fictavel) and 4 (Possible side "
            "effects) of the package leaflet",
            ["pl-2", "pl-4"],
        ),
        (
            "SmPC Section 4.2 Posology and method of administration; 4.4 Special warnings and "
            "precautions for use; 4.8 Undesirable effects. PL Section 4. Possible side effects",
            ["smpc-4.2", "smpc-4.4", "smpc-4.8", "pl-4"],
        ),
    ],
)
def test_a_section_is_read_in_every_form(words: str, sections: list[str]) -> None:
    assert cited(words) == sections


@pytest.mark.parametrize(
    ("words", "sections"),
    [
        ("SmPC section 4.8 and 2 reports", ["smpc-4.8"]),
        ("SmPC section 4.2: 4 tablets at once", ["smpc-4.2"]),
        ("SmPC section 4.4, 5 mg/kg", ["smpc-4.4"]),
        ("SmPC section 4.8, 7 % of patients", ["smpc-4.8"]),
        ("SmPC 12 weeks after approval", []),
        ("PL 2 months later", []),
    ],
)
def test_a_number_that_counts_something_is_no_section(words: str, sections: list[str]) -> None:
    assert cited(words) == sections


def test_what_stands_after_a_measure_is_not_counted_by_its_last_number() -> None:
    words = "PIL 2\nadditional measures"
    found = parse_citations(fold(words), Span(0, 5), "package_leaflet")
    assert [one.label_section_id for one in found] == ["pl-2"]


def test_a_section_that_the_template_does_not_have_is_cited_but_not_known() -> None:
    words = "SmPC section 7.3"
    (citation,) = parse_citations(fold(words), Span(0, len(words)), "smpc")
    assert not citation.known


@pytest.mark.parametrize(
    "words",
    [
        "Section 4.8 of the SmPC will not list the event",
        "The event is not mentioned in SmPC section 4.8",
        "This will not be listed in the SmPC section 4.8",
    ],
)
def test_a_section_that_is_denied_is_not_cited(words: str) -> None:
    assert cited(words) == []


@pytest.mark.parametrize(
    ("words", "sections"),
    [
        ("Contraindication in SmPC section 4.3\nWarning in section 4.4", ["4.3", "4.4"]),
        ("Warning in section 4.4", ["4.4"]),
        ("SmPC section 4.3; PL section 2 says more in section 4.4", ["4.3"]),
        ("SmPC section 4.3, see section 2", ["4.3"]),
        ("SmPC section 4.3, see section 4.4 of the protocol", ["4.3"]),
    ],
)
def test_a_section_alone_is_the_smpcs_where_that_was_named_last(
    words: str, sections: list[str]
) -> None:
    found = parse_citations(fold(words), Span(0, len(words)), "smpc", alone=True)
    assert [one.span.of(words) for one in found] == sections


@pytest.mark.parametrize("words", ["none", "see section 4.4", "section 4.4 of the plan", "SmPC"])
def test_words_that_name_no_section_of_a_label_cite_none(words: str) -> None:
    assert cited(words) == []
