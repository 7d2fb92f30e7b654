"""Files as programs save them, files of the wrong kind, and files made to do harm."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font

import carelog.weeks.spreadsheet_import as spreadsheet
from carelog.weeks.details import Part
from carelog.weeks.spreadsheet_import import Problem, Reading, ReadWeek, Reason, UnreadableSheet, read_week
from carelog.weeks.spreadsheet_import.answer import answer
from tests.weeks.sheets import DAYS, WEEK, Value, line, reasons, saved, workbook

EXAMPLE = (Path(spreadsheet.__file__).parents[2] / "demo_weeks" / "week-a-home-care.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"


def read(content: bytes) -> ReadWeek:
    """What is read of a file, in this process."""
    read_here = answer(content)
    assert "problem" not in read_here, read_here
    return ReadWeek.from_json(read_here)


def problem(content: bytes) -> Problem:
    """Why a file cannot be read, in this process."""
    return Problem(answer(content)["problem"])


def problem_in_child(content: bytes) -> Problem:
    """Why a file cannot be read, within the bounds of the child."""
    with pytest.raises(UnreadableSheet) as raised:
        read_week(content, "week.xlsx")
    return raised.value.problem


def archive(files: dict[str, bytes | str]) -> bytes:
    """A zip archive of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return packed.getvalue()


def changed(name: str, old: str, new: str) -> bytes:
    """A small real workbook with something else written into one of its files."""
    with zipfile.ZipFile(io.BytesIO(saved(workbook(WEEK)))) as source:
        files: dict[str, bytes | str] = {entry: source.read(entry) for entry in source.namelist()}
    before = source_text(files[name])
    assert old in before
    return archive({**files, name: before.replace(old, new, 1)})


def source_text(content: bytes | str) -> str:
    return content if isinstance(content, str) else content.decode()


# Workbooks.


def test_a_merged_cell_counts_for_every_day_it_spans_and_has_one_line() -> None:
    week = read(saved(workbook([["", *DAYS], ["Morning", "Swim"]], merged=["B2:D2"])))
    assert [item.days for item in week.items] == [(0, 1, 2)]
    assert line(week, "B2:D2").source == "Swim"


def test_a_cell_merged_over_two_parts_of_the_day_is_asked_about() -> None:
    week = read(saved(workbook([["", *DAYS], ["Morning", "Day out"], ["Afternoon"]], merged=["B2:B3"])))
    assert [(item.days, item.part) for item in week.items] == [((0,), Part.MORNING)]
    assert reasons(week, "B2:B3") == [Reason.MANY_PARTS]


def test_a_merged_heading_speaks_for_all_its_rows() -> None:
    week = read(saved(workbook([["", *DAYS], ["Evening", "Tea"], ["", "Choir"]], merged=["A2:A3"])))
    assert [item.part for item in week.items] == [Part.EVENING, Part.EVENING]
    assert all(found.sure for found in week.lines)


def test_the_first_visible_sheet_that_looks_like_a_week_is_taken_and_the_others_are_named() -> None:
    book = workbook([["Address", "Phone"]])
    book.worksheets[0].title = "Contacts"
    for name, what in (("Old week", "Tea"), ("This week", "Swim"), ("Spare", "Choir")):
        sheet = book.create_sheet(name)
        for row in [["", *DAYS], ["Morning", what]]:
            sheet.append(row)
    book["Old week"].sheet_state = "hidden"
    book.create_sheet("Empty")
    week = read(saved(book))
    assert [item.title for item in week.items] == ["Swim"]
    assert reasons(week, "Contacts") == reasons(week, "Spare") == [Reason.OTHER_SHEET]
    assert reasons(week, "Old week") == [Reason.HIDDEN_SHEET]
    assert "Empty" not in [found.cell for found in week.lines]


def test_a_formula_is_read_by_its_stored_result_and_asked_about_without_one() -> None:
    week = read(changed(SHEET, "</row></sheetData>", (
        '<c r="D2" t="str"><f>CONCATENATE("Te","a")</f><v>Tea</v></c><c r="E2"><f>A1+1</f></c></row></sheetData>'
    )))  # fmt: skip
    assert "Tea" in [item.title for item in week.items]
    assert reasons(week, "E2") == [Reason.FORMULA]


