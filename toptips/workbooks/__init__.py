"""Workbooks that are handed out: the only user of openpyxl beside `returns/`."""
