"""What a SOP must hold true of itself: known roles, reachable steps, decisions that lead somewhere. Pure.

problem codes and their facts: doubled_code (value), unknown_role (value), minimum_above_maximum (minimum, maximum),
step_gap (value, wanted), unknown_step (value), wrong_direction (value), target_not_for_kind, target_missing,
no_forward (step), no_close (step), unreachable_step (step), unknown_fact (value), unknown_choice (value, fact),
needs_choices, needs_columns, not_for_kind (key), wrong_kind_for_binding (value), missing_binding (value).
"""

from __future__ import annotations

from collections.abc import Iterable

from models.sop.forms import FORMS, Form
from models.sop.procedure import Decision, DecisionKind, Fact, FactKind, Sop, Step
from models.sop.source import Source

_ONWARD = (DecisionKind.FORWARD, DecisionKind.SKIP)
_MOVING = (*_ONWARD, DecisionKind.RETURN)
_CHOOSING = (FactKind.CHOICE, FactKind.CHECKLIST)
_PEOPLE = (FactKind.MEMBER, FactKind.MEMBERS)
_BOUND_KINDS = {
    "letter_date": FactKind.DATE,
    "wished_date": FactKind.DATE,
    "disposition_date": FactKind.DATE,
    "release_date": FactKind.DATE,
    "coordinator": FactKind.MEMBER,
    "programmers": FactKind.MEMBERS,
    "test_conclusion": FactKind.CHOICE,
}
"""Kinds that the program needs for a binding; every other one is bound to a text."""


def check(sop: Sop, source: Source) -> None:
    """Raises BadSop at the first fault."""
    _check_codes(sop, source)
    _check_numbers(sop, source)
    roles = frozenset(role.code for role in sop.roles)
    _check_roles(sop.holders, roles, "holders", source)
    for index, step in enumerate(sop.steps, start=1):
        _check_step(step, f"steps[{index}]", roles, source)
        for place, decision in enumerate(step.decisions, start=1):
            path = f"steps[{index}].decisions[{place}]"
            _check_roles(decision.roles, roles, f"{path}.roles", source)
            _check_target(sop, decision, path, source)
            _check_accepts(step, decision, path, source)
    _check_ways(sop, source)
    _check_bindings(sop, source)


def _check_codes(sop: Sop, source: Source) -> None:
    _refuse_doubled(((role.code, f"roles[{i}].code") for i, role in enumerate(sop.roles, 1)), source)
    steps = tuple(enumerate(sop.steps, 1))
    _refuse_doubled(((str(step.number), f"steps[{i}].number") for i, step in steps), source)
    for part, key in (("documents", "code"), ("facts", "key"), ("decisions", "code")):
        _refuse_doubled(
            (
                (getattr(each, key), f"steps[{i}].{part}[{j}].{key}")
                for i, step in steps
                for j, each in enumerate(getattr(step, part), 1)
            ),
            source,
        )
    _refuse_doubled(
        (
            (fact.binds, f"steps[{i}].facts[{j}].binds")
            for i, step in steps
            for j, fact in enumerate(step.facts, 1)
            if fact.binds
        ),
        source,
    )


def _refuse_doubled(codes: Iterable[tuple[str, str]], source: Source) -> None:
    seen: set[str] = set()
    for code, path in codes:
        # Document codes become folder and file names, which Windows does not tell apart by case.
        if code.casefold() in seen:
            raise source.trouble("doubled_code", path, value=code)
        seen.add(code.casefold())


def _check_numbers(sop: Sop, source: Source) -> None:
    for wanted, step in enumerate(sop.steps, start=1):
        if step.number != wanted:
            raise source.trouble("step_gap", f"steps[{wanted}].number", value=step.number, wanted=wanted)


def _check_roles(used: Iterable[str], roles: frozenset[str], path: str, source: Source) -> None:
    for role in used:
        if role not in roles:
            raise source.trouble("unknown_role", path, value=role)


def _check_step(step: Step, path: str, roles: frozenset[str], source: Source) -> None:
    for index, performer in enumerate(step.performers, start=1):
        _check_roles((performer.role,), roles, f"{path}.performers[{index}].role", source)
    _check_roles(step.involved, roles, f"{path}.involved", source)
    low, high = step.standard.minimum, step.standard.maximum
    if low > high:
        raise source.trouble("minimum_above_maximum", f"{path}.standard", minimum=low, maximum=high)
    for index, fact in enumerate(step.facts, start=1):
        _check_fact(fact, f"{path}.facts[{index}]", roles, source)


