"""Two people change one project at the same time: both values are shown, and no typed word is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest

from models.requests import AddComment, ReadProject, SetFacts, WithdrawDocument
from tests.desktop.small_office import board_of
from tests.desktop.window_hands import elsewhere, gone, move_on
from tests.hands import press_button
from tests.views.dialog_hands import named
from views.dialogs.conflict_dialog import ConflictDialog
from views.dialogs.facts_dialog import FactsDialog
from views.dialogs.reason_dialog import ReasonDialog, WithdrawDialog
from views.widgets.text import Button, Text

REASON = "Sudah ada sistem serupa di pusat."


def words_in(dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Text) if label.isVisibleTo(dialog))


def type_acronym(dialog: FactsDialog, text: str) -> None:
    line = named(dialog, "Akronim")
    line.setText(text)
    line.textEdited.emit(text)


def comments(place, project_id) -> list[str]:
    history = elsewhere(place, ReadProject(project_id), "dimas").history
    return [str(line.facts["text"]) for line in history if line.deed == "add_comment"]


def facts_of(place, project_id):
    return elsewhere(place, ReadProject(project_id), "dimas").facts


def set_elsewhere(place, card, facts) -> None:
    version = elsewhere(place, ReadProject(card.id), "dimas").card.version
    request = SetFacts(operation_id=uuid4().hex, project_id=card.id, version=version, facts=facts)
    elsewhere(place, request, "dimas")


@pytest.fixture
def cancelling(hands, card, place) -> ConflictDialog:
    """A cancellation with its reason, sent after somebody else has moved the card."""
    hands.office.session.stop()
    hands.wish(card, "cancel_request")
    dialog = hands.dialog(ReasonDialog)
    dialog.reason.set_text(REASON)
    elsewhere(place, move_on(card), "dimas")
    dialog.main.click()
    return hands.dialog(ConflictDialog)


def test_the_dialog_shows_who_was_first_and_every_typed_word(cancelling):
    said = words_in(cancelling)
    assert "Kartu ini sudah dipindahkan oleh Dimas Anggara" in said
    assert "2  Disposisi" in said
    assert REASON in said
    assert cancelling.main.text() == "Pakai keadaan Dimas, tambahkan catatan saya"


def test_the_safe_merge_keeps_the_others_state_and_my_text_in_the_history(hands, card, place, cancelling):
    cancelling.main.click()
    hands.until(lambda: len(comments(place, card.id)) == 1)
    (kept,) = comments(place, card.id)
    assert REASON in kept
    assert board_of(place).cards[0].step == 2


def test_throwing_my_change_away_keeps_its_text_too(hands, card, place, cancelling):
    press_button(cancelling, "Buang perubahan saya")
    hands.until(lambda: any(REASON in text for text in comments(place, card.id)))
    assert board_of(place).cards[0].state.value == "running"


def test_a_conflict_whose_data_are_gone_can_only_be_read_and_closed(cancelling, hands, card, place):
    cancelling.bar("Berkas data di tempat ini kini milik kantor lain.")
    assert REASON in words_in(cancelling)
    assert [button.text() for button in cancelling.foot.findChildren(Button) if button.isVisible()] == ["Tutup"]
    cancelling.main.click()
    cancelling.cancel.click()
    hands.until(lambda: gone(cancelling))
    answers = []
    hands.workers.records.ask(ReadProject(card.id), answers.append)  # behind whatever the dialog may have asked for
    hands.until(lambda: bool(answers))
    assert comments(place, card.id) == []


@pytest.fixture
def editing(hands, card) -> FactsDialog:
    hands.office.session.stop()
    hands.office.page.open(card.id)
    hands.until(lambda: hands.office.view.project() is not None)
    hands.office.new_projects.edit(hands.office.view.project())
    return hands.dialog(FactsDialog)


def test_facts_that_do_not_touch_each_other_are_joined(hands, card, place, editing):
    type_acronym(editing, "EPM")
    set_elsewhere(place, card, {"purpose": "Manfaat menurut orang lain, cukup panjang."})
    editing.main.click()
    conflict = hands.dialog(ConflictDialog)
    assert conflict.main.text() == "Gabungkan isian Dimas dan saya"
    conflict.main.click()
    hands.until(lambda: facts_of(place, card.id).get("acronym") == "EPM")
    assert facts_of(place, card.id)["purpose"] == "Manfaat menurut orang lain, cukup panjang."


def test_one_fact_typed_by_two_is_shown_with_both_values_and_the_losers_is_kept(hands, card, place, editing):
    type_acronym(editing, "PUNYAKU")
    set_elsewhere(place, card, {"acronym": "PUNYADIA"})
    editing.main.click()
    conflict = hands.dialog(ConflictDialog)
    assert "PUNYAKU" in words_in(conflict)
    assert "PUNYADIA" in words_in(conflict)
    conflict.main.click()
    hands.until(lambda: any("PUNYAKU" in text for text in comments(place, card.id)))
    assert facts_of(place, card.id)["acronym"] == "PUNYADIA"


def test_the_second_may_insist_on_the_own_value(hands, card, place, editing):
    type_acronym(editing, "PUNYAKU")
    set_elsewhere(place, card, {"acronym": "PUNYADIA"})
    editing.main.click()
    conflict = hands.dialog(ConflictDialog)
    press_button(conflict, "Pakai isian saya")
    hands.until(lambda: facts_of(place, card.id)["acronym"] == "PUNYAKU")
    hands.until(lambda: gone(conflict))


@pytest.fixture
def withdrawing(hands, card, place) -> WithdrawDialog:
    """The reason is typed; nothing is sent yet."""
    hands.office.session.stop()
    hands.office.page.open(card.id)
    hands.until(lambda: hands.office.view.project() is not None)
    project = hands.office.view.project()
    hands.office.documents.withdraw(project, project.documents[0])
    dialog = hands.dialog(WithdrawDialog)
    dialog.reason.set_text(REASON)
    return dialog


def document_status(place, card) -> str:
    return elsewhere(place, ReadProject(card.id), "dimas").documents[0].status


def withdraw_elsewhere(place, card) -> None:
    project = elsewhere(place, ReadProject(card.id), "dimas")
    request = WithdrawDocument(
        operation_id=uuid4().hex,
        project_id=card.id,
        version=project.card.version,
        document_id=project.documents[0].id,
        reason="Salah berkas.",
    )
    elsewhere(place, request, "dimas")


def test_a_withdrawal_that_came_second_is_shown_with_both_sides_and_may_be_insisted_on(hands, card, place, withdrawing):
    set_elsewhere(place, card, {"acronym": "EPM"})
    withdrawing.main.click()
    conflict = hands.dialog(ConflictDialog)
    said = words_in(conflict)
    assert "Kartu ini sudah diubah oleh Dimas Anggara" in said
    assert "nota dinas.pdf: Berlaku" in said
    assert "nota dinas.pdf: Ditarik" in said
    assert REASON in said
    press_button(conflict, "Tetap tarik dokumen")
    hands.until(lambda: document_status(place, card) == "withdrawn")
    hands.until(lambda: "Dokumen ditarik" in hands.window.notice.words)
    assert gone(withdrawing)


def test_the_reason_of_a_withdrawal_that_was_not_done_goes_into_the_history(hands, card, place, withdrawing):
    withdraw_elsewhere(place, card)
    withdrawing.main.click()
    conflict = hands.dialog(ConflictDialog)
    assert "Tetap tarik dokumen" not in [button.text() for button in conflict.foot.findChildren(Button)]
    conflict.main.click()
    hands.until(lambda: any(REASON in text for text in comments(place, card.id)))
    assert document_status(place, card) == "withdrawn"


def test_a_withdrawal_that_is_refused_the_second_time_keeps_its_reason(hands, card, place, withdrawing):
    set_elsewhere(place, card, {"acronym": "EPM"})
    withdrawing.main.click()
    conflict = hands.dialog(ConflictDialog)
    withdraw_elsewhere(place, card)
    press_button(conflict, "Tetap tarik dokumen")
    hands.until(lambda: any(REASON in text for text in comments(place, card.id)))
    assert elsewhere(place, ReadProject(card.id), "dimas").history[-1].deed == "add_comment"


def test_a_comment_fits_whatever_others_did_meanwhile(hands, card, place):
    hands.office.page.open(card.id)
    hands.until(lambda: hands.office.view.project() is not None)
    hands.office.session.stop()
    other = AddComment(operation_id=uuid4().hex, project_id=card.id, version=card.version, text="Lebih dulu")
    elsewhere(place, other, "sari")
    hands.office.view.comments.comment_written.emit("Menyusul")
    hands.until(lambda: comments(place, card.id) == ["Lebih dulu", "Menyusul"])
