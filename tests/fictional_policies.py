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
SOURCE = "file: source.txt\nfamily: prior_approval\nproduct: Fictavel\nsubstance: fictinib\n"


def put_policies(folder: Path) -> Path:
    """Source folders of the fictional policies, each called after what it shows."""
    texts = {name: (EXAMPLES / name / "source.txt").read_text("utf-8") for name in NAMES}
    for name, text in {**texts, "classes": CLASSES}.items():
        here = folder / name
        here.mkdir(parents=True)
        (here / "source.txt").write_text(text, encoding="utf-8")
        (here / "source.yml").write_text(f"{SOURCE}jurisdiction: US\n", encoding="utf-8")
    return folder
