"""What a ledger line tells about a project, enough to replay it."""

from __future__ import annotations

from models.records.live_project import LiveProject
from models.storage.tables import DocumentRow, FindingRow


def told_of(live: LiveProject) -> dict[str, object]:
    """What every line about a project tells: where it stands now, and which facts, documents and findings changed."""
    row = live.row
    told: dict[str, object] = {
        "number": row.number,
        "version": row.version,
        "step": row.step,
        "round": row.round,
        "state": row.state,
    }
    if live.fact_changes:
        told["facts"] = {key: list(change) for key, change in live.fact_changes.items()}
    documents = [each for each in live.added if isinstance(each, DocumentRow)]
    if documents:
        told["documents"] = [_document(each) for each in documents]
    statuses = {str(each.id): each.status for each in live.altered if isinstance(each, DocumentRow)}
    if statuses:
        told["statuses"] = statuses
    findings = [each for each in (*live.added, *live.altered) if isinstance(each, FindingRow)]
    if findings:
        told["findings"] = [
            {"number": each.number, "severity": each.severity, "status": each.status} for each in findings
        ]
    return told


def _document(row: DocumentRow) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind,
        "version": row.version,
        "name": row.name,
        "sha256": row.sha256,
        "link": row.link,
        "status": row.status,
    }
