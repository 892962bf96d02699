"""Debian's Chromium and what is asked of its pages: their focus, their width, their troubles."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HOW_TO_GET_ONE = "no Chromium here (Debian: apt-get install chromium)"
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 800}


def installed() -> str | None:
    """The path of Chromium; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def launched(chromium: str, *more: str) -> Iterator[Browser]:
    """Chromium with a new profile, without a window."""
    flags = [*FLAGS, *more, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page in a context of its own, and all that went wrong on it."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        options = {"viewport": DESKTOP, "base_url": address, "reduced_motion": "reduce", **options}
        self.context: BrowserContext = browser.new_context(**options)
        self.context.set_default_timeout(5_000)
        self.context.set_default_navigation_timeout(30_000)
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("requestfailed", lambda one: self.troubles.append(f"no answer: {one.url}"))
        self.page.on("response", lambda one: self._answered(one.url, one.status, address))

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _answered(self, url: str, status: int, address: str) -> None:
        if status >= 400:
            self.troubles.append(f"status {status}: {url}")
        if not url.startswith((f"{address}/", "data:", "about:")):
            self.troubles.append(f"from elsewhere: {url}")

    def open(self, path: str) -> Page:
        """The page at ``path``, once it is loaded whole."""
        answer = self.page.goto(path, wait_until="load")
        assert answer, path
        assert answer.ok, f"status {answer.status} for {path}"
        return self.page

    def anew(self) -> Watched:
        """The same page, empty: a context of its own for each test takes three times as long."""
        self.page.goto("about:blank")
        self.page.emulate_media(media="null", color_scheme="null")
        self.troubles.clear()
        return self

    def close(self) -> None:
        """Close the page and its context."""
        self.context.close()
