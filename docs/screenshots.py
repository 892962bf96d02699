"""Take the pictures in docs/pictures anew, wide and narrow, and list them in docs/pages.md.

    python docs/screenshots.py [NAME ...]

The shipped documents are built and served on a free port. Needs the test extra, and Chromium
(Debian: apt-get install chromium).
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.chromium import DESKTOP, HOW_TO_GET_ONE, PHONE, Watched, installed, launched
from running_site import running
from site_pages import OWN, SitePage

from ingest import pipeline

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
SIZES = {"": (DESKTOP, 1800), "-phone": (PHONE, 1600)}
"""What a picture's name ends in, and the window and the greatest height that it has."""
ADDRESS = "http://localhost:8001"
COLOURS = (128, 64, 32, 16)
MOST_BYTES = 250_000
PAGES = [page for page in OWN if page.about]


def seen_as(address: str) -> str:
    """The flag by which Chromium takes the running site for ADDRESS, which some pages print."""
    return f"--host-resolver-rules=MAP {urlsplit(ADDRESS).netloc} {urlsplit(address).netloc}"


def picture(watched: Watched, path: str, most: int) -> bytes:
    """The page as a PNG of few colours, cut at the height of ``most`` pixels."""
    page = watched.open(path)
    width = page.viewport_size["width"]
    height = min(page.evaluate("document.documentElement.scrollHeight"), most)
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    shown = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip))).convert("RGB")
    for colours in COLOURS:
        file = io.BytesIO()
        few = shown.quantize(colours, dither=Image.Dither.NONE)
        few.save(file, "PNG", optimize=True)
        if file.tell() < MOST_BYTES:
            return file.getvalue()
    raise ValueError(f"the picture of {path} is too large")


def listed(page: SitePage) -> str:
    """A page's part of docs/pages.md."""
    return (
        f"## {page.name}\n\n`{page.path}`\n\n{page.about}\n\n"
        f"![{page.name}, on a desktop](pictures/{page.name}.png)\n\n"
        f"![{page.name}, on a phone](pictures/{page.name}-phone.png)\n"
    )


def main(names: list[str]) -> None:
    chromium = installed() or sys.exit(HOW_TO_GET_ONE)
    wanted = [page for page in PAGES if not names or page.name in names]
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "riskplan.db"
        pipeline.build([pipeline.PACKAGED_SOURCES], database)
        with running(database) as address, launched(chromium, seen_as(address)) as browser:
            for ending, (window, most) in SIZES.items():
                watched = Watched(browser, ADDRESS, viewport=window)
                for page in wanted:
                    file = PICTURES / f"{page.name}{ending}.png"
                    file.write_bytes(picture(watched, page.path, most))
                    print(f"{file.relative_to(DOCS)}: {file.stat().st_size // 1000} kB")
                watched.close()
    (DOCS / "pages.md").write_text(
        "# The pages of the site\n\nOf the shipped documents. "
        "`python docs/screenshots.py` takes these pictures anew.\n\n"
        + "\n".join(listed(page) for page in PAGES),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
