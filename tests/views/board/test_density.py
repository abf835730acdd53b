"""Which columns fold at which width."""

from __future__ import annotations

import pytest

from views.board.density import Density, arrange, column_width

COUNTS = (2, 3, 4, 0, 7, 3, 3, 0, 2)
MINE = (0, 0, 1, 0, 1, 1, 1, 0, 1)


@pytest.mark.parametrize(
    ("width", "density", "folded"),
    [
        (1920, Density.COMFORTABLE, set()),
        (1852, Density.COMFORTABLE, set()),
        (1851, Density.COMPACT, set()),
        (1276, Density.COMPACT, set()),
        (1275, Density.COMPACT, {7}),
        (1093, Density.COMPACT, {7, 3}),
        (1000, Density.COMPACT, {7, 3, 1}),
        (911, Density.COMPACT, {7, 3, 1, 0}),
    ],
)
def test_empty_columns_fold_first_then_those_without_own_cards(width: int, density: Density, folded: set[int]):
    wanted = arrange(width, COUNTS, MINE)
    assert (wanted.density, set(wanted.folded)) == (density, folded)
    assert column_width(width, 9, len(folded)) >= wanted.density.narrowest


def test_own_choices_are_not_overruled():
    wanted = arrange(911, COUNTS, MINE, None, {7: False, 4: True})
    assert 7 not in wanted.folded
    assert 4 in wanted.folded


def test_a_column_with_own_cards_never_folds_by_itself():
    assert arrange(500, COUNTS, (1,) * 9).folded == {7, 3}


def test_all_folded_columns_have_no_width():
    assert column_width(1366, 9, 9) == 0.0
