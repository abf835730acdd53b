"""The style sheet, built from the tokens. Widgets choose a look by the properties `kind`, `type` and `panel`."""

from __future__ import annotations

from pathlib import Path
from string import Template

from views.tokens import TYPE, Tokens

_ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"

_BUTTONS = """
QPushButton, QToolButton { font-size: ${body}px; }
QPushButton { min-height: ${button}px; padding: 0 12px; border-radius: 6px; font-weight: 600;
  color: ${ink}; background: ${card}; border: 1px solid ${line2}; }
QPushButton:hover { background: ${card_hover}; border-color: ${control}; }
QPushButton:pressed { background: ${track}; }
QPushButton:focus { border: 2px solid ${accent}; padding: 0 11px; min-height: ${button_focus}px; }
QPushButton:disabled { color: ${ink3}; background: ${window}; border-color: ${line}; }
QPushButton[kind="main"] { color: ${on_accent}; background: ${accent}; border-color: ${accent}; }
QPushButton[kind="main"]:hover { background: ${accent_hover}; border-color: ${accent_hover}; }
QPushButton[kind="main"]:focus { border: 2px solid ${ink}; }
QPushButton[kind="main"]:disabled { color: ${ink3}; background: ${track}; border-color: ${track}; }
QPushButton[kind="danger"] { color: ${late}; background: ${late_soft}; border-color: ${late}; }
QPushButton[kind="danger"]:disabled { color: ${ink3}; background: ${track}; border-color: ${track}; }
QPushButton[kind="plain"] { color: ${accent}; background: transparent; border-color: transparent; padding: 0 6px; }
QPushButton[kind="plain"]:hover { background: ${accent_soft}; }
QPushButton[kind="plain"]:focus { border: 2px solid ${accent}; padding: 0 5px; }
QPushButton[kind="plain"]:disabled { color: ${ink3}; }
QPushButton[kind="chip"] { min-height: ${chip}px; max-height: ${chip}px; padding: 0 11px;
  border-radius: ${chip_radius}px;
  font-size: ${small}px; color: ${ink}; background: ${card}; border: 1px solid ${line2}; }
QPushButton[kind="chip"]:hover { background: ${card_hover}; border-color: ${control}; }
QPushButton[kind="chip"]:checked { background: ${accent_soft}; border-color: ${accent}; color: ${accent}; }
QPushButton[kind="chip"]:focus { border: 2px solid ${accent}; padding: 0 10px; min-height: ${chip_focus}px;
  max-height: ${chip_focus}px; }
QPushButton[kind="count"] { min-height: 0; padding: 0; border-radius: 9px; text-align: left;
  background: ${card}; border: 1px solid ${line}; }
QPushButton[kind="count"]:hover { background: ${card_hover}; border-color: ${control}; }
QPushButton[kind="count"]:checked { background: ${accent_soft}; border-color: ${accent}; }
QPushButton[kind="count"]:focus { border: 2px solid ${accent}; }
QPushButton[kind="chip"]::menu-indicator { image: none; width: 0; }
QPushButton[kind="more"] { min-height: 21px; max-height: 21px; padding: 0 9px; border-radius: 11px;
  font-size: ${micro}px; color: ${ink}; background: ${card}; border: 1px solid ${line2}; }
QPushButton[kind="fresh"] { min-height: ${chip}px; max-height: ${chip}px; padding: 0 10px;
  border-radius: ${chip_radius}px; font-size: ${small}px; color: ${ok}; background: ${ok_soft};
  border: 1px solid transparent; }
QPushButton[kind="fresh"][tone="near"] { color: ${near}; background: ${near_soft}; }
QPushButton[kind="fresh"]:focus { border-color: ${accent}; }
QPushButton[kind="tab"] { min-height: ${tab}px; border: none; border-bottom: 2px solid transparent; border-radius: 0;
  background: transparent; color: ${ink2}; padding: 2px 12px 0 12px; }
QPushButton[kind="tab"]:hover { color: ${ink}; background: ${card_hover}; }
QPushButton[kind="tab"]:checked { color: ${ink}; border-bottom-color: ${accent}; }
QPushButton[kind="tab"]:focus { border: 2px solid ${accent}; border-radius: 6px; padding: 0 10px;
  min-height: ${tab_focus}px; }
QPushButton[kind="segment"] { min-height: ${chip}px; max-height: ${chip}px; font-size: ${small}px; border-radius: 5px;
  border: 1px solid transparent; background: transparent; padding: 0 10px; color: ${ink}; }
QPushButton[kind="segment"]:checked { background: ${accent_soft}; color: ${accent}; border-color: ${accent_line}; }
QPushButton[kind="segment"]:focus { border: 2px solid ${accent}; padding: 0 9px; min-height: ${chip_focus}px;
  max-height: ${chip_focus}px; }
QPushButton[kind="status"] { min-height: ${status}px; border: none; border-radius: 4px; background: transparent;
  font-weight: 400; font-size: ${small}px; color: ${ink2}; padding: 0 6px; text-align: left; }
QPushButton[kind="status"]:hover { background: ${card_hover}; }
QPushButton[kind="status"]:focus { border: 2px solid ${accent}; padding: 0 4px; min-height: ${status_focus}px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; background: transparent;
  color: ${ink}; }
QToolButton:hover { background: ${card_hover}; border-color: ${line2}; }
QToolButton:focus { border: 2px solid ${accent}; padding: 3px; }
QToolButton:checked { background: ${accent_soft}; }
QToolButton::menu-indicator { image: none; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox { color: ${ink}; background: ${field};
  border: 1px solid ${control}; border-radius: 6px; padding: 0 10px; font-size: ${body}px;
  selection-background-color: ${accent}; selection-color: ${on_accent}; }
QLineEdit, QComboBox, QDateEdit, QSpinBox { min-height: ${button}px; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus { border: 2px solid ${accent}; padding: 0 9px;
  min-height: ${button_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid ${accent}; padding: 5px 7px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
  QDateEdit[wrong="true"] { border: 2px solid ${late}; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QDateEdit:disabled { background: ${window};
  color: ${ink3}; border-color: ${line2}; }
QLineEdit:read-only { background: ${window}; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("${icons}/caret-gray.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: ${card}; color: ${ink}; border: 1px solid ${line2}; outline: 0;
  padding: 4px;
  selection-background-color: ${sel}; selection-color: ${ink}; }
QCheckBox, QRadioButton { min-height: 22px; spacing: 8px; color: ${ink}; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: ${field};
  border: 1px solid ${control}; }
QCheckBox::indicator { border-radius: 4px; }
QCheckBox::indicator:checked { background: ${accent}; border-color: ${accent}; image: url("${icons}/${check}"); }
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid ${accent}; background: ${field}; }
QCheckBox:focus, QRadioButton:focus { color: ${accent}; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: ${accent}; }
"""

