"""Take the pictures in docs/ anew: serves the site on a free port and asks Chromium for them.

    python docs/screenshots.py

Needs Chromium (Debian: apt-get install chromium).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parent
PICTURES = {
    "risk.png": ("/riskplan/risks/nexpovio-rmp-summary-hyponatraemia", "1180,1180"),
    "home.png": ("/", "1180,900"),
    "risks.png": ("/riskplan/risk_overview", "1180,900"),
    "risk-phone.png": ("/riskplan/risks/nexpovio-rmp-summary-hyponatraemia", "500,1100"),
}
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
]  # fmt: skip


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("no Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        serve = [sys.executable, "-m", "ingest.cli", "serve", "--port", "0"]
        serve += ["--database", f"{folder}/riskplan.db"]
        site = subprocess.Popen(serve, stderr=subprocess.PIPE, text=True, cwd=DOCS.parent)
        try:
            assert site.stderr
            address = next(line.split()[-1] for line in site.stderr if "riskplan is at" in line)
            for name, (path, size) in PICTURES.items():
                take = [chromium, *FLAGS, f"--user-data-dir={folder}/{name}"]
                take += [f"--window-size={size}", f"--screenshot={DOCS / name}"]
                subprocess.run([*take, address.rstrip("/") + path], check=True, timeout=60)
        finally:
            os.kill(site.pid, signal.SIGINT)
            site.wait(10)


if __name__ == "__main__":
    main()
