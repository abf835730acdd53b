"""Every control of every dialog tells its name and is reached by the keyboard; every dialog fits a small screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QDialog

from models.board import ProjectState
from models.upkeep import BackupFile
from tests.views.dialog_hands import settle, unreachable, without_name
from tests.views.dialogs.test_other_dialogs import CONFLICT
from tests.views.sample_project import (
    DOCUMENTS,
    FINDINGS,
    PEOPLE,
    REQUEST,
    SARI,
    TODAY,
    path_of,
    sample_project,
    sample_sop,
    with_long_words,
)
from views.dialogs.about import AboutDialog, CrashDialog
from views.dialogs.attach_dialog import AttachDialog
from views.dialogs.conflict_dialog import ConflictDialog
from views.dialogs.drop_dialog import DropDialog
from views.dialogs.facts_dialog import FactsDialog
from views.dialogs.first_run import FirstRun
from views.dialogs.new_project import NewProjectDialog
from views.dialogs.preview_dialog import Check, PreviewDialog
from views.dialogs.reason_dialog import ReasonDialog, ReturnDialog
from views.dialogs.unsent_dialog import UnsentDialog, UnsentItem
from views.dialogs.upkeep_dialog import UpkeepDialog
from views.look import Look

Made = Callable[[Look], QDialog]

FORWARD = {
    1: "submit_request", 2: "forward_disposition", 3: "submit_srs", 4: "approve_review", 5: "submit_first_test",
    6: "no_findings", 7: "submit_final_test", 8: "release", 9: "close_development",
}  # fmt: skip


def drop(step: int) -> Made:
    def made(look: Look) -> QDialog:
        project = with_long_words(sample_project(step, documents=DOCUMENTS[:1], findings=FINDINGS if step > 5 else ()))
        return DropDialog(look, path_of(project, FORWARD[step]), project, TODAY)

    return made


def hold(look: Look):
    project = sample_project(6)
    path = next(each for each in project.card.moves if each.kind == "hold")
    return ReasonDialog(look, path, project.card, project.sop, TODAY)


def follow_up(look: Look):
    project = sample_project(9, state=ProjectState.MAINTENANCE)
    return ReasonDialog(look, path_of(project, "open_follow_up"), project.card, project.sop, TODAY)


def back(look: Look):
    project = with_long_words(sample_project(6))
    return ReturnDialog(look, path_of(project, "return_to_build"), project)


def preview(look: Look):
    dialog = PreviewDialog(look, "Release Notice", "PRJ-2026-012")
    dialog.show_checks((Check("Nomor belum ditetapkan", "Tercetak sebagai titik-titik.", fine=False),))
    return dialog


def attach(look: Look) -> QDialog:
    return AttachDialog(look, sample_project(1, documents=()), TODAY)


def conflict(look: Look) -> QDialog:
    return ConflictDialog(look, CONFLICT)


def change_facts(look: Look) -> QDialog:
    return FactsDialog(look, sample_project(9), TODAY)


def new(look: Look) -> QDialog:
    return NewProjectDialog(look, sample_sop(), PEOPLE, SARI, TODAY, starting=dict(REQUEST))


def first_run(look: Look) -> QDialog:
    return FirstRun(look, "D:/lajur.db", "SOP-057/17000/2025")


def about(look: Look) -> QDialog:
    return AboutDialog(look, (("Versi", "0.1.0"),))


def crash(look: Look) -> QDialog:
    return CrashDialog(look, "laporan")


def unsent(look: Look) -> QDialog:
    dialog = UnsentDialog(look)
    item = UnsentItem("a", "Komentar", "PRJ-2026-042", (("Isi", "kata " * 300),), "Belum tersimpan.")
    dialog.show_items((item, item))
    return dialog


def upkeep(look: Look) -> QDialog:
    dialog = UpkeepDialog(look, "//bps1700-fs/TI/Lajur/lajur.db")
    dialog.show_backups([BackupFile("lajur.db", datetime(2026, 11, 22, tzinfo=UTC), 3_000_000)])
    return dialog


OTHERS = (unsent, upkeep, hold, follow_up, back, attach, conflict, change_facts, new, first_run, about, crash, preview)
DIALOGS = {f"step {step}": drop(step) for step in FORWARD} | {each.__name__: each for each in OTHERS}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_has_a_name_and_a_place_in_the_tab_order(qtbot, look: Look, name):
    dialog = DIALOGS[name](look)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    settle()
    assert without_name(dialog) == []
    assert unreachable(dialog) == []
    dialog.hide()


@pytest.mark.parametrize("name", DIALOGS)
def test_no_dialog_is_larger_than_a_small_screen(qtbot, look: Look, name):
    dialog = DIALOGS[name](look)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    settle()
    assert dialog.minimumSizeHint().width() <= 900
    assert dialog.minimumSizeHint().height() <= 500
    dialog.hide()
