"""What differs between the criteria of a first approval and of a renewal, case by case."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest.site.policies import criteria_pairs
from ingest.site.policies.criteria_diff import Piece, differences, word_difference
from ingest.site.policies.criteria_pairs import criteria
from ingest.site.policies.criteria_tree import nodes_of, tree

Outline = list[tuple[Any, ...]]


def rows(phase: str, outline: Outline) -> list[dict[str, Any]]:
    """Rows of an outline: (depth, kind, text, operator, parameters), the last two optional."""
    made: list[dict[str, Any]] = [_row(phase, 0, None, "group", phase, "all_of", {})]
    path = [made[0]["id"]]
    for number, (depth, kind, text, *more) in enumerate(outline, start=1):
        operator, parameters = (*more, None, None)[:2]
        row = _row(phase, number, path[depth], kind, text, operator, parameters or {})
        made.append(row)
        path[depth + 1 :] = [row["id"]]
    return made


def _row(
    phase: str, number: int, parent: str | None, kind: str, text: str, operator: str | None,
    parameters: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": f"{phase}-{number}", "parent_id": parent, "ordinal": number, "kind": kind,
        "text": text, "operator": operator, "parameters": json.dumps(parameters), "phase": phase,
    }  # fmt: skip


def told(start: Outline, renewal: Outline) -> list[tuple[str, str | None, str | None]]:
    """Standing and texts of what differs; reasons are added to the standing."""
    return [
        (
            " ".join([one.standing, *one.reasons]),
            one.start.row["text"] if one.start else None,
            one.renewal.row["text"] if one.renewal else None,
        )
        for one in differences(rows("initial", start), rows("renewal", renewal))
    ]


def age(years: int) -> tuple[Any, ...]:
    return (0, "age", f"{years} years of age or older", None, {"minimum_age": years})


def disease(depth: int, name: str, short: str, operator: str | None = None) -> tuple[Any, ...]:
    return (depth, "diagnosis", f"{name} ({short})", operator,
            {"diagnosis": name, "abbreviation": short})  # fmt: skip


def pills(sex: str, who: str, weeks: int) -> tuple[Any, ...]:
    words = f"{who} only: use contraception for {weeks} weeks after the last dose"
    parameters = {"sex": sex, "of": who.casefold(), "weeks_after_last_dose": weeks}
    return (0, "contraception", words, None, parameters)


def prior(count: int, words: str, depth: int = 0) -> tuple[Any, ...]:
    return (depth, "prior_therapy", f"Patient has received at least {words} prior therapies", None,
            {"minimum_count": count, "of": "prior therapies"})  # fmt: skip


def refractory(count: str, name: str) -> tuple[Any, ...]:
    return (0, "refractory", f"Disease is refractory to at least {count} {name}", None,
            {"class": name, "minimum_count": count})  # fmt: skip


def together(depth: int, *names: str) -> tuple[Any, ...]:
    return (depth, "combination", f"Used in combination with {' and '.join(names)}", None,
            {"with": [*names]})  # fmt: skip


DUAL = "NO dual therapy with another made-up inhibitor"
EITHER = (0, "group", "ONE of the following:", "one_of")
EACH = (0, "group", "ALL of the following:", "all_of")
CASES: dict[str, tuple[Outline, Outline, list[tuple[str, str | None, str | None]]]] = {
    "nothing at all": ([], [], []),
    "the same words": (
        [age(18)], [age(18)],
        [("again", "18 years of age or older", "18 years of age or older")],
    ),
    "case, blanks and the mark at the end are no other words": (
        [(0, "other", "No  pregnancy;")], [(0, "other", "NO pregnancy")],
        [("again", "No  pregnancy;", "NO pregnancy")],
    ),
    "another age": (
        [age(18)], [age(12)],
        [("changed words", "18 years of age or older", "12 years of age or older")],
    ),
    "the same parameters in other words": (
        [(0, "monitoring", "Prescriber agrees to monitor weight", None, {"of": ["weight"]})],
        [(0, "monitoring", "Weight is watched by the doctor", None, {"of": ["weight"]})],
        [("again words", "Prescriber agrees to monitor weight", "Weight is watched by the doctor")],
    ),
    "the same parameters twice: not sure which is which": (
        [(0, "monitoring", "a b c d", None, {"of": ["weight"]}),
         (0, "monitoring", "e f g h", None, {"of": ["weight"]})],
        [(0, "monitoring", "i j k l", None, {"of": ["weight"]})],
        [("dropped", "a b c d", None), ("dropped", "e f g h", None), ("new", None, "i j k l")],
    ),
    "only at the start": ([prior(1, "one")], [], [
        ("dropped", "Patient has received at least one prior therapies", None)]),
    "only at renewal": ([], [prior(1, "one")], [
        ("new", None, "Patient has received at least one prior therapies")]),
    "another number of therapies": (
        [prior(4, "four")], [prior(2, "two")],
        [("changed words", "Patient has received at least four prior therapies",
          "Patient has received at least two prior therapies")],
    ),
    "kinds are never mixed, whatever the words": (
        [(0, "monitoring", "Weight is stable")], [(0, "other", "Weight is stable")],
        [("dropped", "Weight is stable", None), ("new", None, "Weight is stable")],
    ),
    "women and men are not one criterion": (
        [pills("female", "Females", 1)], [pills("male", "Males", 1)],
        [("dropped", "Females only: use contraception for 1 weeks after the last dose", None),
         ("new", None, "Males only: use contraception for 1 weeks after the last dose")],
    ),
    "weeks of each sex are compared with the same sex": (
        [pills("female", "Females", 1), pills("male", "Males", 1)],
        [pills("male", "Males", 4), pills("female", "Females", 1)],
        [("again", "Females only: use contraception for 1 weeks after the last dose",
          "Females only: use contraception for 1 weeks after the last dose"),
         ("changed words", "Males only: use contraception for 1 weeks after the last dose",
          "Males only: use contraception for 4 weeks after the last dose")],
    ),
    "another class of medicines is another criterion": (
        [refractory("two", "foo inhibitors")], [refractory("two", "bar inhibitors")],
        [("dropped", "Disease is refractory to at least two foo inhibitors", None),
         ("new", None, "Disease is refractory to at least two bar inhibitors")],
    ),
    "another number of one class": (
        [refractory("two", "foo inhibitors"), refractory("two", "bar inhibitors")],
        [refractory("three", "bar inhibitors")],
        [("dropped", "Disease is refractory to at least two foo inhibitors", None),
         ("changed words", "Disease is refractory to at least two bar inhibitors",
          "Disease is refractory to at least three bar inhibitors")],
    ),
    "a shorter combination": (
        [together(0, "foo", "bar")], [together(0, "bar")],
        [("changed words", "Used in combination with foo and bar",
          "Used in combination with bar")],
    ),
    "a combination with something else": (
        [together(0, "foo")], [together(0, "bar")],
        [("dropped", "Used in combination with foo", None),
         ("new", None, "Used in combination with bar")],
    ),
    "two that one could be: not sure": (
        [(0, "other", f"{DUAL} at start one"), (0, "other", f"{DUAL} at start two")],
        [(0, "other", f"{DUAL} at start three")],
        [("dropped", f"{DUAL} at start one", None), ("dropped", f"{DUAL} at start two", None),
         ("new", None, f"{DUAL} at start three")],
    ),
    "free words that are nearly the same": (
        [(0, "other", DUAL)], [(0, "other", DUAL.replace("another", "any other"))],
        [("changed words", DUAL, DUAL.replace("another", "any other"))],
    ),
    "free words that are not alike enough": (
        [(0, "other", "Patient is seen by a haematologist")],
        [(0, "other", "Patient is seen every month at home")],
        [("dropped", "Patient is seen by a haematologist", None),
         ("new", None, "Patient is seen every month at home")],
    ),
    "the same words twice stay two": (
        [(0, "other", "Weight is stable"), (0, "other", "Weight is stable")],
        [(0, "other", "Weight is stable")],
        [("again", "Weight is stable", "Weight is stable"),
         ("dropped", "Weight is stable", None)],
    ),
    "the same words for another diagnosis are another criterion": (
        [disease(0, "Made-up disease", "MUD", "all_of"), together(1, "foo")],
        [disease(0, "Other disease", "OD", "all_of"), together(1, "foo")],
        [("dropped", "Made-up disease (MUD)", None),
         ("dropped", "Used in combination with foo", None),
         ("new", None, "Other disease (OD)"), ("new", None, "Used in combination with foo")],
    ),
    "what was asked for one diagnosis and is asked for all is another criterion": (
        [disease(0, "Made-up disease", "MUD", "all_of"), together(1, "foo")],
        [disease(0, "Made-up disease", "MUD"), together(0, "foo")],
        [("again", "Made-up disease (MUD)", "Made-up disease (MUD)"),
         ("dropped", "Used in combination with foo", None),
         ("new", None, "Used in combination with foo")],
    ),
    "a diagnosis in more words has the same abbreviation": (
        [disease(0, "Made-up disease", "MUD", "all_of"), prior(2, "two", 1)],
        [disease(0, "Relapsed made-up disease", "MUD", "all_of"), prior(1, "one", 1)],
        [("changed words", "Made-up disease (MUD)", "Relapsed made-up disease (MUD)"),
         ("changed words", "Patient has received at least two prior therapies",
          "Patient has received at least one prior therapies")],
    ),
    "diagnoses are not told from likeness": (
        [(0, "diagnosis", "Chronic lymphocytic leukaemia of adults", None,
          {"diagnosis": "Chronic lymphocytic leukaemia of adults"})],
        [(0, "diagnosis", "Chronic myelocytic leukaemia of adults", None,
          {"diagnosis": "Chronic myelocytic leukaemia of adults"})],
        [("dropped", "Chronic lymphocytic leukaemia of adults", None),
         ("new", None, "Chronic myelocytic leukaemia of adults")],
    ),
    "one abbreviation with other numbers is another diagnosis": (
        [disease(0, "Type 1 disease", "D")], [disease(0, "Type 2 disease", "D")],
        [("dropped", "Type 1 disease (D)", None), ("new", None, "Type 2 disease (D)")],
    ),
    "one of several becomes one of all": (
        [EITHER, (1, "other", "Pain is less"), (1, "other", "Sleep is better")],
        [EACH, (1, "other", "Pain is less"), (1, "other", "Sleep is better")],
        [("changed joined", "Pain is less", "Pain is less"),
         ("changed joined", "Sleep is better", "Sleep is better")],
    ),
    "all within all is no change": (
        [(0, "other", "Pain is less"), (0, "other", "Sleep is better")],
        [EACH, (1, "other", "Pain is less"), (1, "other", "Sleep is better")],
        [("again", "Pain is less", "Pain is less"),
         ("again", "Sleep is better", "Sleep is better")],
    ),
    "one of one is the same as all of one": (
        [EITHER, (1, "other", "Pain is less")], [(0, "other", "Pain is less")],
        [("again", "Pain is less", "Pain is less")],
    ),
    "an alternative more": (
        [EITHER, (1, "other", "Pain is less"), (1, "other", "Sleep is better")],
        [EITHER, (1, "other", "Pain is less"), (1, "other", "Sleep is better"),
         (1, "other", "Fever is gone")],
        [("again", "Pain is less", "Pain is less"),
         ("again", "Sleep is better", "Sleep is better"), ("new", None, "Fever is gone")],
    ),
    "three levels deep": (
        [EACH, (1, "group", "ONE of the following:", "one_of"), prior(2, "two", 2),
         together(2, "foo")],
        [EACH, (1, "group", "ONE of the following:", "one_of"), prior(3, "three", 2),
         together(2, "foo")],
        [("changed words", "Patient has received at least two prior therapies",
          "Patient has received at least three prior therapies"),
         ("again", "Used in combination with foo", "Used in combination with foo")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_how_each_criterion_stands(name: str) -> None:
    start, renewal, expected = CASES[name]
    assert told(start, renewal) == expected


@pytest.mark.parametrize("name", CASES)
def test_each_criterion_is_told_once_and_kinds_are_not_mixed(name: str) -> None:
    start, renewal, _ = CASES[name]
    found = differences(rows("initial", start), rows("renewal", renewal))
    for side, outline in (("start", start), ("renewal", renewal)):
        shown = [getattr(one, side).row["id"] for one in found if getattr(one, side)]
        asked = [n for n, (_, kind, *_) in enumerate(outline, start=1) if kind != "group"]
        assert sorted(int(row_id.split("-")[1]) for row_id in shown) == asked
    for one in found:
        if one.start and one.renewal:
            assert one.start.row["kind"] == one.renewal.row["kind"]


def test_the_shipped_policy_asks_ten_again_drops_six_and_adds_one(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        start, renewal = (
            connection.execute("select * from policy_criteria where phase = ?", [phase]).fetchall()
            for phase in ("initial", "renewal")
        )
    found = [
        (one.standing, one.reasons, (one.start or one.renewal).row["id"])  # type: ignore[union-attr]
        for one in differences(start, renewal)
    ]
    prefix = "xpovio-prior-approval-"
    dropped = ["initial-1-a", "initial-2-a", "initial-2-b", "initial-2-c", "initial-2-d",
               "initial-3-a"]  # fmt: skip
    assert [row for standing, _, row in found if standing == "dropped"] == [
        prefix + one for one in dropped
    ]
    assert [row for standing, _, row in found if standing == "new"] == [f"{prefix}renewal-all-a"]
    assert (
        len([row for standing, reasons, row in found if (standing, reasons) == ("again", ())]) == 10
    )
    assert len(found) == 17


def test_many_criteria_without_a_pair_are_not_compared_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = random.Random(1)
    sides: list[Outline] = [
        [(0, "other", " ".join(words.choices("abcdefghijklmnop", k=30))) for _ in range(300)]
        for _ in range(2)
    ]
    compared = []
    monkeypatch.setattr(criteria_pairs, "likeness", lambda *pair: compared.append(pair) or 0.0)
    differences(rows("initial", sides[0]), rows("renewal", sides[1]))
    assert len(compared) <= criteria_pairs.MOST_PAIRS


@pytest.mark.parametrize(
    ("start", "renewal", "only_start", "only_renewal"),
    [
        ("at least two prior therapies", "at least four prior therapies", ["two"], ["four"]),
        ("with foo and bar", "with bar", ["foo and"], []),
        ("with bar", "with bar daily", [], ["daily"]),
        ("NO progression", "no progression", [], []),
        ("", "all new", [], ["all new"]),
        ("a  b\n c", "a b c", [], []),
        ("<b>one</b> two", "<i>one</i> two", ["<b>one</b>"], ["<i>one</i>"]),
    ],
)
def test_words_that_one_wording_alone_has(
    start: str, renewal: str, only_start: list[str], only_renewal: list[str]
) -> None:
    here, there = word_difference(start, renewal)
    assert [piece.words for piece in here if piece.only_here] == only_start
    assert [piece.words for piece in there if piece.only_here] == only_renewal
    assert " ".join(piece.words for piece in here) == " ".join(start.split())
    assert " ".join(piece.words for piece in there) == " ".join(renewal.split())
    assert all(isinstance(piece, Piece) for piece in here + there)


def test_a_tree_keeps_rows_whose_parent_is_not_among_them() -> None:
    lone = _row("initial", 7, "elsewhere", "other", "Left alone", None, {})
    made = [*rows("initial", [(0, "age", "18 years")]), lone]
    assert [node.row["id"] for node in tree(made)] == ["initial-0", "initial-7"]
    assert len([*nodes_of(tree(made))]) == 3
    assert [one.row["text"] for one in criteria(tree(made))] == ["18 years", "Left alone"]


def test_parameters_that_are_no_object_are_none() -> None:
    odd = {**_row("initial", 0, None, "other", "Odd", None, {}), "parameters": "[1]"}
    assert tree([odd])[0].parameters == {}
