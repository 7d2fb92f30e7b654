"""Which kind of file is this, told by its content; its name may say anything."""

import io
import zipfile

from carelog.weeks.spreadsheet_import.reading import Problem, UnreadableSheet
from carelog.weeks.spreadsheet_import.sheet import Sheet
from carelog.weeks.spreadsheet_import.text_file import read_text
from carelog.weeks.spreadsheet_import.workbook import check_archive, read_workbook

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a workbook with a password is wrapped in the old container
BEGINNINGS = {
    b"%PDF": Problem.PDF, b"{\\rtf": Problem.WORD, b"\x89PNG": Problem.PICTURE, b"\xff\xd8\xff": Problem.PICTURE,
    b"GIF8": Problem.PICTURE, b"RIFF": Problem.PICTURE, b"\x1f\x8b": Problem.OTHER_KIND, b"Rar!": Problem.OTHER_KIND,
}  # fmt: skip
TAGS = (b"<!doctype html", b"<html", b"<?xml", b"<table", b"<head", b"<meta")
# A file inside the archive that only this kind has.
INSIDE = {
    "xl/workbook.bin": Problem.BINARY_EXCEL, "word/document.xml": Problem.WORD, "Index/Document.iwa": Problem.NUMBERS,
    "content.xml": Problem.OPEN_DOCUMENT,
}  # fmt: skip


def read_file(content: bytes) -> list[Sheet]:
    """The sheets of a file of a kind we read. Raises UnreadableSheet."""
    if not content.strip():
        raise UnreadableSheet(Problem.EMPTY)
    if content.startswith(OLD_OFFICE):
        raise UnreadableSheet(Problem.LOCKED if ENCRYPTED in content else Problem.OLD_EXCEL)
    for beginning, problem in BEGINNINGS.items():
        if content.startswith(beginning):
            raise UnreadableSheet(problem)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:20].lower().startswith(TAGS):
        raise UnreadableSheet(Problem.WEB_PAGE)
    return _read_archive(content) if content.startswith(b"PK") else read_text(content)


def _read_archive(content: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive)
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise UnreadableSheet(Problem.DAMAGED) from problem
    for name, problem_inside in INSIDE.items():
        if name in names:
            raise UnreadableSheet(problem_inside)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UnreadableSheet(Problem.OTHER_KIND)
    return read_workbook(content)
