"""The floor of a live board: SQLModel imported, the project rows of an office read by one plain query."""

import os
import sqlite3
import sys

import sqlmodel

connection = sqlite3.connect(sys.argv[1])
rows = connection.execute("SELECT * FROM project").fetchall()
if not rows or not sqlmodel:
    sys.exit("nothing read")
os._exit(0)
