"""Fictional policies as sources: those of the golden examples, and one of classes of medicines."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parent / "examples" / "prior_approval"
NAMES = tuple(sorted(path.name for path in EXAMPLES.iterdir()))
CLASSES = """Fictavel

Description

Fictavel (fictinib)

Prior-Approval Requirements

Age 18 years of age or older

Diagnoses

Patient must have ONE of the following:
1. Storybook anemia (SA)
 a. Disease is refractory to at least two anti-paper monoclonal antibodies (see Appendix 1)
 b. Used in combination with a grey steroid
2. Relapsed storybook anemia (RSA)
 a. Disease is refractory to at least three anthracyclines
 b. Used in combination with an anti-paper monoclonal antibody
3. Ink fever (IF)
 a. Used in combination with corticosteroids

Appendix 1 - List of Medications

Anti-Paper Monoclonal Antibodies

Generic Name Brand Name

scissumab Snip
scissumab and glue-abcd Snip Fast
stapumab-efgh Stapler
"""
ADULTS = "Age 18 years of age or older\n\nDiagnoses\n\nPatient must have ONE of the following:\n"
TABLETS = "10 mg 30 tablets per 30 days\n20 mg 30 tablets per 30 days\n"


def requirements(criteria: str, limits: str = "", renewal: str = "") -> str:
    """The text of a policy with these sections."""
    renewal = f"Prior-Approval Renewal Requirements\n\n{renewal}\n\n" if renewal else ""
    limits = f"Quantity\n{limits}\n\n" if limits else ""
    return (
        "Fictavel\n\nDescription\n\nFictavel (fictinib)\n\n"
        f"Prior-Approval Requirements\n\n{criteria}\n\n{renewal}"
        f"Policy Guidelines\n\nPrior-Approval Limits\n\n{limits}Duration 12 months\n"
    )


APPENDIX = """

Appendix 1 - List of Medications

Page Inhibitors

Generic Name Brand Name

bindemib Bindade
turnomib Turnis

Page Antibodies

Generic Name Brand Name

leafumab Leaf
sheetumab Sheet

Grey Steroids

Generic Name Brand Name

