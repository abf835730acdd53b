"""The shipped SOP says what the office published, word for word, and what the program assumes for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.sop import reading
from models.sop.procedure import DecisionKind, FactKind, Sop, TimeUnit

RESOURCE = Path(__file__).parents[3] / "resources" / "sop" / "sop-057-17000-2025.toml"

LAST = (
    "a. Menyusun laporan bahwa sistem informasi/aplikasi sudah diselesaikan "
    "b. Melakukan maintenance aplikasi secara kontinyu"
)
PUBLISHED = [
    (
        "Permohonan",
        "Membuat permohonan pembuatan aplikasi yang diinginkan ke Ketua Tim TI dan Pengembangan Inovasi",
        "5 menit",
        "Surat/nota dinas",
        (5, 5, TimeUnit.MINUTE),
    ),
    (
        "Disposisi",
        "Memberikan perintah pada PJK Layanan Aplikasi",
        "1-2 hari",
        "Disposisi Surat/nota dinas",
        (1, 2, TimeUnit.DAY),
    ),
    (
        "Pengajuan SRS",
        "Mengajukan dokumen SRS sesuai template yang disediakan",
        "1-2 Minggu",
        "Dokumen System Requirement Specifications",
        (1, 2, TimeUnit.WEEK),
    ),
    (
        "Telaah SRS",
        "Menerima dokumen SRS pembuatan sistem informasi/aplikasi dan menelaahnya bersama stakeholder dan programmer",
        "2-3 Minggu",
        "Dokumen System Requirement Analysis",
        (2, 3, TimeUnit.WEEK),
    ),
    (
        "Perancangan dan Pembangunan",
        "Melakukan perancangan dan pembangunan sistem informasi/aplikasi",
        "2-4 bulan",
        "System Design dan Application Prototype",
        (2, 4, TimeUnit.MONTH),
    ),
    ("Uji Coba Awal", "Melakukan uji coba dan evaluasi awal", "3-7 Hari", "Dokumen Uji Coba", (3, 7, TimeUnit.DAY)),
    (
        "Perbaikan",
        "Melakukan perbaikan program sistem informasi/aplikasi berdasarkan hasil uji coba dan evaluasi",
        "2-4 Minggu",
        "Sistem/ Informasi Aplikasi",
        (2, 4, TimeUnit.WEEK),
    ),
    (
        "Uji Coba Akhir dan Rilis",
        "Melakukan uji coba akhir dan rilis sistem informasi/aplikasi",
        "3-7 Hari",
        "Dokumen Uji Coba dan Release Notice",
        (3, 7, TimeUnit.DAY),
    ),
    (
        "Laporan dan Pemeliharaan",
        LAST,
        "2 Hari",
        "Laporan",
        (2, 2, TimeUnit.DAY),
    ),
]

REQUIRED = {
    1: (
        {"ND"},
        {
            "project_name",
            "team",
            "contact",
            "letter_number",
            "letter_date",
            "letter_subject",
            "background",
            "purpose",
        },
    ),
    2: ({"DSP"}, {"coordinator", "disposition_instruction", "disposition_date"}),
    3: ({"SRS"}, {"srs_checklist", "requirements_owner"}),
    4: ({"SRA"}, {"review_result", "programmers"}),
    5: ({"SD", "PRO"}, {"prototype_version"}),
    6: ({"UJ1"}, {"first_test_scenarios", "first_test_conclusion"}),
    7: ({"APL"}, {"findings_settled", "candidate_version"}),
    8: ({"UJ2", "RN"}, {"final_test_conclusion", "release_date", "release_version"}),
    9: ({"LAP"}, {"dossier"}),
}

MOVES = {
    ("submit_request", 1, 2, "forward", False),
    ("cancel_request", 1, 0, "cancel", True),
    ("forward_disposition", 2, 3, "forward", False),
    ("return_request", 2, 1, "return", True),
    ("reject_request", 2, 0, "reject", True),
    ("submit_srs", 3, 4, "forward", False),
    ("cancel_at_srs", 3, 0, "cancel", True),
    ("approve_review", 4, 5, "forward", False),
    ("return_srs", 4, 3, "return", True),
    ("stop_project", 4, 0, "reject", True),
    ("submit_first_test", 5, 6, "forward", False),
    ("change_requirements", 5, 4, "return", True),
    ("proceed_to_repair", 6, 7, "forward", False),
    ("no_findings", 6, 8, "skip", True),
    ("return_to_build", 6, 5, "return", True),
    ("submit_final_test", 7, 8, "forward", False),
    ("release", 8, 9, "forward", False),
    ("release_with_notes", 8, 9, "forward", True),
    ("fail_final_test", 8, 7, "return", True),
    ("close_development", 9, 0, "close", False),
    ("open_follow_up", 9, 0, "follow_up", True),
}


@pytest.fixture(scope="module")
def sop() -> Sop:
    return reading.read(RESOURCE)


def test_every_step_speaks_the_words_of_the_published_sop(sop: Sop) -> None:
    found = [
        (
            step.title,
            step.activity,
            step.standard.text,
            step.output,
            (step.standard.minimum, step.standard.maximum, step.standard.unit),
        )
        for step in sop.steps
    ]
    assert found == PUBLISHED


def test_the_head_of_the_sop_is_the_published_one(sop: Sop) -> None:
    head = sop.identity
    assert head.agency == "BADAN PUSAT STATISTIK PROVINSI BENGKULU"
    assert head.unit == "TIM TEKNOLOGI INFORMASI DAN PENGEMBANGAN INOVASI"
    assert head.number == sop.code == "SOP-057/17000/2025"
    assert (head.created, head.revised, head.effective) == ("8 Januari 2024", "26 Mei 2025", "2 Juni 2025")
    assert (head.approver_title, head.approved_by) == ("Kepala BPS Provinsi Bengkulu", "Ir. Win Rizal, M.E.")
    assert head.approver_nip == "19660825 198802 1 001"
    assert head.name == "Pembuatan Sistem Informasi/Aplikasi di BPS Provinsi Bengkulu"
    assert len(head.legal_basis) == 10
    assert head.legal_basis[3].startswith("Peraturan Pemerintah Nomor 28 Tahun 2012")
    assert head.legal_basis[5].endswith("di Instansi Pemerintah")
    assert head.qualifications == (
        "Mampu mengoperasikan komputer.",
        "Menguasai bahasa pemrograman.",
        "Memahami alur dalam membuat sistem informasi/aplikasi.",
    )
    assert head.related == head.equipment == head.warnings == head.records == ()


def test_the_sop_says_which_parts_are_rules_of_the_program(sop: Sop) -> None:
    remarks = " ".join(sop.identity.remarks)
    assert "ketentuan aplikasi" in remarks
    assert "dasar hukum butir 4 dan 6" in remarks
    assert all(performer.proposal for step in sop.steps for performer in step.performers)


def test_the_four_role_columns_are_there_and_the_requester_acts_for_the_own_team_only(sop: Sop) -> None:
    assert [role.title for role in sop.roles] == [
        "Ketua Tim Terkait",
        "Ketua TIP",
        "PJK Layanan Aplikasi",
        "Programmer",
    ]
    assert [role.code for role in sop.roles if role.own_team_only] == ["ketua_tim_terkait"]
    assert sop.holders == ("pjk", "ketua_tip")


def test_the_performers_carry_their_confidence(sop: Sop) -> None:
    found = [[(each.role, each.confidence) for each in step.performers] for step in sop.steps]
    assert found == [
        [("ketua_tim_terkait", 0.95)],
        [("ketua_tip", 0.95)],
        [("ketua_tim_terkait", 0.75)],
        [("pjk", 0.85)],
        [("programmer", 0.90)],
        [("pjk", 0.50)],
        [("programmer", 0.92)],
        [("pjk", 0.60)],
        [("pjk", 0.65), ("programmer", 0.75)],
    ]


@pytest.mark.parametrize("number", range(1, 10))
def test_a_step_asks_for_exactly_what_the_procedure_requires(sop: Sop, number: int) -> None:
    step = sop.step(number)
    documents = {document.code for document in step.required_documents}
    facts = {fact.key for fact in step.facts if fact.required}
    assert (documents, facts) == REQUIRED[number]


def test_the_moves_are_those_of_the_procedure(sop: Sop) -> None:
    found = {
        (each.code, each.step, each.target, each.kind.value, each.reason_required)
        for step in sop.steps
        for each in step.decisions
    }
    assert found == MOVES
    assert sop.decision("open_follow_up").targets == (1, 5)


def test_only_the_way_forward_is_of_the_sop_itself(sop: Sop) -> None:
    for step in sop.steps:
        for decision in step.decisions:
            assert decision.from_sop == (decision.kind is DecisionKind.FORWARD)
            assert decision.demand == (decision.kind in (DecisionKind.FORWARD, DecisionKind.SKIP, DecisionKind.CLOSE))


def test_a_release_needs_an_accepted_final_test(sop: Sop) -> None:
    assert sop.decision("approve_review").accepts == (("review_result", ("approved",)),)
    assert sop.decision("release").accepts == (("final_test_conclusion", ("accepted",)),)
    assert sop.decision("release").refuses_open_findings
    with_notes = sop.decision("release_with_notes")
    assert with_notes.accepts == (("final_test_conclusion", ("accepted_with_notes",)),)
    assert not with_notes.refuses_open_findings
    assert with_notes.refuses_critical_findings


def test_results_and_conclusions_are_asked_anew_in_each_round(sop: Sop) -> None:
    fresh = {fact.key for fact in sop.facts if fact.fresh}
    assert fresh == {"srs_checklist", "review_result", "first_test_conclusion", "final_test_conclusion"}


def test_only_what_is_wished_or_ordered_may_lie_in_the_future(sop: Sop) -> None:
    dates = {fact.key: fact.future for fact in sop.facts if fact.kind is FactKind.DATE}
    assert [key for key, future in dates.items() if future] == ["wished_date", "disposition_due"]
    assert dates["release_date"] is False


def test_the_papers_of_the_program_and_the_links_are_marked(sop: Sop) -> None:
    documents = [document for step in sop.steps for document in step.documents]
    assert {each.code: each.form for each in documents if each.form} == {
        "DSP": "disposition",
        "RN": "release_notice",
        "LAP": "completion_report",
    }
    assert {each.code for each in documents if each.link} == {"PRO", "APL"}
    assert {each.code for each in documents if each.letter} == {"ND"}


def test_every_decision_and_fact_has_words_for_people(sop: Sop) -> None:
    for step in sop.steps:
        for decision in step.decisions:
            assert decision.drop_label.startswith("Lepas untuk ")
            assert decision.done_label
            assert decision.meaning.endswith(".")
            assert "template" not in decision.label
        for fact in step.facts:
            assert fact.label[0].isupper()