_TEXT = """
QLabel { color: ${ink}; background: transparent; }
QLabel[type="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[type="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[type="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="small"] { font-size: ${small}px; color: ${ink2}; }
QLabel[type="hint"] { font-size: ${small}px; color: ${ink3}; }
QLabel[type="micro"] { font-size: ${micro}px; color: ${ink2}; }
QLabel[type="tiny"] { font-size: ${tiny}px; color: ${ink2}; }
QLabel[type="faint"] { color: ${ink3}; }
QLabel[type="accent"] { color: ${accent}; font-weight: 600; }
QLabel[type="ok"] { font-size: ${small}px; color: ${ok}; }
QLabel[type="near"] { font-size: ${small}px; color: ${near}; }
QLabel[type="late"] { font-size: ${small}px; color: ${late}; }
QLabel[type="pause"] { font-size: ${small}px; color: ${pause}; }
QLabel[pill="ok"] { color: ${ok}; background: ${ok_soft}; border-radius: 10px; padding: 2px 9px;
  font-size: ${small}px; font-weight: 600; }
QLabel[pill="near"] { color: ${near}; background: ${near_soft}; border-radius: 10px; padding: 2px 9px;
  font-size: ${small}px; font-weight: 600; }
QLabel[pill="late"] { color: ${late}; background: ${late_soft}; border-radius: 10px; padding: 2px 9px;
  font-size: ${small}px; font-weight: 600; }
QLabel[pill="pause"] { color: ${pause}; background: ${pause_soft}; border-radius: 10px; padding: 2px 9px;
  font-size: ${small}px; font-weight: 600; }
QLabel[pill="accent"] { color: ${accent}; background: ${accent_soft}; border-radius: 10px; padding: 2px 9px;
  font-size: ${small}px; font-weight: 600; }
"""

