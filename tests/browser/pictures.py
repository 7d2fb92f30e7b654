"""Photos in a form: chosen as the camera or the album gives them, after somebody said yes to that."""

from playwright.sync_api import FilePayload, Locator, Page


def asked(page: Page) -> None:
    """Walter said yes, or had said so before."""
    yes = page.get_by_role("group", name="Does Walter Osei say yes to photos?").get_by_label("Yes")
    if yes.is_visible():
        yes.check()
        page.get_by_label("They said so").check()


def choose(page: Page, *files: FilePayload) -> None:
    """As the camera or the album gives them."""
    asked(page)
    page.get_by_label("photos, four at most").set_input_files(list(files))


def file(name: str, data: bytes) -> FilePayload:
    """What somebody chose."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def chosen(page: Page) -> Locator:
    """The photos that go with the form."""
    return page.locator("photo-picker li")


def save(page: Page) -> None:
    """Press that."""
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
