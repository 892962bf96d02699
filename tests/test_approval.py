"""Requests held against policies: the table of expected answers, and what holds for any request."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from fictional_policies import NAMES, SHORT
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from requests_table import read_policy, requests, said

from ingest.approval.answer import Answer, answer
from ingest.approval.clause_tests import judge
from ingest.approval.evaluation import evaluate
from ingest.approval.facts import BadRequest, facts_of
from ingest.approval.lines import FIELDS
from ingest.approval.names import Names
from ingest.approval.policy import DRUG, PHASES, Fact, Policy
from ingest.approval.policy import Test as ClauseTest
from ingest.approval.questions import answers
from ingest.families.prior_approval.fact_words import RESERVED

TABLE = Path(__file__).parent / "requests"
SHAPES = [*NAMES, "classes", *(name for name in SHORT if not name.startswith("limits-"))]
XPOVIO = "xpovio-prior-approval"


@cache
def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a table of requests."""
    found: list[dict[str, Any]] = yaml.safe_load((TABLE / name).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def xpovio(database: Path) -> Policy:
    return read_policy(database, XPOVIO)


def statuses(found: Answer) -> dict[str, str]:
    """The status of each clause by the end of its id, the root's under ``whole``."""
    start = found.evaluation.roots[0].clause.id
    told = {one.clause.id: one.status for one in found.evaluation.walk()}
    root = told.pop(start)
    assert root == found.evaluation.status or (root, found.evaluation.roots[0].cannot_fail) == (
        "unknown",
        True,
    )
    return {
        "whole": found.evaluation.status,
        **{one.removeprefix(f"{start}-"): status for one, status in told.items()},
    }


def test_the_table_has_at_least_forty_requests_and_no_two_of_one_name() -> None:
    names = [case["name"] for case in cases("xpovio.yml")]
    assert len(names) >= 40
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", cases("xpovio.yml"), ids=lambda case: case["name"])
def test_each_clause_is_answered_as_the_policy_reads(
    xpovio: Policy, case: Mapping[str, Any]
) -> None:
    found = answer(xpovio, {"phase": case["phase"], **case["facts"]})
    expected = {"whole": case["expect"]["whole"], **case["expect"]["clauses"]}
    assert statuses(found) == {str(name): status for name, status in expected.items()}
    if "missing" in case:
        assert {one.fact.name for one in found.questions} == set(case["missing"])
    for one in found.evaluation.walk():
        assert one.clause.row["quote"]
        assert all(judged.why for _, judged in one.judged)


@pytest.mark.parametrize(
    "case", cases("fictional.yml"), ids=lambda case: f"{case['policy']}: {case['name']}"
)
def test_policies_of_other_shapes_are_answered_as_they_read(
    policies_database: Path, case: Mapping[str, Any]
) -> None:
    held = read_policy(policies_database, case["policy"])
    found = answer(held, {"phase": case.get("phase", "initial"), **case["facts"]})
    told = statuses(found)
    expected = {str(name): status for name, status in case["expect"].items()}
    assert {name: told[name] for name in expected} == expected
    if "missing" in case:
        assert {one.fact.name for one in found.questions} == set(case["missing"])


@pytest.mark.parametrize("name", SHAPES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_new_fact_changes_only_what_was_unknown_whatever_the_policy(
    policies_database: Path, name: str, data: st.DataObject
) -> None:
    held = read_policy(policies_database, name)
    phase = data.draw(st.sampled_from([one for one in PHASES if held.phases[one]]))
    only_unknown_changes(held, phase, data)


@pytest.mark.parametrize("name", SHAPES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_unknown_has_something_to_ask_or_to_read_whatever_the_policy(
    policies_database: Path, name: str, data: st.DataObject
) -> None:
    held = read_policy(policies_database, name)
    phase = data.draw(st.sampled_from([one for one in PHASES if held.phases[one]]))
    try:
        found = answer(held, {"phase": phase, **data.draw(requests(held, phase))})
    except BadRequest:
        assume(False)
    is_open = found.evaluation.status == "unknown"
    assert bool(found.questions or found.unclear) == is_open


@pytest.mark.parametrize("phase", PHASES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_new_fact_changes_only_what_was_unknown(
    xpovio: Policy, phase: str, data: st.DataObject
) -> None:
    only_unknown_changes(xpovio, phase, data)


def only_unknown_changes(held: Policy, phase: str, data: st.DataObject) -> None:
    """Give a request one fact more: what was known of any clause stays."""
    request = data.draw(requests(held, phase))
    left = [fact for fact in held.facts_of(phase) if fact.name not in request]
    assume(left)
    fact = data.draw(st.sampled_from(left))
    more = {**request, fact.name: data.draw(said(fact, held, strange=True))}
    try:
        before = statuses(answer(held, {"phase": phase, **request}))
        after = statuses(answer(held, {"phase": phase, **more}))
    except BadRequest:  # one diagnosis named and denied
        assume(False)
    for clause, status in before.items():
        assert status in ("unknown", after[clause]), clause


@pytest.mark.parametrize("phase", PHASES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_to_be_found_out_settles_the_case(
    xpovio: Policy, phase: str, data: st.DataObject
) -> None:
    request = data.draw(requests(xpovio, phase, strange=False))
    for _ in xpovio.facts_of(phase):
        try:
            found = answer(xpovio, {"phase": phase, **request})
        except BadRequest:
            assume(False)
        if found.evaluation.status != "unknown":
            assert not found.questions
            return
        assert found.questions or found.unclear
        if not found.questions:  # "daratumumab" and its other form: one medicine or two
            return
        first = found.questions[0].fact
        request[first.name] = data.draw(said(first, xpovio))
    raise AssertionError("every fact is given and the case is open")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_fact_that_is_not_asked_for_does_not_matter(xpovio: Policy, data: st.DataObject) -> None:
    kept = {"age": 60, "monitoring": ["CBC", "standard blood chemistry", "body weight"]}
    kept |= {"prophylaxis_with": ["ondansetron"], "prophylaxis_when": ["prior to", "during"]}
    open_facts = [fact for fact in xpovio.facts_of("initial") if fact.name not in kept]
    given_facts = data.draw(st.lists(st.sampled_from(open_facts), unique_by=lambda one: one.name))
    request = {**kept, **{one.name: data.draw(said(one, xpovio)) for one in given_facts}}
    try:
        found = answer(xpovio, request)
    except BadRequest:  # one diagnosis named and denied
        return
    asked = {one.fact.name for one in found.questions}
    for fact in open_facts:
        if found.evaluation.status == "unknown" and fact.name not in {*request, *asked}:
            with contextlib.suppress(BadRequest):
                after = answer(xpovio, {**request, fact.name: data.draw(said(fact, xpovio))})
                assert after.evaluation.status == "unknown", fact.name


def test_the_first_question_leaves_least_to_ask_on_average(xpovio: Policy) -> None:
    found = answer(xpovio, {"diagnosis": ["DLBCL"]})
    lefts = {}
    for question in found.questions:
        fact = question.fact
        tests = [
            test
            for one in found.evaluation.walk()
            for test in one.clause.tests
            if fact.name in test.facts
        ]
        after = [
            len(answer(xpovio, {"diagnosis": ["DLBCL"], fact.name: spoken(one)}).questions)
            for one in answers(xpovio, fact, tests)
        ]
        lefts[fact.name] = Fraction(sum(after), len(after))
    assert lefts[found.questions[0].fact.name] == min(lefts.values())
    assert [question.left for question in found.questions] == sorted(lefts.values())


def spoken(value: Any) -> Any:
    """A fact as a request says it."""
    if isinstance(value, Fraction):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def test_an_unknown_name_is_not_taken_for_anything(xpovio: Policy) -> None:
    for name in ("dexamethason", "Decadron", "bortezomib/dexamethasone", "x"):
        facts = facts_of(xpovio, {"combined_with": [name]})
        found = {
            one.clause.id[-3:]: one.status for one in evaluate(xpovio, "initial", facts).walk()
        }
        assert found["1-b"] == found["2-e"] == "unknown"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("age", -1, "is no number"),
        ("age", "eighteen", "is no number"),
        ("age", True, "is no number"),
        ("age", float("nan"), "is no number"),
        ("age", "1e9", "is no number"),
        ("age", 151, "is more than 150"),
        ("age", [18, 19], "takes one value"),
        ("prior_therapies", 1.5, "is no whole number"),
        ("sex", "both", "is none of: female, male"),
        ("sex", {"a": 1}, "is none of: female, male"),
        ("diagnosis", ["MM", "myeloma"], "is none of: Multiple myeloma (MM), "),
        ("diagnosis", ["MM", "other"], "names diagnoses beside other"),
        ("monitoring", ["weight"], "is none of: complete blood count (CBC), "),
        ("contraception_advised", "perhaps", "is neither yes nor no"),
        ("contraception_advised", 1, "is neither yes nor no"),
        ("combined_with", {"a": 1}, "is no list of names"),
        ("combined_with", [1], "is no list of names"),
        ("combined_with", ["none", "bortezomib"], "has names beside none"),
        ("combined_with", ["x" * 201], "is longer than 200 characters"),
        ("combined_with", ["a\x00b"], "has characters that cannot be shown"),
        ("combined_with", [f"drug {n}" for n in range(51)], "has more than 50 names"),
        ("colour", "blue", "is not asked: this policy asks age, "),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(
    xpovio: Policy, field: str, value: Any, problem: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        answer(xpovio, {field: value})
    (one,) = refused.value.problems
    assert one.field == field
    assert one.problem.startswith(problem)


def test_a_short_name_of_two_diagnoses_is_refused_with_both(policies_database: Path) -> None:
    held = read_policy(policies_database, "two-short-names")
    with pytest.raises(BadRequest) as refused:
        answer(held, {"diagnosis": ["ps"]})
    (one,) = refused.value.problems
    assert one.problem == "may be any of: Psoriasis of paper (PS), Psoriatic stapling (PS)"
    for name in ("Psoriasis of paper", "psoriasis of paper (PS)"):
        found = answer(held, {"diagnosis": [name]})
        assert found.facts["diagnosis"] == ("Psoriasis of paper",)


def test_a_short_form_printed_within_another_diagnosis_is_of_that_one_too(
    policies_database: Path,
) -> None:
    held = read_policy(policies_database, "qualified-short-names")
    with pytest.raises(BadRequest) as refused:
        answer(held, {"diagnosis": ["CPR"]})
    (one,) = refused.value.problems
    assert one.problem == (
        "may be any of: Newly diagnosed chronic paper rash (CPR), "
        "Chronic paper rash (CPR) with resistance to prior therapy"
    )


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("cIF", {"cIF": "Relapsed or refractory classical ink fever"}),
        (["cif", "GC"], {"cif": "Relapsed or refractory classical ink fever"}),
        ("Relapsed or refractory classical ink fever", {}),
        ("relapsed or refractory classical ink fever (cIF)", {}),
        ("GC", {}),
        ([1, None], None),
    ],
)
def test_the_answer_says_what_a_short_name_was_taken_as(
    policies_database: Path, given: Any, taken: dict[str, str] | None
) -> None:
    held = read_policy(policies_database, "qualified-short-names")
    if taken is None:
        with pytest.raises(BadRequest):
            answer(held, {"diagnosis": given})
        return
    found = answer(held, {"diagnosis": given})
    assert found.taken == taken
    assert all(f"{short} was taken as: {name}." in found.words for short, name in taken.items())
    assert ("taken as" in found.words) == bool(taken)


def test_a_diagnosis_goes_by_one_name_on_the_form_whatever_phase_prints_it_how(
    policies_database: Path,
) -> None:
    options = dict(read_policy(policies_database, "short-at-renewal").facts["diagnosis"].options)
    assert options["Plaque psoriasis of paper"] == ("PsP",)
    assert options["Ink Fever"] == ("IF",)
    assert not {"PsP", "Ink fever"} & set(options)


def test_none_of_what_negates_is_asked_as_it_is_printed(policies_database: Path) -> None:
    facts = read_policy(policies_database, "for-how-long").facts
    assert facts["boredom"].question == "Is there any of this: Boredom?"
    assert facts["not_on_a_diet"].question == "Does this hold: Not on a diet?"
    assert facts["no_vaccination"].question == "Does this hold: No vaccination?"


def test_what_is_asked_has_a_name_that_no_field_of_a_request_has(policies_database: Path) -> None:
    assert {"phase", "policy", DRUG, *FIELDS} == RESERVED
    held = read_policy(policies_database, "names-of-fields")
    assert not RESERVED & set(held.facts)
    questions = {fact.question: name for name, fact in held.facts.items()}
    assert questions["Does this hold: Phase?"] == "phase_2"
    assert all(name[:1].isalpha() for name in held.facts)
    request = {name: True for name, fact in held.facts.items() if fact.type == "yes_no"}
    assert len(request) == 8
    found = answer(
        held, {**request, "age": 20, "diagnosis": "IF", "tablets": 30, "strength_mg": 10}
    )
    assert (found.criteria, found.status) == ("met", "met")


def test_all_that_is_wrong_is_told_at_once(xpovio: Policy) -> None:
    with pytest.raises(BadRequest) as refused:
        answer(xpovio, {"phase": "later", "age": "x", "days": 0, "colour": 1})
    assert [one.field for one in refused.value.problems] == ["phase", "age", "colour", "days"]


def test_a_diagnosis_cannot_be_named_and_denied(xpovio: Policy) -> None:
    with pytest.raises(BadRequest, match="is_also_multiple_myeloma: is no, but diagnosis names"):
        answer(xpovio, {"diagnosis": ["MM"], "is_also_multiple_myeloma": False})


@pytest.mark.parametrize("blank", [None, "", "  ", [], [""], ["", " "]])
def test_a_blank_is_not_known(xpovio: Policy, blank: Any) -> None:
    found = answer(xpovio, {"age": blank, "sex": blank})
    assert not {"age", "sex"} & set(found.facts)


def test_an_empty_list_and_none_are_no_names_and_a_blank_is_unknown(xpovio: Policy) -> None:
    for value in ([], "none", ["None"]):
        assert answer(xpovio, {"combined_with": value}).facts["combined_with"] == ()
    assert "combined_with" not in answer(xpovio, {"combined_with": ""}).facts


def test_what_could_not_be_read_leaves_the_whole_open(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "unread.db"
    copy.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(
            "insert into unread (document_id, page, char_start, char_end, quote, reason)"
            " select document_id, page, char_start, char_end, quote, 'no rule'"
            " from policy_criteria where id = ?",
            [f"{XPOVIO}-initial-all-b"],
        )
    held = read_policy(copy, XPOVIO)
    for age in (17, 18):
        found = answer(held, {"age": age})
        assert (found.status, len(found.unread)) == ("unknown", 1)
        assert "could not be read" in found.words
    assert answer(held, {"phase": "renewal", "age": 17}).status == "not_met"


def test_a_renewal_that_asks_the_same_has_the_same_unread_words(policies_database: Path) -> None:
    held = read_policy(policies_database, "same-unread")
    assert held.unread["initial"]
    for age in (12, 20):
        for phase in PHASES:
            found = answer(held, {"phase": phase, "age": age, "diagnosis": ["IF"]})
            assert (found.status, found.unread) == ("unknown", held.unread["initial"]), phase


def test_what_is_met_or_does_not_apply_cannot_fail(xpovio: Policy) -> None:
    found = answer(xpovio, {"contraception_advised": True, "sex": "female"})
    told = {one.clause.id[-5:]: one for one in found.evaluation.walk()}
    assert (told["all-c"].status, told["all-c"].cannot_fail) == ("unknown", True)
    assert (told["all-d"].status, told["all-d"].cannot_fail) == ("not_applicable", False)
    assert not told["all-b"].cannot_fail


@pytest.mark.parametrize(
    ("given_name", "known"),
    [
        ("VELCADE®", "bortezomib"),
        ("  Darzalex  Faspro ", "daratumumab and hyaluronidase-fihj"),
        ("isatuximab", "isatuximab-irfc"),
        ("daratumumab and hyaluronidase", "daratumumab and hyaluronidase-fihj"),
        ("Selinexor", "selinexor"),
        ("5-HT3 antagonists", "5-HT3 antagonist"),
        ("anti-nausea agent", "anti-nausea agents"),
        ("Kyproli", None),
        ("bortezomibs", None),
        ("isatuximab-abcd", None),
        ("dara", None),
    ],
)
def test_a_medicine_goes_by_the_names_that_the_policy_prints(
    xpovio: Policy, given_name: str, known: str | None
) -> None:
    assert xpovio.names.known(given_name) == known


@pytest.mark.parametrize(
    ("asked", "named", "holds"),
    [
        ("both bindemib", ["bindemib"], None),
        ("both bindemib", ["Bindade"], None),
        ("both bindemib", ["turnomib"], False),
        ("both bindemib", ["both bindemib"], True),
        ("bindemib", ["low-dose bindemib"], None),
        ("bindemib", ["bindemib and glue"], False),
        ("bindemib and glue", ["bindemib"], False),
        ("bindemib", ["Bindade"], True),
    ],
)
def test_more_words_about_a_name_may_mean_the_same_medicine(
    asked: str, named: list[str], holds: bool | None
) -> None:
    tests = [
        ClauseTest("condition", "combined_with", "has_all", {"value": [one]})
        for one in (asked, "low-dose bindemib")
    ]
    listed = [
        ("a", "bindemib", "Bindade"),
        ("a", "bindemib and glue", "Bind"),
        ("b", "turnomib", ""),
    ]
    held = Names.of(listed, [], [test.operand for test in tests])
    fact = Fact("combined_with", "names", None, "", (), 1)
    for operator in ("has_all", "has_any"):
        test = replace(tests[0], operator=operator)
        found = judge(test, {"combined_with": tuple(named)}, held, {"combined_with": fact})
        assert found.holds is holds, found.why
        assert (holds is None) == ("whether" in found.why)


@pytest.mark.parametrize(
    ("diagnosis", "given", "expected"),
    [
        ("IF", ["PAPERI"], "met"),
        ("IF", ["bindemib", "turnomib"], "unknown"),
        ("IF", [], "not_met"),
        ("GC", ["glue deprivation"], "met"),
        ("GC", ["bindemib"], "unknown"),
        ("PR", ["bindemib", "turnomib"], "met"),
    ],
)
def test_a_regimen_may_be_of_medicines_that_are_named(
    policies_database: Path, diagnosis: str, given: list[str], expected: str
) -> None:
    held = read_policy(policies_database, "regimens")
    facts = {"age": 40, "diagnosis": [diagnosis], "combined_with": given or ["none"]}
    assert answer(held, facts).evaluation.status == expected


def test_a_name_that_is_nearly_one_is_asked_back(xpovio: Policy) -> None:
    found = answer(xpovio, {"combined_with": ["dexamethason"]})
    (why,) = [
        judged.why
        for one in found.evaluation.walk()
        for _, judged in one.judged
        if one.clause.id.endswith("initial-2-e")
    ]
    assert "dexamethason (nearly spelt as dexamethasone)" in why
