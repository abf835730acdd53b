"""Facts of a project, written or corrected: cleaned, persons resolved, and copied to where the SOP binds them."""

from __future__ import annotations

from collections.abc import Mapping

from models import facts as fact_rules
from models import rules
from models.errors import BadInput
from models.operations.write_context import WriteContext, WriteOutcome, refuse
from models.project_file import FactValue
from models.records.live_project import LiveProject
from models.requests import SetFacts
from models.sop.procedure import Fact, FactKind, Sop


def type_facts(context: WriteContext, live: LiveProject, facts: Mapping[str, FactValue]) -> None:
    """Writes those facts into the project. Raises BadInput(problem, field, …) and writes none that it refuses."""
    by_key = {fact.key: fact for fact in live.sop.facts}
    for key, value in facts.items():
        if key not in by_key:
            raise BadInput(problem="unknown_field", field=str(key)[:80])
        fact = by_key[key]
        cleaned = _with_members(context, fact, fact_rules.clean(fact, value, context.today))
        if fact.binds == "project_name" and not cleaned:
            raise BadInput(problem="blank", field=fact.label)
        live.set_fact(key, cleaned)
        if live.row.id:
            _bind_now(context, live, fact)


def bound_text(sop: Sop, facts: Mapping[str, FactValue], binding: str) -> str:
    """The value of the fact bound so, "" if the SOP has none or nobody wrote it."""
    for fact in sop.facts:
        value = facts.get(fact.key, "")
        if fact.binds == binding and isinstance(value, str) and value:
            return value
    return ""


def bound_members(context: WriteContext, live: LiveProject, fact: Fact) -> list[int]:
    """Ids of the members that a MEMBER or MEMBERS fact names."""
    value = live.facts.get(fact.key, "")
    logins = [value] if isinstance(value, str) else [each for each in value if isinstance(each, str)]
    found = [context.people.find(login, "") for login in logins if login]
    return [person.id for person in found if person is not None]


def _bind_now(context: WriteContext, live: LiveProject, fact: Fact) -> None:
    """What takes effect as soon as it is written; persons only once their step has been left."""
    value = live.facts.get(fact.key, "")
    match fact.binds:
        case "project_name" if isinstance(value, str):
            live.row.name = value
        case "team" if isinstance(value, str) and value:
            live.row.team = value
        case "wished_date" if isinstance(value, str):
            live.row.wished = value
        case "coordinator" | "programmers" if fact.step < live.row.step:
            bind_persons(context, live, fact)
        case _:
            pass


def bind_persons(context: WriteContext, live: LiveProject, fact: Fact) -> None:
    """Makes the members named by the fact responsible for the project."""
    ids = bound_members(context, live, fact)
    if fact.binds == "coordinator":
        live.row.coordinator_id = ids[0] if ids else live.row.coordinator_id
    else:
        live.row.programmers = str(ids)


def _with_members(context: WriteContext, fact: Fact, value: FactValue) -> FactValue:
    """Persons written as their logins, whatever they were named by."""
    if fact.kind is FactKind.MEMBER and isinstance(value, str):
        return _login(context, fact, value) if value else ""
    if fact.kind is FactKind.MEMBERS:
        return list(dict.fromkeys(_login(context, fact, str(each)) for each in value))
    return value


def _login(context: WriteContext, fact: Fact, text: str) -> str:
    person = context.people.find(text, fact.role)
    if person is None:
        raise BadInput(problem="bad_person", field=fact.label, value=text)
    return person.login


def set_facts(context: WriteContext, request: SetFacts) -> WriteOutcome:
    """Writes the given keys only, by somebody with a part in the present step."""
    live = context.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), context.actor))
    type_facts(context, live, request.facts)
    return WriteOutcome("set_facts", [live])