greyasone Greyadron
"""
SHORT = {
    "two-short-names": requirements(
        f"{ADULTS}1. Psoriasis of paper (PS)\n2. Psoriatic stapling (PS)\n3. Other (OT)\n"
        "4. None of the paper rashes (NR)"
    ),
    "rule-of-some": requirements(
        f"{ADULTS}1. Ink fever (IF)\n"
        " a. ONE of the following:\n"
        "  i. Patients with asthma only: Used in combination with bindemib\n"
        "2. Paper rash (PR)\n"
        " a. ONE of the following:\n"
        "  i. Patients with asthma only: Used in combination with bindemib\n"
        "  ii. Inadequate response to paper\n"
    )
    + APPENDIX,
    "of-whom": requirements(
        f"{ADULTS}1. Ink fever (IF)\n\n"
        "AND ALL of the following:\n"
        "1. Females only: patient is not dizzy\n"
        "2. Females of reproductive potential only: patient is not bored\n"
        "3. Females of reproductive potential only: patient will be advised to use effective "
        "contraception during treatment with Fictavel and for 6 months after the final dose\n"
        "4. Males only: patient is awake\n"
        "5. Women of childbearing potential only: patient has a pencil\n"
        "6. Females and males with a cat only: the cat is fed\n"
    ),
    "for-how-long": requirements(
        f"{ADULTS}1. Ink fever (IF)\n\n"
        "AND ALL of the following:\n"
        "1. For the last 6 months: NO gout\n"
        "2. For at least 3 months: patient has read\n"
        "3. For patients with gout in the last 6 months: patient has slept\n"
        "4. For the last 2 weeks: Used in combination with paper\n\n"
        "AND NONE of the following:\n"
        "1. Not on a diet\n"
        "2. No vaccination\n"
        "3. Boredom\n"
    ),
    "names-of-fields": requirements(
        f"{ADULTS}1. Ink fever (IF)\n\n"
        "AND ALL of the following:\n"
        "1. Phase\n2. Days\n3. Tablets\n4. Strength mg\n5. Drug\n6. Policy\n"
        "7. Пациент здоров\n8. 患者は元気\n",
        TABLETS,
    ),
    "names-with-commas": requirements(
        f"{ADULTS}1. Rash, chronic\n2. Ink fever; severe (IFS)\n3. Rash\n"
    ),
    "regimens": requirements(
        f"{ADULTS}1. Ink fever (IF)\n a. Used in combination with PAPERI\n"
        "2. Paper rash (PR)\n a. Used in combination with bindemib and turnomib\n"
        "3. Glue cough (GC)\n a. Used in combination with glue deprivation\n"
    ),
    "short-at-renewal": requirements(
        f"{ADULTS}1. Plaque psoriasis of paper (PsP)\n2. Ink Fever (IF)\n"
        "3. Rash of glue (RG)\n4. Severe rash of glue (RG)",
        renewal=f"{ADULTS}1. PsP\n2. Ink fever\n3. RG",
    ),
    "short-within": requirements(
        f"{ADULTS}1. Plaque psoriasis of paper (PsP)", renewal=f"{ADULTS}1. Severe PsP"
    ),
    "shorter-at-renewal": requirements(
        f"{ADULTS}1. Moderate to severe ink fever\n2. Rash, severe, of paper (RP)\n3. Rash",
        renewal=f"{ADULTS}1. Ink fever\n2. Severe rash\n3. Severe gluing of hands (RP)",
    ),
    "qualified-short-names": requirements(
        f"{ADULTS}1. Relapsed or refractory classical ink fever (cIF)\n"
        "2. Newly diagnosed chronic paper rash (CPR)\n"
        "3. Chronic paper rash (CPR) with resistance to prior therapy\n"
        "4. Glue cough (GC)\n5. Severe glue cough"
    ),
    "joins-unsaid": requirements(
        f"{ADULTS}1. Ink fever (IF)\n a. Follicular ink\n b. Mantle ink\n c. Marginal ink\n"
        "2. Paper rash (PR)\n a. Patient has read\n b. Wet paper\n"
        "3. Glue cough (GC)\n a. Wet glue\n OR\n b. Dry glue\n"
        "4. Dog ear (DE)\n a. Upper ear\n"
        "5. Page turn (PT) with ALL of the following:\n a. Left page\n b. Right page\n"
        "6. Spine ache (SA)\n a. Upper spine and\n b. Lower spine\n"
        "7. Torn cover (TC)\n a. Used in combination with bindemib\n b. Old cover\n\n"
        "AND ALL of the following:\n1. Patient is awake"
    ),
    "printed-other": requirements(f"{ADULTS}1. Ink fever (IF)\n2. Other\n"),
    "named-classes": requirements(
        f"{ADULTS}1. Ink fever (IF)\n"
        " a. Used in combination with bindemib or turnomib\n"
        "2. Paper rash (PR)\n"
        " a. Used in combination with a page inhibitor\n"
        " b. Disease is refractory to at least one page inhibitor\n"
        "3. Glue cough (GC)\n"
        " a. Disease is refractory to at least two page inhibitors\n"
        "4. Dog ear (DE)\n"
        " a. Disease is refractory to at least two page antibodies",
    )
    + APPENDIX,
    "same-unread": requirements(
        f"{ADULTS}1. Ink fever (IF)\n\nOR\n\nAge 12 years of age or older\n\nDiagnosis\n\n"
        "Patient must have the following:\n1. Paper rash (PR)",
        TABLETS,
        "Same as above",
    ),
    **{
        f"limits-{name}": requirements(f"{ADULTS}1. Ink fever (IF)", limits)
        for name, limits in {
            "most-mg": f"{TABLETS}Maximum daily limit of any combination: 40 mg",
            "in-all": f"{TABLETS}No more than 45 tablets in all per 30 days",
            "or-alone": "10 mg: 30 tablets per 30 days\nOR\n20 mg: 30 tablets per 30 days",
            "or-first": "10 mg: 30 tablets per 30 days\nOR 20 mg: 30 tablets per 30 days",
            "loading": f"{TABLETS}Loading dose: 60 tablets per 30 days in the first month",
            "by-age": "Adults\n10 mg 60 tablets per 30 days\nChildren\n"
            "20 mg 15 tablets per 30 days",
            "letter": f"{TABLETS}*60 tablets per 30 days are covered with a specialist's letter",
        }.items()
    },
}
"""Policies of a few lines, each called after what it shows."""
SOURCE = "file: source.txt\nfamily: prior_approval\nproduct: Fictavel\nsubstance: fictinib\n"


def put_policies(folder: Path) -> Path:
    """Source folders of the fictional policies, each called after what it shows."""
    texts = {name: (EXAMPLES / name / "source.txt").read_text("utf-8") for name in NAMES}
    for name, text in {**texts, **SHORT, "classes": CLASSES}.items():
        here = folder / name
        here.mkdir(parents=True)
        (here / "source.txt").write_text(text, encoding="utf-8")
        (here / "source.yml").write_text(f"{SOURCE}jurisdiction: US\n", encoding="utf-8")
    return folder
