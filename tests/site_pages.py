"""The pages of the site that tests, benchmark and pictures go through: one table.

Addresses are those of the shipped documents.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: what it is called here, where it is, words that it must show, what it is for.

    Pictures are taken of those of which it is said what they are for.
    """

    name: str
    path: str
    shows: str
    about: str = ""

    def __str__(self) -> str:
        return self.name


RISKS = "/riskplan/risks/nexpovio-rmp-summary"
RISK = f"{RISKS}-hyponatraemia"
MEDICINE = "/riskplan/products/nexpovio"
POLICY = "/riskplan/policies/xpovio-prior-approval"
AUTHORISE = "/-/authorise/xpovio-prior-approval"
SOURCE = "/-/source/nexpovio-rmp-summary"

OWN = (
    SitePage(
        "home", "/", "NEXPOVIO",
        "What is held, what can be asked of it, and the way to each page.",
    ),
    SitePage(
        "medicines", "/-/medicines", "NEXPOVIO",
        "All medicines with their concerns by category, found by brand and substance.",
    ),
    SitePage(
        "medicine", MEDICINE, "Hyponatraemia",
        "One medicine: indications, concerns in their three groups, measures, studies, the policy "
        "beside it, and all of it to take away.",
    ),
    SitePage("policy-medicine", "/riskplan/products/xpovio", "Xpovio"),
    SitePage(
        "risk", RISK, "Hyponatraemia",
        "One safety concern: its evidence with the numbers marked and drawn, factors, measures, "
        "label sections, and what the plan does not state.",
    ),
    SitePage("missing-risk", f"{RISKS}-use-in-patients-with-severe-renal-impairment", "renal"),
    SitePage(
        "numbers", "/-/numbers", "Hyponatraemia",
        "How often each risk was reported, with its qualifier, grade and basis, and the table "
        "behind the drawing.",
    ),
    SitePage("source", SOURCE, "NEXPOVIO"),
    SitePage(
        "place", f"{SOURCE}?start=4178&end=4191", "Hyponatraemia",
        "The document beside what was read from it: each value leads to its words, and each "
        "word to the rows that were read there.",
    ),
    SitePage("text", f"{SOURCE}?page=2&as=text", "Hyponatraemia"),
    SitePage("policy-source", "/-/source/xpovio-prior-approval", "Xpovio"),
    SitePage(
        "labels", "/-/labels", "Hyponatraemia",
        "Which sections of the SmPC and the leaflet each concern cites, and where there are gaps.",
    ),
    SitePage("labels-across", "/-/labels?across=1", "Hyponatraemia"),
    SitePage(
        "compare", "/-/compare?a=nexpovio&b=xpovio", "Hyponatraemia",
        "Two medicines, or two documents of one, concern by concern.",
    ),
    SitePage("crosswalks", "/-/crosswalk", "selinexor"),
    SitePage(
        "crosswalk", "/-/crosswalk/selinexor", "DLBCL",
        "A plan beside a payer's policy of another place: what both list, what one lists alone, "
        "the indications, and what to watch.",
    ),
    SitePage("compare-choice", "/-/compare", "NEXPOVIO"),
    SitePage(
        "policy", POLICY, "18 years of age or older",
        "A payer's policy: its criteria as a checklist, start against renewal, limits, dose "
        "packs and history.",
    ),
    SitePage("authorise-choice", "/-/authorise", "Xpovio"),
    SitePage("authorise", AUTHORISE, "How old is the patient?"),
    SitePage(
        "request", f"{AUTHORISE}?age=67&diagnosis=RRMM&prior_therapies=4&combined_with=bortezomib"
        "&refractory_to=Velcade&refractory_to=Kyprolis&sex=male&strength_mg=20"
        "&tablets_per_dose=4&doses_per_week=2",
        "3 cartons",
        "A request held against a policy's printed text: clause by clause, with what is still to "
        "be found out and the sums of the quantity.",
    ),
    SitePage("search", "/-/search", "What one can ask"),
    SitePage(
        "hits", "/-/search?q=low+sodium", "Hyponatraemia",
        "The search, in whatever words a reader has, with the reason for each hit.",
    ),
)  # fmt: skip
"""The pages that are riskplan's own: in their frame, under its content security policy."""
STOCK = (
    SitePage("table", "/riskplan/risks", "Hyponatraemia"),
    SitePage("row", f"{RISK.replace('risks', 'evidence')}-evidence", "hyponatraemia"),
    SitePage("query", "/riskplan/search?q=hyponatraemia", "Hyponatraemia"),
)
"""Pages of Datasette's that riskplan has templates for."""
