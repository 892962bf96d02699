"""The pages of the site that tests, benchmark and pictures go through: one table.

Addresses are those of the shipped documents.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: what it is called here, where it is, and words that it must show."""

    name: str
    path: str
    shows: str

    def __str__(self) -> str:
        return self.name


RISKS = "/riskplan/risks/nexpovio-rmp-summary"
RISK = f"{RISKS}-hyponatraemia"
POLICY = "/riskplan/policies/xpovio-prior-approval"
PLACE = "/-/source/nexpovio-rmp-summary?start=4178&end=4191"

OWN = (
    SitePage("home", "/", "NEXPOVIO"),
    SitePage("medicines", "/-/medicines", "NEXPOVIO"),
    SitePage("medicine", "/riskplan/products/nexpovio", "Hyponatraemia"),
    SitePage("policy-medicine", "/riskplan/products/xpovio", "Xpovio"),
    SitePage("risk", RISK, "Hyponatraemia"),
    SitePage("missing-risk", f"{RISKS}-use-in-patients-with-severe-renal-impairment", "renal"),
    SitePage("numbers", "/-/numbers", "Hyponatraemia"),
    SitePage("source", "/-/source/nexpovio-rmp-summary", "NEXPOVIO"),
    SitePage("place", PLACE, "Hyponatraemia"),
    SitePage("policy-source", "/-/source/xpovio-prior-approval", "Xpovio"),
    SitePage("labels", "/-/labels", "Hyponatraemia"),
    SitePage("compare", "/-/compare", "NEXPOVIO"),
    SitePage("policy", POLICY, "18 years of age or older"),
    SitePage("search", "/-/search", "What one can ask"),
    SitePage("hits", "/-/search?q=hyponatremia", "Hyponatraemia"),
)  # fmt: skip
"""The pages that are riskplan's own: in their frame, under its content security policy."""
STOCK = (
    SitePage("table", "/riskplan/risks", "Hyponatraemia"),
    SitePage(
        "row", "/riskplan/evidence/nexpovio-rmp-summary-hyponatraemia-evidence", "hyponatraemia"
    ),
    SitePage("query", "/riskplan/search?q=hyponatraemia", "Hyponatraemia"),
)
"""Pages of Datasette's that riskplan has templates for."""
