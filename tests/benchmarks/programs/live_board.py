"""Our live board: the service of the records child opened on an office, its board read and dropped."""

import os
import sys

from desktop.workers.records_service import open_records
from models.board import Board
from models.requests import ReadBoard

board = open_records(sys.argv[1]).answer(ReadBoard(), "sari")
if not isinstance(board, Board) or len(board.cards) < 500:
    sys.exit("no board")
os._exit(0)
