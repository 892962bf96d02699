"""A fictional medicine with a plan in the EU and a policy in the US, worked out by hand."""

from __future__ import annotations

from pathlib import Path

from plans import put_plan

POLICY = """Mockivel

Description

Mockivel (fictinib)

Regulatory Status

FDA-approved indications: Mockivel is indicated: (1)

1. For the treatment of adults with a made-up disease
2. For the treatment of adults with multiple myeloma.

Patients should be monitored for signs of infection (1).

Mockivel also contains warnings for: hepatotoxicity, embryo-fetal toxicity, cardiomyopathy and
serious infections (1).

Policy

Mockivel may be considered medically necessary if the conditions indicated below are met.

Mockivel may be considered investigational for all other indications.

Prior-Approval Requirements

Age 18 years of age or older

Diagnosis

Patient must have the following:

Made-up disease (MUD)

AND ALL of the following:

1. Prescriber agrees to monitor liver function tests, left ventricular ejection fraction, and tail
length
2. Females of reproductive potential only: patient will be advised to use effective contraception
during treatment with Mockivel and for 6 months after the last dose

Prior-Approval Renewal Requirements

Age 18 years of age or older

Diagnosis

Patient must have the following:

Made-up disease (MUD)

AND ALL of the following:

1. NO disease progression
2. Prescriber agrees to monitor liver function tests

Policy Guidelines

Pre-PA Allowance
None

Prior-Approval Limits
Quantity 84 tablets per 84 days

Duration 12 months
"""
SOURCE = """file: policy.txt
family: prior_approval
product: {product}
substance: {substance}
jurisdiction: {jurisdiction}
title: {product} policy
publisher: Nobody
language: en
"""


def put_policy(
    folder: Path,
    name: str = "mockivel-policy",
    text: str = POLICY,
    product: str = "Mockivel",
    substance: str = "fictinib",
    jurisdiction: str = "US",
) -> Path:
    """A source folder with a fictional policy in it."""
    here = folder / name
    here.mkdir(parents=True)
    (here / "policy.txt").write_text(text, encoding="utf-8")
    said = SOURCE.format(product=product, substance=substance, jurisdiction=jurisdiction)
    (here / "source.yml").write_text(said, encoding="utf-8")
    return here


def put_both(folder: Path) -> list[Path]:
    """The fictional plan and the fictional policy."""
    return [put_plan(folder), put_policy(folder)]
