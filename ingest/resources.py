"""Where the project's data outside the package lies: one way for checkout, editable and wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """``schema`` or ``metadata.yml``: inside the package in a wheel, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name