def test_numbers_dates_and_yes_or_no_are_not_taken_for_something_to_do() -> None:
    odd: list[Value] = [
        42,
        1.5,
        True,
        date(2026, 9, 2),
        datetime.combine(date(2026, 9, 2), time(10)),
        time(9, 30),
        timedelta(minutes=90),
    ]
    week = read(saved(workbook([["", *DAYS], ["Morning", "Swim"], ["Evening", *odd]])))
    assert [item.title for item in week.items] == ["Swim"]
    assert {reason for cell in "BCDEFGH" for reason in reasons(week, f"{cell}3")} == {Reason.NO_WORDS}


def test_an_error_of_the_spreadsheet_is_asked_about() -> None:
    week = read(saved(workbook([["", *DAYS], ["Morning", "Swim", "#REF!"]])))
    assert reasons(week, "C2") == [Reason.NOT_TEXT]


def test_days_may_be_dates_and_headings_may_be_times() -> None:
    monday = date(2026, 11, 23)
    days = [monday + timedelta(days=offset) for offset in range(7)]
    week = read(saved(workbook([["", *days], [time(9, 30), "Swim"]])))
    assert [(item.days, item.at) for item in week.items] == [((0,), time(9, 30))]


def test_comments_and_drawings_are_accounted_for() -> None:
    book = workbook(WEEK)
    sheet = book.worksheets[0]
    sheet["B2"].comment = Comment("only if it is warm", "Ann")
    sheet.add_chart(BarChart(), "J1")
    week = read_week(saved(book), "week.xlsx")
    beside = {(found.source, found.doubts[0][0]) for found in week.lines if not found.sure}
    assert beside == {("only if it is warm", Reason.COMMENT), ("Sheet", Reason.DRAWING)}


def test_what_is_hidden_or_struck_out_is_read_and_said() -> None:
    book = workbook([["", *DAYS], ["Morning", "Swim", "Tea", "Choir"], ["Evening", "Walk", "Bath"], ["Night", "Sleep"]])
    sheet = book.worksheets[0]
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions.group("D", "F", hidden=True)
    sheet["C2"].font = Font(strike=True)
    week = read(saved(book))
    assert [item.title for item in week.items] == ["Swim", "Tea", "Choir", "Walk", "Bath", "Sleep"]
    doubts = {found.cell: reasons(week, found.cell) for found in week.lines if not found.sure}
    hidden = {cell: [Reason.HIDDEN] for cell in ("D1", "E1", "F1", "D2", "A4", "B4")}
    assert doubts == {**hidden, "C2": [Reason.STRUCK_OUT]}


def test_a_hidden_row_of_a_list_is_read_and_said() -> None:
    book = workbook([["what", "days", "colour"], ["Swim", "Mon", "red"], ["Choir", "Tue", "blue"]])
    book.worksheets[0].row_dimensions[3].hidden = True
    week = read(saved(book))
    assert [item.title for item in week.items] == ["Swim", "Choir"]
    assert (reasons(week, "row 2"), reasons(week, "row 3")) == ([], [Reason.HIDDEN])


def test_a_cell_in_the_farthest_corner_is_accounted_for() -> None:
    book = workbook(WEEK)
    book.worksheets[0]["XFD1048576"] = "far away"
    week = read_week(saved(book), "week.xlsx")
    assert reasons(week, "XFD1048576") == [Reason.OUTSIDE]
    assert line(week, "XFD1048576").source == "far away"
    assert [item.title for item in week.items] == ["Swim", "Choir"]


def test_a_claimed_size_costs_nothing() -> None:
    content = changed(SHEET, 'ref="A1:H2"', 'ref="A1:XFD1048576"')
    assert [item.title for item in read_week(content, "week.xlsx").items] == ["Swim", "Choir"]


# Text.

