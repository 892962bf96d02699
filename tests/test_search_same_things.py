"""Names of one thing: each stands for the others, whatever the field of medicine."""

from __future__ import annotations

import pytest

from ingest.search_index.keys import phrase
from ingest.search_index.phrases import phrases_of_dictionaries, same_things
from ingest.words import roots


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("anti-TNF", "TNF blocker"),
        ("csDMARD", "conventional DMARD"),
        ("Bechterew's disease", "ankylosing spondylitis"),
        ("gliflozin", "SGLT2 inhibitor"),
        ("Lou Gehrig's disease", "amyotrophic lateral sclerosis"),
        ("wet AMD", "neovascular age-related macular degeneration"),
        ("IL-13", "interleukin-13"),
        ("rifampicin", "rifampin"),
        ("rifampin", "rifampicin"),
        ("TMP-SMX", "co-trimoxazole"),
        ("ATG", "antithymocyte globulin"),
        ("SGPT", "alanine aminotransferase"),
    ],
)
def test_another_name_of_a_thing_leads_to_the_words_that_are_printed(
    said: str, printed: str
) -> None:
    key = phrase(said, "", "", 1.0, "")["key"]
    found = {one["term"] for one in phrases_of_dictionaries() if one["key"] == key}
    assert "w:" + " ".join(dict.fromkeys(roots(printed))) in found


def test_no_name_stands_for_two_things() -> None:
    pairs = [(name, other) for name, other, _, _ in same_things()]
    assert len(pairs) == len(set(pairs))
    names: dict[str, set[str]] = {}
    for name, other in pairs:
        names.setdefault(name.casefold(), {name}).add(other)
    for name, others in names.items():
        assert all(names[one.casefold()] == others for one in others), name
