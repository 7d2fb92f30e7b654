"""WebKit, in which iPhones show us: GNOME's own small browser, driven by its WebDriver, on a screen nobody sees."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

BROWSERS = "*/webkit2gtk-4.*/MiniBrowser"
SCREEN = ("-screen", "0", "360x740x24", "-nolisten", "tcp", "-displayfd")


class NotInstalled(Exception):
    """A program is not there; tools/test-needs brings it."""


@contextmanager
def webkit() -> Iterator[Remote]:
    """A browser of its own that knows nothing, until the block is left."""
    with screen() as display:
        options = Options()
        options.binary_location = str(browser())
        options.add_argument("--automation")
        service = Service(program("WebKitWebDriver"), env={**os.environ, "DISPLAY": display})
        service.start()
        try:
            there = RemoteConnection(client_config=ClientConfig(remote_server_addr=service.service_url))
            with Remote(there, options=options) as driver:
                yield driver
        finally:
            service.stop()


def browser() -> Path:
    """The newest there is. Raises NotInstalled."""
    found = list(Path("/usr/lib").glob(BROWSERS))
    if not found:
        raise NotInstalled(BROWSERS)
    return max(found)


def program(name: str) -> str:
    """Where it is. Raises NotInstalled."""
    found = shutil.which(name)
    if found is None:
        raise NotInstalled(name)
    return found


@contextmanager
def screen() -> Iterator[str]:
    """A display that is free."""
    told, tells = os.pipe()
    shown = subprocess.Popen([program("Xvfb"), *SCREEN, str(tells)], pass_fds=(tells,), stderr=subprocess.DEVNULL)
    os.close(tells)
    try:
        with os.fdopen(told) as number:
            yield f":{number.readline().strip()}"
    finally:
        shown.terminate()
        shown.wait()
