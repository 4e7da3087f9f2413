"""Workbooks that are handed out, and the table of partners that is handed in."""
