"""A recording script as a workbook: a sheet for each language, one for the files that nobody uses."""

from io import BytesIO
from typing import Any

from ivrlint.call.recordings import Script
from ivrlint.message import Message, say
from ivrlint.report.prompts import HEAD, MISSING, UNUSED, Row, rows
from ivrlint.report.signs import printable

_WIDTHS = (24, 10, 70, 40, 18, 9, 40, 30)  # of columns, in characters
_LONGEST = 31  # characters of a sheet's name
_CELL = 32_000  # characters of a cell; Excel takes 32,767


class NoWorkbooksError(Exception):
    """What writes workbooks is not installed; carries what to say, and what to do."""

    message = say("XLSX needs XlsxWriter, which is not installed")
    help: Message = say("install it: python -m pip install 'ivrlint[xlsx]', or write CSV")


def document(script: Script, language: str | None = None) -> bytes:
    """The workbook as the content of a file. Raises NoWorkbooksError."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise NoWorkbooksError from error
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = {
        "head": book.add_format({"bold": True, "bg_color": "#d6eaf8", "bottom": 1, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "seconds": book.add_format({"num_format": "0.0", "valign": "top"}),
    }
    shown = list(rows(script, language))
    for each in dict.fromkeys(row.language for row in shown):
        _sheet(book.add_worksheet(each[:_LONGEST]), [row for row in shown if row.language == each], looks)
    _files(book, script, looks)
    if not book.worksheets():
        book.add_worksheet()
    book.close()
    return out.getvalue()


def _sheet(sheet: Any, shown: list[Row], looks: dict[str, Any]) -> None:
    for column, (title, width) in enumerate(zip(HEAD, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, str(title), looks["head"])
    for line, row in enumerate(shown, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, printable(cell)[:_CELL], looks["text"])
            else:
                sheet.write_number(line, column, cell, looks["seconds"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(shown), len(HEAD) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _files(book: Any, script: Script, looks: dict[str, Any]) -> None:
    if not (script.unused or script.missing):
        return
    sheet = book.add_worksheet("audio")
    for column, (title, files) in enumerate(((MISSING, script.missing), (UNUSED, script.unused))):
        sheet.set_column(column, column, 50)
        sheet.write_string(0, column, str(title), looks["head"])
        for line, file in enumerate(files, 1):
            sheet.write_string(line, column, printable(file), looks["text"])
