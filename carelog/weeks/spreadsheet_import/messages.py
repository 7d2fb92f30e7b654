"""What is said about a file that cannot be read, and about a line we are not sure of: what is wrong, and what to do."""

from flask_babel import lazy_gettext as _l

from carelog.weeks.spreadsheet_import.reading import Problem, Reason

SAVE_AS = _l("Open it in the program it was made with, save it as an Excel workbook (.xlsx) or as CSV, and try again.")

PROBLEMS = {
    Problem.EMPTY: _l("There is nothing in this file. Choose the file with the week in it."),
    Problem.LARGE_FILE: _l(
        "This file is larger than %(megabytes)s MB. Copy only the week into a new spreadsheet, without pictures, "
        "and choose that."
    ),
    Problem.MUCH_CONTENT: _l(
        "There is far more in this file than one week. Copy only the week into a new spreadsheet and choose that."
    ),
    Problem.TOO_MUCH_WORK: _l(
        "Reading this file took too long, so we stopped. Copy only the week into a new spreadsheet and choose that."
    ),
    Problem.DAMAGED: _l("This file is damaged or incomplete. Open it, save it again, and choose the new file."),
    Problem.LOCKED: _l("This file has a password. Save a copy without a password and choose that."),
    Problem.OLD_EXCEL: _l("This is a file of an old Office program (.xls or .doc), which we cannot read."),
    Problem.OPEN_DOCUMENT: _l("This is an OpenDocument file (.ods or .odt), which we cannot read."),
    Problem.BINARY_EXCEL: _l("This is a binary Excel workbook (.xlsb), which we cannot read."),
    Problem.NUMBERS: _l("This is an Apple Numbers or Pages document, which we cannot read."),
    Problem.WORD: _l("This is a word processor's document. Copy the week into a spreadsheet and choose that."),
    Problem.PDF: _l("This is a PDF. We need the spreadsheet it was made from: an Excel workbook (.xlsx) or CSV."),
    Problem.WEB_PAGE: _l("This is a web page or XML, whatever its name says."),
    Problem.PICTURE: _l("This is a picture. Type the week into a spreadsheet."),
    Problem.OTHER_KIND: _l("This is no spreadsheet that we can read."),
    Problem.NO_WEEK: _l(
        "We found no week in this file. Put the days along the top and morning, afternoon, evening and night down the "
        "side; or make a list with one row for each thing, and “what” and “days” as names of columns."
    ),
    Problem.NO_ITEMS: _l("We found a week with nothing in it. Choose the file with the week filled in."),
    Problem.OUR_FAULT: _l("Something went wrong here while reading this file. It is our fault; please tell us."),
}
HAVE_TO_BE_SAVED = {
    Problem.OLD_EXCEL, Problem.OPEN_DOCUMENT, Problem.BINARY_EXCEL, Problem.NUMBERS, Problem.WEB_PAGE,
    Problem.OTHER_KIND,
}  # fmt: skip

REASONS = {
    Reason.WISH: _l("This is about the week as a whole, or we did not understand it. It is in no item."),
    Reason.NO_DAY: _l("There is no day above it. It is in no item."),
    Reason.NO_WORDS: _l("It does not say what is to happen. It is in no item."),
    Reason.TOO_LONG: _l("It is too long to be one thing to do. It is in no item."),
    Reason.FORMULA: _l("It is a formula, and the file does not hold its result. It is in no item."),
    Reason.NOT_TEXT: _l("It is an error of the spreadsheet, not words. It is in no item."),
    Reason.OUTSIDE: _l("It is too far down or to the right. It was not read."),
    Reason.COMMENT: _l("It is a comment on this cell. It is in no item."),
    Reason.DRAWING: _l("There are pictures, charts or text boxes in this file. We read only what stands in cells."),
    Reason.OTHER_SHEET: _l("This sheet was not read, because the week was found on another."),
    Reason.HIDDEN_SHEET: _l("This sheet is hidden. It was not read."),
    Reason.UNKNOWN_HEADING: _l("We do not know “%(words)s” as a time of the day."),
    Reason.UNKNOWN_COLUMN: _l("We do not know this column. It is in no item."),
    Reason.UNKNOWN_VALUE: _l("We did not understand this in its column. It is in no item."),
    Reason.TIMES_A_DAY: _l("“%(words)s” says more than once, and an item comes once each time. Please check it."),
    Reason.WHICH_TIME: _l("“%(words)s” could be another time. Please check it."),
    Reason.SAID_TWICE: _l("The same words stand here twice. It was taken once."),
    Reason.TWO_ANSWERS: _l("Two things about when, how often or with whom do not go together. Please check them."),
    Reason.NO_CADENCE: _l("It does not say when or how often. It was taken as once a week, on any day."),
    Reason.NO_DATE: _l("It does not say on which date of the year. It is in no item."),
    Reason.NOT_IN_WEEK: _l("“%(words)s” is in no item at that time of the day."),
    Reason.MANY_PARTS: _l("It goes over several parts of the day. It was put in the first."),
    Reason.UNSURE: _l("“%(words)s” can be meant in more than one way. Please check it."),
    Reason.LEFT_OVER: _l(
        "“%(words)s” says something about when or how often that we could not read. It stays in the words."
    ),
    Reason.HIDDEN: _l("Its row or column is hidden in the spreadsheet. It was read all the same."),
    Reason.STRUCK_OUT: _l("It is struck out in the spreadsheet. It was read all the same."),
}