LINES = "what;days;notes\nDinner at mum\N{RIGHT SINGLE QUOTATION MARK}s;Mon\N{EN DASH}Fri;½ hour\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_text_in_its_usual_forms(encoding: str, separator: str, ending: str) -> None:
    content = LINES.replace(";", separator).replace("\n", ending).encode(encoding)
    (item,) = read(content).items
    assert (item.title, item.days, item.minutes) == ("Dinner at mum's", (0, 1, 2, 3, 4), 30)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_western_text_in_utf_16_without_a_mark(encoding: str) -> None:
    assert [item.title for item in read("what,days\nSwim,Mon\n".encode(encoding)).items] == ["Swim"]


def test_a_first_line_that_names_the_separator_is_no_content() -> None:
    week = read(b"sep=;\nwhat;days\nSwim, then tea;Mon\n")
    assert [item.title for item in week.items] == ["Swim, then tea"]
    assert all(found.reading in (Reading.HEADING, Reading.ITEM) for found in week.lines)


def test_a_planner_in_text_with_lines_in_a_cell() -> None:
    week = read(b',Mon,Tue\nMorning,"Swim\nTea",Choir\n')
    assert [(item.title, item.days) for item in week.items] == [("Swim", (0,)), ("Tea", (0,)), ("Choir", (1,))]


# Files of the wrong kind. Each says what it is.

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
WRONG = {
    "nothing": (b"", Problem.EMPTY),
    "only spaces": (b" \r\n \n", Problem.EMPTY),
    "xls": (OLE + "Workbook".encode("utf-16-le"), Problem.OLD_EXCEL),
    "with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), Problem.LOCKED),
    "ods": (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            Problem.OPEN_DOCUMENT),
    "docx": (archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), Problem.WORD),
    "xlsb": (archive({"[Content_Types].xml": "<a/>", "xl/workbook.bin": b"\x83"}), Problem.BINARY_EXCEL),
    "numbers": (archive({"Index/Document.iwa": b"\0"}), Problem.NUMBERS),
    "another archive": (archive({"photo.jpg": b"\xff\xd8"}), Problem.OTHER_KIND),
    "pdf": (b"%PDF-1.7\n...", Problem.PDF),
    "rtf": (b"{\\rtf1 Monday}", Problem.WORD),
    "web page": (b"\xef\xbb\xbf\n<!DOCTYPE html><table><td>Monday</table>", Problem.WEB_PAGE),
    "xml spreadsheet": (b'<?xml version="1.0"?><Workbook/>', Problem.WEB_PAGE),
    "photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", Problem.PICTURE),
    "program": (b"\x7fELF\0\0\0\x01\0\0\0", Problem.OTHER_KIND),
    "cut off": (EXAMPLE[: len(EXAMPLE) // 2], Problem.DAMAGED),
    "not quite an archive": (b"PK\x03\x04 week", Problem.DAMAGED),
    "a letter": (b"Dear Ann,\nsee you on Monday.\n", Problem.NO_WEEK),
    "only a title": (saved(workbook([["My perfect week"]])), Problem.NO_WEEK),
    "an empty sheet": (saved(workbook([])), Problem.NO_WEEK),
    "only headings": (saved(workbook([["", *DAYS], ["Morning"], ["Evening"]])), Problem.NO_ITEMS),
    "only columns": (b"what,days,notes\n", Problem.NO_ITEMS),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_file_of_the_wrong_kind_says_what_it_is(name: str) -> None:
    content, expected = WRONG[name]
    assert problem(content) == expected


# Files made to do harm.

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def test_a_file_over_the_bound_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "COMMAND", ("/nowhere",))
    with pytest.raises(UnreadableSheet) as raised:
        read_week(b"PK" + b"\0" * spreadsheet.LARGEST, "week.xlsx")
    assert raised.value.problem == Problem.LARGE_FILE
    assert raised.value.details == {"filename": "week.xlsx", "megabytes": "2"}


def test_an_archive_that_swells_is_refused_before_it_is_unpacked() -> None:
    assert problem(archive({"[Content_Types].xml": "<a/>", SHEET: b"\0" * 15_000_000})) == Problem.MUCH_CONTENT
    assert problem(archive({"[Content_Types].xml": "<a/>", SHEET: os.urandom(64) * 400_000})) == Problem.MUCH_CONTENT


def test_an_archive_of_very_many_files_is_refused() -> None:
    assert problem(archive({f"xl/{number}": "" for number in range(501)})) == Problem.MUCH_CONTENT


def test_an_archive_that_lies_about_its_sizes_is_damaged() -> None:
    content = saved(workbook(WEEK))
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        sizes = {entry.file_size for entry in source.infolist() if entry.filename == SHEET}
    (size,) = sizes
    assert problem(content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))) == Problem.DAMAGED