def _check_fact(fact: Fact, path: str, roles: frozenset[str], source: Source) -> None:
    if fact.kind in _CHOOSING and not fact.choices:
        raise source.trouble("needs_choices", path, key="choices")
    if fact.kind is FactKind.ROWS and not fact.columns:
        raise source.trouble("needs_columns", path, key="columns")
    misplaced = {
        "choices": fact.choices and fact.kind not in _CHOOSING,
        "columns": fact.columns and fact.kind is not FactKind.ROWS,
        "role": fact.role and fact.kind not in _PEOPLE,
        "future": fact.future and fact.kind is not FactKind.DATE,
    }
    for key, wrong in misplaced.items():
        if wrong:
            raise source.trouble("not_for_kind", f"{path}.{key}", key=key)
    _check_roles((fact.role,) if fact.role else (), roles, f"{path}.role", source)
    _check_binding(fact, path, source)
    _refuse_doubled(((code, f"{path}.choices[{i}]") for i, (code, _) in enumerate(fact.choices, 1)), source)
    _refuse_doubled(((column.key, f"{path}.columns[{i}].key") for i, column in enumerate(fact.columns, 1)), source)
    for index, column in enumerate(fact.columns, start=1):
        _refuse_doubled(((code, f"{path}.columns[{index}].choices") for code, _ in column.choices), source)


def _check_binding(fact: Fact, path: str, source: Source) -> None:
    texts = (FactKind.TEXT, FactKind.LONG_TEXT)
    wanted = (_BOUND_KINDS[fact.binds],) if fact.binds in _BOUND_KINDS else texts
    if fact.binds and fact.kind not in wanted:
        raise source.trouble("wrong_kind_for_binding", f"{path}.binds", value=fact.binds)


def _check_target(sop: Sop, decision: Decision, path: str, source: Source) -> None:
    target, last = decision.target, len(sop.steps)
    if decision.kind in _MOVING:
        if not 1 <= target <= last:
            raise source.trouble("unknown_step" if target else "target_missing", f"{path}.target", value=target)
        if (target > decision.step) != (decision.kind in _ONWARD) or target == decision.step:
            raise source.trouble("wrong_direction", f"{path}.target", value=target)
    elif target:
        raise source.trouble("target_not_for_kind", f"{path}.target", value=target)
    if bool(decision.targets) != (decision.kind is DecisionKind.FOLLOW_UP):
        raise source.trouble("target_not_for_kind" if decision.targets else "target_missing", f"{path}.targets")
    for each in decision.targets:
        if not 1 <= each <= last:
            raise source.trouble("unknown_step", f"{path}.targets", value=each)


def _check_accepts(step: Step, decision: Decision, path: str, source: Source) -> None:
    known = {fact.key: fact for fact in step.facts}
    for index, (key, codes) in enumerate(decision.accepts, start=1):
        spot = f"{path}.accepts[{index}]"
        if key not in known:
            raise source.trouble("unknown_fact", f"{spot}.fact", value=key)
        choices = {code for code, _ in known[key].choices} if known[key].kind is FactKind.CHOICE else set[str]()
        for code in codes or ("",):
            if code not in choices:
                raise source.trouble("unknown_choice", f"{spot}.codes", value=code, fact=key)


def _check_ways(sop: Sop, source: Source) -> None:
    for index, step in enumerate(sop.steps, start=1):
        kinds = {decision.kind for decision in step.decisions}
        last = index == len(sop.steps)
        if (DecisionKind.CLOSE if last else DecisionKind.FORWARD) not in kinds:
            raise source.trouble("no_close" if last else "no_forward", f"steps[{index}]", step=step.number)
    reached, waiting = {1}, [1]
    while waiting:
        for decision in sop.step(waiting.pop()).decisions:
            for target in (decision.target, *decision.targets):
                if target and target not in reached:
                    reached.add(target)
                    waiting.append(target)
    for step in sop.steps:
        if step.number not in reached:
            raise source.trouble("unreachable_step", f"steps[{step.number}]", step=step.number)


def _check_bindings(sop: Sop, source: Source) -> None:
    """A project needs a name from its first step, and a team where a role acts only for its own."""
    bound = {fact.binds for fact in sop.steps[0].facts if fact.required}
    wanted = ("project_name", "team") if any(role.own_team_only for role in sop.roles) else ("project_name",)
    for binding in wanted:
        if binding not in bound:
            raise source.trouble("missing_binding", "steps[1].facts", value=binding)


def unfilled(sop: Sop) -> tuple[tuple[Form, tuple[str, ...]], ...]:
    """Forms that the SOP names as a document, and what each prints that the SOP does not ask: fact keys and bindings.

    A form is printed all the same, with dots in those places; so this warns and refuses nothing.
    """
    named = {kind.form for step in sop.steps for kind in step.documents if kind.form}
    keys, bindings = {fact.key for fact in sop.facts}, {fact.binds for fact in sop.facts}
    found = [
        (
            form,
            tuple(
                dict.fromkeys([k for k in form.facts if k not in keys] + [b for b in form.bound if b not in bindings])
            ),
        )
        for code, form in FORMS.items()
        if code in named
    ]
    return tuple((form, missing) for form, missing in found if missing)