_PLACES = """
QMainWindow, QDialog { background: ${window}; }
QDialog { background: ${bar}; }
QWidget[panel="bar"] { background: ${bar}; }
QWidget[panel="top"] { background: ${bar}; border-bottom: 1px solid ${line}; }
QWidget[panel="foot"] { background: ${window}; border-top: 1px solid ${line}; }
QWidget[panel="status"] { background: ${bar}; border-top: 1px solid ${line}; }
QWidget[panel="page"] { background: ${window}; }
QFrame[panel="card"] { background: ${card}; border: 1px solid ${line}; border-radius: 9px; }
QFrame[panel="quiet"] { background: ${window}; border: 1px solid ${line}; border-radius: 7px; }
QFrame[panel="soft"] { background: ${accent_soft}; border: none; border-radius: 7px; }
QFrame[panel="slot"] { background: ${sel}; border: 2px dashed ${accent}; border-radius: 7px; }
QFrame[panel="segment"] { background: ${card}; border: 1px solid ${line2}; border-radius: 6px; }
QFrame[panel="notice-near"] { background: ${near_soft}; border: none; border-bottom: 1px solid ${near_bar}; }
QFrame[panel="notice-late"] { background: ${late_soft}; border: none; border-bottom: 1px solid ${late_bar}; }
QFrame[panel="notice-ok"] { background: ${ok_soft}; border: none; border-bottom: 1px solid ${ok_bar}; }
QFrame[panel="notice-info"] { background: ${accent_soft}; border: none; border-bottom: 1px solid ${accent_line}; }
QFrame[panel="hairline"] { background: ${line}; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[panel="clear"] { background: transparent; }
QMenu { background: ${card}; border: 1px solid ${line2}; border-radius: 7px; padding: 5px; color: ${ink}; }
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: ${sel}; color: ${ink}; }
QMenu::item:disabled { color: ${ink3}; }
QMenu::separator { height: 1px; background: ${line}; margin: 5px 8px; }
QMenu::icon { padding-left: 10px; }
QToolTip { color: ${ink}; background: ${card}; border: 1px solid ${line2}; padding: 5px 8px; font-size: ${small}px; }
QTabWidget::pane { border: none; border-top: 1px solid ${line}; }
QTabBar::tab { color: ${ink2}; background: transparent; padding: 8px 12px; border-bottom: 2px solid transparent;
  font-weight: 600; }
QTabBar::tab:selected { color: ${ink}; border-bottom-color: ${accent}; }
QTabBar::tab:focus { color: ${accent}; }
QTableView, QListView, QTreeView { background: ${card}; color: ${ink}; border: 1px solid ${line}; border-radius: 7px;
  alternate-background-color: ${window}; selection-background-color: ${sel}; selection-color: ${ink};
  gridline-color: ${line}; outline: 0; }
QTableView:focus, QListView:focus, QTreeView:focus { border-color: ${accent}; }
QTableView[list="true"]::item { padding-left: 7px; }
QTableView[board="true"] { background: transparent; border: none; border-radius: 0;
  selection-background-color: transparent; }
QHeaderView::section { background: ${bar}; color: ${ink2}; border: none; border-bottom: 1px solid ${line};
  padding: 7px 10px;
  font-size: ${micro}px; font-weight: 600; }
QProgressBar { background: ${track}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: ${accent}; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: ${control}; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: ${line}; }
"""

_TEMPLATE = Template(_BUTTONS + _FIELDS + _TEXT + _PLACES)


def style_sheet(tokens: Tokens, scale: float, dark: bool) -> str:
    """QSS for those colours; `scale` multiplies type sizes and control heights."""
    heights = {"button": 30, "chip": 26, "tab": 46, "status": 22}
    values: dict[str, object] = {name: value for name, value in tokens._asdict().items() if isinstance(value, str)}
    values |= {name: max(10, round(size.px * scale)) for name, size in TYPE.items()}
    for name, height in heights.items():
        values[name] = round(height * scale)
        values[f"{name}_focus"] = round(height * scale) - (4 if name in ("tab", "status") else 2)
    values["chip_radius"] = round(heights["chip"] * scale) // 2 + 1
    values["icons"] = _ICONS.as_posix()
    values["check"] = "check-black.svg" if dark else "check-white.svg"
    return _TEMPLATE.substitute(values)
