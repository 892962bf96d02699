"""Fictional plans by the hundred, as text, the same for the same seed: no medicine here exists.

Concerns are the names and synonyms of ``concepts.csv``, a few of them common and most rare; a brand
differs from any other. The prose is drawn from stocks of words whose tail is long: names of made-up
registries, places and codes, most of which occur once or twice.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import yaml

from ingest.vocabulary import dictionary

CONCERNS = {"identified": (4, 8), "potential": (3, 6), "missing": (2, 4)}
"""How many concerns of a category a plan has, at least and at most."""
LABELS = {
    "identified": "Important identified risk",
    "potential": "Important potential risk",
    "missing": "Missing information",
}
RISKS = ("disorder", "laboratory", "product")
"""Kinds of concepts that are risks; of the others information is missing."""
WORDS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("fictional_words.yml").read_text(encoding="utf-8")
)


class Stock:
    """Words of which the first is drawn most, the second half as often, and so on (Zipf's law)."""

    def __init__(self, draw: random.Random, words: Sequence[str]) -> None:
        self.draw, self.words = draw, words
        self.weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def one(self) -> str:
        return self.draw.choices(self.words, cum_weights=self.weights)[0]


class Writer:
    """Writes plans, one after the other; the same ones for the same ``seed``."""

    def __init__(self, seed: int = 20) -> None:
        self.draw = random.Random(seed)
        rows = [row for row in dictionary("concepts") if "," not in row["name"]]
        kinds = {row["id"]: row["kind"] for row in rows}
        names = [row["name"] for row in rows if row["kind"] in RISKS]
        gaps = [row["name"] for row in rows if row["kind"] not in RISKS]
        names += [
            row["term"][:1].upper() + row["term"][1:]
            for row in dictionary("concept_terms")
            if row["kind"] == "exact" and kinds.get(row["concept_id"]) in RISKS
        ]
        self.risks, self.gaps = self._stock(names), self._stock(gaps)
        self.places = self._stock(sorted({self._made_up(2, 4).title() for _ in range(20_000)}))
        self.targets = self._stock([f"{self._made_up(2, 3)}in" for _ in range(600)])
        self.brands: set[str] = set()

    def _stock(self, words: Sequence[str]) -> Stock:
        return Stock(self.draw, self.draw.sample(words, len(words)))

    def _made_up(self, least: int, most: int) -> str:
        return "".join(self.draw.choices(WORDS["syllables"], k=self.draw.randint(least, most)))

    def _word(self, kind: str) -> str:
        return self.draw.choice(WORDS[kind])

    def _brand(self) -> str:
        while True:
            brand = (self._made_up(2, 3) + self._word("brand_endings")).title()
            if brand not in self.brands:
                self.brands.add(brand)
                return brand

    def plan(self) -> tuple[str, str, str]:
        """A brand, its substance, and the text of the summary of its plan."""
        brand, substance = self._brand(), self._made_up(2, 3) + self._word("substance_endings")
        disease = self._word("diseases")
        listed = {category: list(self._concerns(category)) for category in CONCERNS}
        parts = [
            f"Summary of risk management plan for {brand} ({substance})",
            "I. The medicine and what it is used for",
            f"{brand} is authorised for {self._word('groups')} and for adults with {disease} "
            f"(see SmPC for the full indication). It contains {substance} as the active substance "
            f"and it is given by {self._word('routes')}.",
            "II. Risks associated with the medicine and activities to minimise or further "
            "characterise the risks",
            "II.A List of important risks and missing information",
            "\n".join(
                f"{LABELS[category]}{'s' if category != 'missing' else ''} " + "\n".join(names)
                for category, names in listed.items()
            ),
            "II.B Summary of important risks",
            *(
                self._box(category, name, substance, disease)
                for category, names in listed.items()
                for name in names
            ),
            "II.C Post-authorisation development plan",
            "II.C.1 Studies which are conditions of the marketing authorisation",
            "There are no studies which are conditions of the marketing authorisation or specific "
            f"obligation of {brand}.",
            "II.C.2 Other studies in post-authorisation development plan",
            f"Study {self._code()}\nPurpose of the study: to characterise "
            f"{self._said(listed['potential'][0])} in {disease} ({self.places.one()} registry).",
        ]
        return brand, substance, "\n\n".join(map(_wrapped, parts)) + "\n"

    def _concerns(self, category: str) -> dict[str, None]:
        found: dict[str, None] = {}
        taken: set[str] = set()
        wanted = self.draw.randint(*CONCERNS[category])
        while len(found) < wanted:
            name = self._concern(category)
            if name.casefold() not in taken:
                taken.add(name.casefold())
                found[name] = None
        return found

    def _concern(self, category: str) -> str:
        if category == "missing":
            use = self.draw.random() < 0.5
            return f"Use in {self._word('groups')}" if use else self.gaps.one()
        first = self.risks.one()
        before = self._word("before")
        name = f"{before} {self._said(first)}" if before else first
        if self.draw.random() < 0.12:
            return f"{name} and {self._said(self.risks.one())}"
        return f"{name} {self._word('after')}".strip()

    def _box(self, category: str, name: str, substance: str, disease: str) -> str:
        lines = [f"{LABELS[category]}: {name}"]
        if category != "missing":
            lines += ["Evidence for linking the risk to the medicine"]
            said = self.draw.sample(WORDS["sentences"], self.draw.randint(3, 6))
            lines.append(" ".join(self._filled(one, name, substance, disease) for one in said))
            lines += ["Risk factors and risk groups", self._factors()]
        lines += ["Risk minimisation measures"]
        lines += [f"Routine risk minimisation measures: {self._word('routine')}"]
        lines += [f"Additional risk minimisation measures: {self._word('additional')}"]
        return "\n".join(lines)

    def _filled(self, sentence: str, name: str, substance: str, disease: str) -> str:
        m = self.draw.randint(80, 4000)
        n = self.draw.randint(1, m // 4)
        return sentence.format(
            Risk=name, risk=self._said(name), other=self._said(self.risks.one()),
            substance=substance, disease=disease, code=self._code(), place=self.places.one(),
            target=self.targets.one(), organ=self._word("organs"),
            often=self._word("often"), course=self._word("courses"),
            n=n, m=m, p=f"{100 * n / m:.1f}", q=f"{self.draw.uniform(0.1, 9):.1f}",
            i=self.draw.randint(2, 60), j=self.draw.randint(1, 20),
        )  # fmt: skip

    def _factors(self) -> str:
        known = self.draw.sample(WORDS["factors"], self.draw.randint(2, 6))
        history = f"a history of {self._said(self.risks.one())}"
        return f"Risk factors include {', '.join([*known, history])} and {self._had()}."

    def _had(self) -> str:
        return f"pre-existing {self._said(self.risks.one())}"

    def _said(self, name: str) -> str:
        """A name inside a sentence; an abbreviation keeps its letters."""
        return name if name[:2].isupper() else name[:1].lower() + name[1:]

    def _code(self) -> str:
        return f"{self._made_up(1, 2).upper()}-{self.draw.randint(100, 9999)}"


def _wrapped(part: str) -> str:
    return "\n".join(textwrap.fill(line, 100) for line in part.split("\n"))


def put_plans(folder: Path, count: int, seed: int = 20) -> Path:
    """``folder`` with ``count`` source folders, a fictional plan in each."""
    writer = Writer(seed)
    for _ in range(count):
        brand, substance, text = writer.plan()
        here = folder / f"{brand.casefold()}-rmp-summary"
        here.mkdir(parents=True)
        (here / "plan.txt").write_text(text, encoding="utf-8")
        (here / "source.yml").write_text(
            f"file: plan.txt\nfamily: rmp_summary\nproduct: {brand}\nsubstance: {substance}\n"
            "jurisdiction: EU\npublisher: Nobody\nlanguage: en\n"
            f"title: Summary of risk management plan for {brand} ({substance})\n",
            encoding="utf-8",
        )
    return folder
