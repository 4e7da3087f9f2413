"""Fills in Word forms and workbooks as a person does, in LibreOffice.

Run it with the Python that has LibreOffice's module `uno`, which on Debian is /usr/bin/python3:

    /usr/bin/python3 tools/type_into_forms.py JOBS.json

JOBS.json is a list of {"form": ..., "out": ..., "filter": ..., "answers": {"3b": "text"}}. The
filter is `Office Open XML Text` or `writer8`, and for a workbook `Calc MS Excel 2007 XML`. Each
answer goes into the row whose first cell begins with its code (in a grid, where the tip's number
and the column's letter meet), in the data-entry workbook into the first empty row, under its code,
and where "cells" stands for "answers", such as {"Sheet": {"C7": "text"}}, into these cells. Where
boxes are printed, the box before the answer's words is ticked. It starts a LibreOffice of its own,
with a profile of its own, and ends it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main(jobs_file):
    jobs = json.loads(Path(jobs_file).read_text("utf-8"))
    pipe = f"toptips-{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo",
             f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        context = None
        try:
            context = connect(pipe, office)
            for job in jobs:
                fill(context, job)
        finally:
            end(office, context)


def connect(pipe, office):
    """Wait until our LibreOffice answers, for as long as it runs: a busy machine is slow."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if office.poll() is not None:
                raise
            time.sleep(0.2)


def end(office, context):
    """End the LibreOffice that we started: ask it to, and insist if it does not."""
    # Killed, it would leave its pipe and its scratch folders behind.
    with contextlib.suppress(Exception):
        desktop(context).terminate()
    for insist in (None, signal.SIGTERM, signal.SIGKILL):
        try:
            if insist:
                os.killpg(office.pid, insist)
            office.wait(10)
            return
        except subprocess.TimeoutExpired:
            continue


def desktop(context):
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def fill(context, job):
    dispatcher = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    url = Path(job["form"]).resolve().as_uri()
    document = desktop(context).loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
    try:
        if "cells" in job:
            type_into_cells(document, dispatcher, job["cells"])
        elif document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            type_a_row(document, dispatcher, job["answers"])
        else:
            places = answer_cells(document)
            for code, text in job["answers"].items():
                answer(document, dispatcher, places[code], text)
        out = Path(job["out"]).resolve()
        out.parent.mkdir(parents=True, exist_ok=True)
        document.storeToURL(out.as_uri(), (value("FilterName", job["filter"]),))
    finally:
        document.close(True)


def type_a_row(document, dispatcher, answers):
    """Type answers into the first empty row of the sheet of answers."""
    sheet = document.Sheets.getByName("Answers")
    document.CurrentController.setActiveSheet(sheet)
    columns = {}
    while label := sheet.getCellByPosition(len(columns), 0).String:
        columns[label.split()[0]] = len(columns)
    row = 1
    while any(sheet.getCellByPosition(column, row).String for column in columns.values()):
        row += 1
    for code, text in answers.items():
        enter(document, dispatcher, sheet.getCellByPosition(columns[code], row), text)


def type_into_cells(document, dispatcher, cells):
    """Type into cells of any sheets, by sheet and place."""
    for name, texts in cells.items():
        sheet = document.Sheets.getByName(name)
        document.CurrentController.setActiveSheet(sheet)
        for place, text in texts.items():
            enter(document, dispatcher, sheet.getCellRangeByName(place), text)


def enter(document, dispatcher, cell, text):
    controller = document.CurrentController
    controller.select(cell)
    typed = (value("StringName", text),)
    dispatcher.executeDispatch(controller.Frame, ".uno:EnterString", "", 0, typed)


def answer_cells(document):
    """Return the cell for the answer to each question, by the question's code.

    The code stands in front of the question; in a grid the row begins with a tip's number, and
    the column's header with the letter.
    """
    found = {}
    for table in document.TextTables:
        letters = {}
        for column in range(1, table.Columns.Count):
            word = first_word(table, column, 0)
            if len(word) == 1 and word.islower():
                letters[column] = word
        for row in range(1, table.Rows.Count):
            label = first_word(table, 0, row)
            if label.isdecimal():
                for column, letter in letters.items():
                    found[label + letter] = table.getCellByPosition(column, row)
            elif label:
                found[label] = table.getCellByPosition(1, row)
    return found


def first_word(table, column, row):
    # Hidden marks of the places of answers stand behind a label.
    words = table.getCellByPosition(column, row).String.partition("[[")[0].split()
    return words[0] if words else ""


def answer(document, dispatcher, cell, text):
    """Tick a box, choose from a list, or click into the placeholder and type."""
    boxes = boxes_in(cell)
    if boxes:
        tick(boxes[" ".join(text.split())])
        return
    control = content_control(cell)
    if control is not None and control.ListItems:
        control.setString(text)
        return
    controller = document.CurrentController
    cursor = controller.ViewCursor
    cursor.gotoRange(cell.Start, False)
    if control is not None:
        # A click selects the placeholder; here we do so by hand.
        cursor.gotoRange(control.Start, False)
        cursor.gotoRange(control.End, True)
    for number, line in enumerate(text.split("\n")):
        if number:
            dispatcher.executeDispatch(controller.Frame, ".uno:InsertPara", "", 0, ())
        if line:
            typed = (value("Text", line),)
            dispatcher.executeDispatch(controller.Frame, ".uno:InsertText", "", 0, typed)


def boxes_in(cell):
    """Return the boxes printed in a cell, by the words behind each."""
    found = {}
    box = None
    for paragraph in cell:
        for portion in paragraph:
            if portion.TextPortionType == "ContentControl":
                box = portion.ContentControl if portion.ContentControl.Checkbox else None
                words = ""
            elif box is not None:
                words += portion.String
                found[" ".join(words.split())] = box
    return found


def tick(box):
    """Tick a box as a click does: its state, and the sign that shows it."""
    sign = box.createTextCursorByRange(box.Start)
    sign.gotoRange(box.End, True)
    sign.setString("☒")
    box.Checked = True


def content_control(cell):
    for paragraph in cell:
        for portion in paragraph:
            if portion.TextPortionType == "ContentControl":
                return portion.ContentControl
    return None


def value(name, content):
    return PropertyValue(Name=name, Value=content)


if __name__ == "__main__":
    main(sys.argv[1])
