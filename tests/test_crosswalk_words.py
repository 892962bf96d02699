"""What the crosswalk reads from words: duties, times, aspects; and its dictionaries."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.concepts import own_concepts
from ingest.crosswalk_indications import compared
from ingest.crosswalk_names import meanings_of
from ingest.document import Span
from ingest.duties import things_of, tie, when_of
from ingest.indication_aspects import Aspect, indication_of
from ingest.vocabulary import dictionary, fold, heal, phrase_pattern

KINDS = {
    "monitoring", "prophylaxis", "contraception", "advice", "pharmacovigilance",
    "risk_minimisation",
}  # fmt: skip


def key(row: dict[str, str]) -> str:
    return " ".join(list(row.values())[:2])[:60]


@pytest.mark.parametrize("row", dictionary("monitored_things"), ids=key)
def test_the_example_of_a_thing_names_it(row: dict[str, str]) -> None:
    kinds = set(row["kinds"].split("|"))
    assert kinds <= KINDS
    for kind in kinds:
        found = {thing.span.of(row["example"]) for thing in things_of(row["example"], kind)}
        pattern = re.compile(phrase_pattern(row["phrase"]))
        assert any(pattern.fullmatch(fold(words).text) for words in found), found


@pytest.mark.parametrize("row", dictionary("monitoring_times"), ids=key)
def test_the_example_of_a_time_is_found(row: dict[str, str]) -> None:
    when = when_of(row["example"], [])
    assert when is not None
    assert re.search(phrase_pattern(row["phrase"]), fold(when.of(row["example"])).text)


@pytest.mark.parametrize("row", dictionary("indication_aspects"), ids=key)
def test_the_example_of_an_aspect_is_read(row: dict[str, str]) -> None:
    found = [one for one in indication_of("x", row["example"]).aspects if one.name == row["aspect"]]
    said = sorted(f"{one.detail}: {one.value}" if one.detail else one.value for one in found)
    assert "; ".join(said) == row["expected"]


@pytest.mark.parametrize("row", dictionary("name_links"), ids=key)
def test_the_example_of_a_link_has_it(row: dict[str, str]) -> None:
    assert row["role"] in {"list", "restriction", "members", "filler"}
    assert re.search(rf"(?<!\w){re.escape(row['words'])}(?!\w)", fold(row["example"]).text)


def test_the_dictionaries_name_concepts_that_exist_and_say_why() -> None:
    things = {row["thing"] for row in dictionary("monitored_things")}
    bearings = dictionary("monitored_concepts")
    assert {row["thing"] for row in bearings} == things
    pairs = [(row["thing"], row["concept_id"]) for row in bearings]
    assert len(pairs) == len(set(pairs))
    links = dictionary("crosswalk_links")
    joined = [frozenset((row["concept_a"], row["concept_b"])) for row in links]
    assert len(joined) == len(set(joined))
    assert all(len(pair) == 2 for pair in joined)
    assert {row["relation"] for row in links} <= {"broader", "narrower", "related"}
    assert {row["relation"] for row in bearings} == {"direct", "related"}
    for row in (*bearings, *links):
        named = {value for column, value in row.items() if column.startswith("concept")}
        assert named <= set(own_concepts())
        assert row["reason"]
        assert row["source"]
    phrases = [row["phrase"] for row in dictionary("monitored_things")]
    assert len(phrases) == len(set(phrases))
    words = [row["words"] for row in dictionary("name_links")]
    assert len(words) == len(set(words))


def things(text: str, kind: str = "monitoring", listed: tuple[str, ...] = ()) -> list[str]:
    return [thing.span.of(text) for thing in things_of(text, kind, listed)]


def test_the_longest_words_are_the_thing() -> None:
    assert things("Monitor complete blood counts and blood pressure") == [
        "complete blood counts", "blood pressure",
    ]  # fmt: skip


def test_words_within_words_are_no_thing() -> None:
    assert things("Monitor the forecast of castles and plasticity") == []


def test_the_documents_own_list_is_kept_where_no_dictionary_has_it() -> None:
    text = "Prescriber agrees to monitor tail length, blood pressure and (odd) [things"
    assert things(text, listed=("tail length", "blood pressure", "(odd) [things", " ")) == [
        "tail length", "blood pressure", "(odd) [things",
    ]  # fmt: skip


def test_prophylaxis_is_not_monitoring() -> None:
    assert things("with a 5-HT3 antagonist", "prophylaxis") == ["5-HT3 antagonist"]
    assert things("with a 5-HT3 antagonist") == []


def test_a_thing_is_tied_to_kinds_of_what_it_shows_as_related() -> None:
    wider = {"febrile-neutropenia": frozenset({"neutropenia"})}
    (thing,) = things_of("neutrophil counts", "monitoring")
    direct, kind = tie(thing, ["neutropenia"], wider), tie(thing, ["febrile-neutropenia"], wider)
    assert direct
    assert direct.relation == "direct"
    assert kind
    assert kind.relation == "related"
    assert "is a kind of" in kind.reason
    assert tie(thing, ["cataract"], wider) is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Monitor platelet counts at baseline and throughout treatment.",
         "at baseline and throughout treatment"),
        ("Monitor liver function tests before starting treatment and monthly.",
         "before starting treatment and monthly"),
        # A time among things is told with all of them: none is given one that is another's.
        ("Monitor blood pressure weekly and liver enzymes monthly.",
         "blood pressure weekly and liver enzymes monthly"),
        ("Monitor blood pressure weekly and liver enzymes.",
         "blood pressure weekly and liver enzymes"),
        ("Weekly, monitor blood pressure and liver enzymes.", "Weekly"),
        ("Monitor blood pressure and manage promptly.", None),
        ("Monitor blood pressure weekly. Monthly letters are sent.", "weekly"),
    ],
)  # fmt: skip
def test_when_is_as_printed(text: str, when: str | None) -> None:
    span = when_of(text, things_of(text, "monitoring"))
    assert (span and span.of(text)) == when


def aspects(text: str) -> dict[tuple[str, str], str]:
    return {(one.name, one.detail): one.value for one in indication_of("x", text).aspects}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As monotherapy for the treatment of adult patients with metastatic melanoma after "
         "two or more prior lines of systemic therapy",
         {("combination", ""): "alone", ("population", ""): "adults",
          ("disease state", ""): "advanced or metastatic", ("diagnosis", ""): "melanoma",
          ("prior treatment", ""): "lines of therapy: at least 2"}),
        ("in combination with dexamethasone, lenalidomide and mockumab for the management of "
         "patients with mock disease whose disease has progressed on their last therapy",
         {("combination", ""): "dexamethasone + lenalidomide + mockumab",
          ("diagnosis", ""): "mock disease", ("progression on the last therapy", ""): "asked for"}),
        # Words that are no list of counted classes stay one value, as printed.
        ("for the treatment of mock disease refractory to platinum and at least two taxanes",
         {("diagnosis", ""): "mock disease",
          ("refractory to", ""): "platinum and at least two taxanes"}),
        ("helps people who wobble", {}),
        ("for the treatment of patients aged 12 years and older", {
            ("population", ""): "12 years and older"}),
    ],
)  # fmt: skip
def test_aspects_of_an_indication(text: str, expected: dict[tuple[str, str], str]) -> None:
    assert aspects(text) == expected


def test_differing_and_unread_aspects_are_told_apart() -> None:
    plan = indication_of(
        "p",
        "with one for the treatment of adults with melanoma, in combination "
        "with mockumab, who have received at least two prior therapies",
    )
    policy = indication_of(
        "q",
        "for the treatment of children with melanoma who have received at least one prior therapy",
    )
    odd = indication_of("o", "whatever helps")
    found = list(compared([plan], [policy, odd], {}))
    assert [(one.aspect, one.relation) for one in found] == [
        ("diagnosis", "equal"), ("population", "different"), ("combination", "plan_only"),
        ("prior treatment", "different"), ("indication", "unknown"),
    ]  # fmt: skip
    assert "not read" in found[-1].reason


def test_an_indication_is_no_ones_alone_where_the_others_were_not_read() -> None:
    melanoma = indication_of("p", "for the treatment of adults with melanoma")
    odd = indication_of("o", "whatever helps")
    assert {one.relation for one in compared([melanoma], [odd], {})} == {"unknown"}
    other = indication_of("q", "for the treatment of adults with multiple myeloma")
    found = [(one.relation, one.aspect) for one in compared([melanoma], [other], {})]
    assert found == [("plan_only", "indication"), ("policy_only", "indication")]
    assert [one.relation for one in compared([melanoma], [], {})] == ["unknown"]


WORDS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["treatment of", "adults with", "refractory to", "at least", "two", "and", ",", "(",
             "in combination with", "monitor", "blood count", "weekly", "Neutropenia", "due to",
             "\n\n", "anti-\n", "multiple myeloma", "İ", "ﬁ", ".", ")"]
        ),
        max_size=14,
    ).map(" ".join),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(text=WORDS)
def test_whatever_is_printed_spans_stay_within_it(text: str) -> None:
    def held(span: Span) -> None:
        assert 0 <= span.start < span.end <= len(text)

    for thing in (found := things_of(text, "monitoring", [text[:9]])):
        held(thing.span)
    if when := when_of(text, found):
        held(when)
    for aspect in indication_of("x", text).aspects:
        assert isinstance(aspect, Aspect)
        held(aspect.span)
        assert heal(aspect.span.of(text))
    for meaning in meanings_of(text, ["neutropenia"]):
        assert meaning.part is None or meaning.part in text
