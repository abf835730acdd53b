"""Every figure against a naive recomputation over the same visits, for the published SOP and for another one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.board import ProjectState
from models.figures.compute import Reading, figures
from models.figures.history import History
from models.figures.periods import Period, PeriodKind, free, parse
from models.figures.values import CauseKind, Figures, Share, median, percentile, spread
from models.sop.procedure import DecisionKind
from tests.models.figures import plain
from tests.models.figures.made_history import made_history
from tests.models.office import CALENDAR, SOP

READING = Reading(datetime(2026, 11, 22, 3, tzinfo=UTC), 7, "abc")
PERIODS = ("2026-Q3", "2026-07", "2026", "2025-S2", "2026-08-15..2026-10-02")

every_period = pytest.mark.parametrize("text", PERIODS)


def of(history: History, text: str, team: str = "") -> Figures:
    return figures(history, parse(text), team, READING)


@every_period
def test_the_balance_is_even_and_told_again_day_by_day(history: History, text: str):
    found = of(history, text)
    one = found.balance
    told = (one.opening, one.entered, one.finished, one.rejected, one.cancelled, one.closing)
    assert one.even
    assert told == plain.balance(history, found.period.first, found.until)


@every_period
def test_time_per_step_is_what_the_visits_say(history: History, text: str):
    found = of(history, text)
    wanted = plain.times(history, found.period.first, found.until)
    for step in found.times:
        count, early, on_time, late, net, gross = wanted[step.step]
        assert (step.count, step.early, step.on_time, step.late) == (count, early, on_time, late)
        if count:
            assert (step.net.median, step.net.p85, step.net.worst) == numbers(net)
            assert (step.gross.median, step.gross.p85, step.gross.worst) == numbers(gross)
            assert step.kept.whole in (0, step.on_time + step.late)


def numbers(ordered: list[int]) -> tuple[float, ...]:
    """Median, P85 and longest, by counting how many do not exceed a value."""
    middle = next(v for v in ordered if 2 * sum(w <= v for w in ordered) >= len(ordered))
    upper = next(v for v in reversed(ordered) if 2 * sum(w >= v for w in ordered) >= len(ordered))
    p85 = next(v for v in ordered if 100 * sum(w <= v for w in ordered) >= 85 * len(ordered))
    return (middle + upper) / 2, p85, max(ordered)


@every_period
def test_first_pass_rates_and_returns_are_what_the_decisions_say(history: History, text: str):
    found = of(history, text)
    visits = list(plain.finished_visits(history, found.period.first, found.until))
    back = [(p, s) for p, s in visits if p.sop.decision(s.result).kind is DecisionKind.RETURN]
    assert sorted((p.number, s.step, s.round) for p, s in back) == sorted(
        (line.number, line.step, line.round) for line in found.returns
    )
    for line in found.rounds:
        firsts = [(p, s) for p, s in visits if s.step == line.step and s.round == 1]
        assert line.first_tries == len(firsts)
        assert line.first_passes == len(firsts) - sum(each in back for each in firsts)
        assert line.returns == sum(s.step == line.step for _, s in back)
    with_return = {s.number for s in history.sop.steps for d in s.decisions if d.kind is DecisionKind.RETURN}
    assert {line.step for line in found.rounds} == with_return


@every_period
def test_every_point_of_the_flow_is_the_board_of_that_evening(history: History, text: str):
    found = of(history, text)
    order = [step.number for step in history.sop.steps]
    for point in found.flow:
        where = Counter(
            stay.step
            for project in history.projects
            if plain.open_on(project, point.day) and (stay := plain.standing(project, point.day)) is not None
        )
        assert point.steps == tuple(where[step] for step in order), point.day
        assert point.late == len(plain.late_on(history, point.day)), point.day
        ended = sum(p.ended is not None and found.period.first <= p.ended <= point.day for p in history.projects)
        assert point.ended == ended
    assert found.flow[-1].day == found.until
    assert found.flow[-1].open == found.balance.closing == sum(each.projects for each in found.stock)


@every_period
def test_late_projects_are_those_over_their_limit_and_each_has_a_cause(history: History, text: str):
    found = of(history, text)
    assert {line.number for line in found.late} == plain.late_on(history, found.until)
    assert len(found.late) == found.now.late == sum(each.late for each in found.stock)
    for line in found.late:
        assert line.over > 0
        kinds = {cause.kind for cause in line.causes}
        assert (CauseKind.RETURNED in kinds) == (line.round > 1)
        assert kinds != set()
        assert CauseKind.SLOW not in kinds or kinds == {CauseKind.SLOW}


@every_period
def test_waiting_counts_every_held_day_of_the_period_once(history: History, text: str):
    found = of(history, text)
    wanted = 0
    for project in history.projects:
        for stay in project.stays:
            for stop in stay.stops:
                days = plain.days_of(found.period.first, found.until)
                wanted += sum(stop.since < day and (stop.until is None or day <= stop.until) for day in days)
    assert sum(line.days for line in found.waiting) == wanted
    still = sum(
        any(s.since <= found.until and (s.until is None or s.until > found.until) for t in p.stays for s in t.stops)
        for p in history.projects
    )
    assert sum(line.still for line in found.waiting) == still
    reasons = [line.reason.casefold().rstrip(".") for line in found.waiting]
    assert len(reasons) == len(set(reasons))


@every_period
def test_the_list_names_every_project_of_the_period_and_throughput_counts_each_once(history: History, text: str):
    found = of(history, text)
    days = plain.days_of(found.period.first, found.until)
    wanted = {p.number for p in history.projects if any(plain.open_on(p, day) for day in days) or p.ended in days}
    assert {line.number for line in found.projects} == wanted
    one = found.balance
    assert sum(each.entered for each in found.throughput) == one.entered
    assert sum(each.finished for each in found.throughput) == one.finished
    assert sum(each.ended for each in found.throughput) == one.rejected + one.cancelled
    assert found.throughput[0].first == found.period.first
    assert found.throughput[-1].last == found.until


def test_what_a_person_carries_adds_up(history: History):
    found = of(history, "2026-Q3")
    role = history.sop.roles[-1].code
    carried = [line for line in found.load if line.role == role]
    assert sum(line.open for line in carried) == found.balance.closing
    assert all(line.late <= line.active <= line.open for line in found.load)


def test_a_team_has_only_its_own_projects_and_the_teams_add_up_to_all(history: History):
    whole = of(history, "2026-Q3")
    parts = [of(history, "2026-Q3", team) for team in whole.teams]
    assert sum(part.balance.closing for part in parts) == whole.balance.closing
    assert sum(len(part.projects) for part in parts) == len(whole.projects)
    assert all(part.balance.even for part in parts)


def test_the_headline_of_the_period_before_is_the_headline_of_that_period(history: History):
    assert of(history, "2026-Q3").before == of(history, "2026-Q2").now


def test_a_period_that_is_not_over_is_counted_up_to_today(history: History):
    found = of(history, "2026-Q4")
    assert found.until == history.today
    assert found.running
    assert found.flow[-1].day == history.today


def test_an_empty_period_has_no_projects_but_an_even_balance(history: History):
    for text in ("2019", "2027"):
        found = of(history, text)
        assert found.empty
        assert found.balance.even
        assert not found.late
        assert not found.returns


def test_an_office_without_any_project_has_figures_all_the_same():
    found = of(History(SOP, CALENDAR, date(2026, 11, 22), ()), "2026")
    assert found.empty
    assert found.balance.even
    assert found.now.kept == Share(0, 0)


def test_a_clock_set_back_never_makes_the_balance_odd(history: History):
    upside_down = [replaced_end(each) for each in history.projects]
    found = of(replace(history, projects=tuple(upside_down)), "2026-Q3")
    assert found.balance.even


def replaced_end(project):  # the reader gives no end before the request; the day itself is the least
    return project._replace(ended=project.requested) if project.state is ProjectState.MAINTENANCE else project


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 60), st.dates(date(2024, 6, 1), date(2026, 12, 1)), st.integers(0, 500))
def test_any_history_and_any_days_balance_and_agree(seed: int, count: int, first: date, length: int):
    history = made_history(SOP, CALENDAR, count, seed)
    period = free(first, first + timedelta(days=length))
    found = figures(history, period, "", READING)
    one = found.balance
    assert one.even
    assert one.closing == sum(each.projects for each in found.stock) or period.first > history.today
    assert found.now.open == one.closing
    for step in found.times:
        assert step.early <= step.on_time <= step.count
        assert step.net.median <= step.net.p85 or step.count < 4
        assert step.net.p85 <= step.net.worst
        assert (step.shares.worst > 1) == (step.late > 0)


@given(st.lists(st.integers(0, 400), min_size=1), st.integers(1, 100))
def test_a_percentile_is_one_of_the_values_and_grows_with_its_rank(values: list[int], percent: int):
    ordered = sorted(values)
    found = percentile(ordered, percent)
    assert found in ordered
    assert ordered[0] <= found <= percentile(ordered, 100) == ordered[-1]
    assert ordered[0] <= median(ordered) <= ordered[-1]
    assert spread(values).count == len(values)


def test_small_numbers_are_shown_as_counts():
    assert Share(4, 4).small
    assert not Share(5, 5).small
    assert Share(0, 0).percent == 0


def test_periods_of_one_kind_follow_each_other():
    period = Period(PeriodKind.QUARTER, date(2026, 1, 1), date(2026, 3, 31))
    assert period.before == parse("2025-Q4")