def test_an_encrypted_archive_has_a_password() -> None:
    content = bytearray(archive({"xl/workbook.xml": "<a/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert problem(bytes(content)) == Problem.LOCKED


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_are_never_expanded(name: str) -> None:
    content = changed(name, "<", f"{BOMB}<") if name != SHEET else changed(name, "<worksheet", f"{BOMB}<worksheet")
    assert problem(content) == Problem.DAMAGED


def test_a_file_of_this_machine_is_never_read_in() -> None:
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><worksheet'
    assert problem(changed(SHEET, "<worksheet", outside)) == Problem.DAMAGED


def test_more_cells_than_a_week_has_are_refused() -> None:
    assert problem(b"what,days\n" + b"Swim,Mon\n" * 12_000) == Problem.MUCH_CONTENT
    assert problem(b"what,days\n" + b"Swim" * 60_000 + b",Mon\n") == Problem.DAMAGED
    assert problem(b"what,days\n" + (b"Swim" * 20_000 + b",Mon\n") * 3) == Problem.MUCH_CONTENT


def test_a_merged_cell_over_the_whole_sheet_ends_with_the_child() -> None:
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert problem_in_child(changed(SHEET, "</sheetData>", merged)) in (Problem.MUCH_CONTENT, Problem.TOO_MUCH_WORK)


def test_a_child_that_is_killed_is_too_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    die = f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"
    monkeypatch.setattr(spreadsheet, "COMMAND", (sys.executable, "-c", die))
    assert problem_in_child(EXAMPLE) == Problem.TOO_MUCH_WORK


def test_a_child_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "COMMAND", (sys.executable, "-c", "import signal; signal.pause()"))
    monkeypatch.setattr(spreadsheet, "SECONDS", 0.1)
    assert problem_in_child(EXAMPLE) == Problem.TOO_MUCH_WORK


def test_a_child_that_fails_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "COMMAND", (sys.executable, "-c", "raise SystemExit(1)"))
    assert problem_in_child(EXAMPLE) == Problem.OUR_FAULT


def test_the_child_has_bounds_and_loads_neither_flask_nor_a_picture_library() -> None:
    *start, child = spreadsheet.COMMAND
    script = f"""
import resource, runpy, sys
here = runpy.run_path({child!r})
here["bound"]()
here["alone"]()
from carelog.weeks.spreadsheet_import import answer
for kind, limit in here["LIMITS"].items():
    assert resource.getrlimit(kind) == (limit, limit), kind
loaded = {{"flask", "flask_babel", "peewee", "PIL.Image", "lxml.etree", "numpy.core"}} & set(sys.modules)
assert not loaded, loaded
"""
    subprocess.run([*start, "-c", script], env={}, check=True)


def test_the_child_gets_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARELOG_DATABASE", "secret")
    fails_if_told = "import os; raise SystemExit(int('CARELOG_DATABASE' in os.environ))"
    monkeypatch.setattr(spreadsheet, "COMMAND", (sys.executable, "-c", f"print('{{}}'); {fails_if_told}"))
    with pytest.raises(KeyError):  # an empty answer, and no failure before it
        read_week(EXAMPLE, "week.xlsx")


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert answer(content).keys() & {"problem", "items"}


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(EXAMPLE) - 1), byte=st.integers(0, 255))
def test_any_damage_gets_an_answer(place: int, byte: int) -> None:
    assert answer(EXAMPLE[:place] + bytes([byte]) + EXAMPLE[place + 1 :]).keys() & {"problem", "items"}


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="<>/&;='\"abcrs123 \0", max_size=40))
def test_any_damage_inside_a_sheet_gets_an_answer(text: str) -> None:
    content = changed(SHEET, "<sheetData>", f"<sheetData>{text}")
    assert answer(content).keys() & {"problem", "items"}
