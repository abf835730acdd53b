"""The first tables of an office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates every table, then the ledger's guards."""
    _counter()
    _member()
    _office()
    _sop_version()
    _member_role()
    _project()
    _disposition()
    _document()
    _fact()
    _finding()
    _form_number()
    _ledger()
    _release()
    _visit()
    _pause()
    _guard_ledger()


def _counter() -> None:
    op.create_table(
        "counter", *_texts("series"), *_numbers("last"), sa.PrimaryKeyConstraint("series", name="pk_counter")
    )


def _member() -> None:
    op.create_table(
        "member",
        *_numbers("id"),
        *_texts("login", "name", "team", "title", "nip"),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        *_numbers("version"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("login", name="uq_member_login"),
    )


def _office() -> None:
    op.create_table(
        "office",
        *_numbers("id"),
        *_texts("uuid", "name"),
        sa.Column("training", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        *_numbers("min_writer"),
        *_texts("created_at"),
        sa.CheckConstraint("id = 1", name="ck_office_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )


def _sop_version() -> None:
    op.create_table(
        "sop_version",
        *_numbers("id", "number"),
        *_texts("hash"),
        sa.Column("text", sa.Text(), nullable=False),
        *_texts("adopted_at"),
        sa.PrimaryKeyConstraint("id", name="pk_sop_version"),
        sa.UniqueConstraint("hash", name="uq_sop_version_hash"),
        sa.UniqueConstraint("number", name="uq_sop_version_number"),
    )


def _member_role() -> None:
    op.create_table(
        "member_role",
        *_numbers("id", "member_id"),
        *_texts("role", "acting", "since", "until"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_member_role_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member_role"),
    )
    op.create_index("ix_member_role_member_id", "member_role", ["member_id"])


def _project() -> None:
    op.create_table(
        "project",
        *_numbers("id", "version"),
        *_texts("number", "name", "team"),
        *_numbers("requester_id"),
        sa.Column("coordinator_id", sa.Integer(), nullable=True),
        *_texts("programmers"),
        *_numbers("step", "round"),
        *_texts("state", "held_since"),
        *_numbers("sop_version_id"),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        *_numbers("start_step"),
        *_texts("folder", "entered_at", "counting", "pauses", "documents_held"),
        *_numbers(
            "documents_done", "documents_required", "attachments", "comments", "open_findings", "critical_findings"
        ),
        sa.Column("step_facts", sa.Text(), nullable=False),
        *_texts("wished", "created_at"),
        *_numbers("changed_seq"),
        *_texts("changed_at", "changed_by"),
        sa.CheckConstraint(
            "state IN ('running', 'held', 'maintenance', 'rejected', 'cancelled')", name="ck_project_state"
        ),
        sa.CheckConstraint("version >= 1 AND round >= 1 AND step >= 1", name="ck_project_counted"),
        sa.ForeignKeyConstraint(["coordinator_id"], ["member.id"], name="fk_project_coordinator_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["project.id"], name="fk_project_parent_id"),
        sa.ForeignKeyConstraint(["requester_id"], ["member.id"], name="fk_project_requester_id"),
        sa.ForeignKeyConstraint(["sop_version_id"], ["sop_version.id"], name="fk_project_sop_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.UniqueConstraint("number", name="uq_project_number"),
    )
    op.create_index("ix_project_changed_seq", "project", ["changed_seq"])
    op.create_index("ix_project_parent_id", "project", ["parent_id"])


def _disposition() -> None:
    op.create_table(
        "disposition",
        *_numbers("id", "project_id", "round", "member_id"),
        sa.Column("instruction", sa.Text(), nullable=False),
        *_texts("given"),
        *_numbers("given_by"),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["given_by"], ["member.id"], name="fk_disposition_given_by"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_disposition_member_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_disposition_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_disposition"),
    )
    op.create_index("ix_disposition_project_id", "disposition", ["project_id"])


def _document() -> None:
    op.create_table(
        "document",
        *_numbers("id", "project_id"),
        *_texts("kind"),
        *_numbers("step", "round", "version"),
        *_texts("name"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        *_texts("sha256", "media", "status", "attached_at"),
        *_numbers("attached_by"),
        *_texts("path", "link", "letter_number", "letter_date", "letter_subject"),
        sa.CheckConstraint("status IN ('current', 'superseded', 'returned', 'withdrawn')", name="ck_document_status"),
        sa.ForeignKeyConstraint(["attached_by"], ["member.id"], name="fk_document_attached_by"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_document_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("project_id", "kind", "version", name="uq_document_project_id_kind_version"),
    )


def _fact() -> None:
    op.create_table(
        "fact",
        *_numbers("project_id"),
        *_texts("key"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_fact_project_id"),
        sa.PrimaryKeyConstraint("project_id", "key", name="pk_fact"),
    )


def _finding() -> None:
    op.create_table(
        "finding",
        *_numbers("id", "project_id", "number", "step", "round"),
        sa.Column("description", sa.Text(), nullable=False),
        *_texts("severity", "status"),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_numbers("version"),
        sa.CheckConstraint("severity IN ('critical', 'major', 'minor')", name="ck_finding_severity"),
        sa.CheckConstraint("status IN ('open', 'done', 'deferred', 'known_issue')", name="ck_finding_status"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_finding_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("project_id", "number", name="uq_finding_project_id_number"),
    )


def _form_number() -> None:
    op.create_table(
        "form_number",
        *_numbers("id", "project_id"),
        *_texts("form"),
        *_numbers("round"),
        *_texts("number"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_form_number_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_form_number"),
        sa.UniqueConstraint("number", name="uq_form_number_number"),
    )
    op.create_index("ix_form_number_project_id", "form_number", ["project_id"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("at"),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *_texts("person", "workstation", "operation_id", "deed"),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        *_texts("previous", "hash"),
        sa.ForeignKeyConstraint(["person_id"], ["member.id"], name="fk_ledger_person_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_ledger_project_id"),
        sa.PrimaryKeyConstraint("sequence", name="pk_ledger"),
        sa.UniqueConstraint("operation_id", name="uq_ledger_operation_id"),
    )
    op.create_index("ix_ledger_project_id_sequence", "ledger", ["project_id", "sequence"])


def _release() -> None:
    op.create_table(
        "release",
        *_numbers("id", "project_id"),
        *_texts("number", "version", "released"),
        sa.Column("with_notes", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        *_numbers("by"),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["member.id"], name="fk_release_by"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_release_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
    )
    op.create_index("ix_release_project_id", "release", ["project_id"])


def _visit() -> None:
    op.create_table(
        "visit",
        *_numbers("id", "project_id", "step", "round"),
        *_texts("counting", "entered_at"),
        *_numbers("entered_by"),
        *_texts("left_at"),
        sa.Column("left_by", sa.Integer(), nullable=True),
        *_texts("result"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.CheckConstraint("round >= 1", name="ck_visit_counted"),
        sa.ForeignKeyConstraint(["entered_by"], ["member.id"], name="fk_visit_entered_by"),
        sa.ForeignKeyConstraint(["left_by"], ["member.id"], name="fk_visit_left_by"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_visit_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )
    op.create_index("ix_visit_project_id", "visit", ["project_id"])


def _pause() -> None:
    op.create_table(
        "pause",
        *_numbers("id", "project_id", "visit_id"),
        *_texts("since", "until"),
        sa.Column("reason", sa.Text(), nullable=False),
        *_texts("expected"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_pause_project_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_pause_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pause"),
    )
    op.create_index("ix_pause_project_id", "pause", ["project_id"])


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)


def _numbers(*names: str) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(name, sa.Integer(), nullable=False) for name in names)


def _guard_ledger() -> None:
    """Append-only: the database itself refuses to change or delete a line."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER ledger_guard BEFORE UPDATE OR DELETE ON ledger "
            "FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()"
        )
        op.execute(
            "CREATE TRIGGER ledger_guard_whole BEFORE TRUNCATE ON ledger "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_refuses_{deed.lower()} BEFORE {deed} ON ledger "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
