"""The colours of the interface (two frozen sets of the same names; no hex value elsewhere) and its type sizes."""

from __future__ import annotations

from typing import NamedTuple

AvatarPair = tuple[str, str]
"""Ground and text of a round picture."""


class Tokens(NamedTuple):
    """One theme. Every value is "#RRGGBB"; a status has three: text and outline, bar and symbol, ground."""

    window: str
    bar: str
    column: str
    card: str
    card_hover: str
    field: str
    sel: str
    line: str
    line2: str
    control: str
    track: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_line: str
    on_accent: str
    ok: str
    ok_bar: str
    ok_soft: str
    near: str
    near_bar: str
    near_soft: str
    late: str
    late_bar: str
    late_soft: str
    pause: str
    pause_bar: str
    pause_soft: str
    avatars: tuple[AvatarPair, ...]
    shadow_alpha: int

    def color(self, name: str) -> str:
        """The value of that name; AttributeError if there is none."""
        return str(getattr(self, name))


LIGHT = Tokens(
    window="#F4F6F8",
    bar="#FFFFFF",
    column="#E9EDF1",
    card="#FFFFFF",
    card_hover="#FAFCFD",
    field="#FFFFFF",
    sel="#EAF4F7",
    line="#D9DFE5",
    line2="#B4BEC8",
    control="#7F8B98",
    track="#DDE3E9",
    ink="#17212B",
    ink2="#46525F",
    ink3="#5D6976",
    accent="#13607A",
    accent_hover="#0E4D63",
    accent_soft="#DFEDF2",
    accent_line="#5A97AD",
    on_accent="#FFFFFF",
    ok="#23654F",
    ok_bar="#4A9A80",
    ok_soft="#E2F1EB",
    near="#7E4E00",
    near_bar="#BC7D0E",
    near_soft="#FBF0D9",
    late="#A3241B",
    late_bar="#C8392D",
    late_soft="#FBE7E4",
    pause="#57478A",
    pause_bar="#8678B8",
    pause_soft="#ECE9F6",
    avatars=(
        ("#D9E8F5", "#1F4E79"),
        ("#E1EFE3", "#2B5B33"),
        ("#F5E6D8", "#7A4312"),
        ("#EBE2F3", "#5A3A82"),
        ("#F6DFE4", "#86283F"),
        ("#DDEEEC", "#1B5A56"),
        ("#EEEAD6", "#5E5212"),
        ("#E3E6EC", "#3B4657"),
    ),
    shadow_alpha=3,
)

DARK = Tokens(
    window="#12171C",
    bar="#1A2027",
    column="#1B2128",
    card="#262E37",
    card_hover="#2B343E",
    field="#161C22",
    sel="#21343D",
    line="#37424D",
    line2="#52606D",
    control="#7D8A97",
    track="#3A4550",
    ink="#E9EDF0",
    ink2="#BAC4CD",
    ink3="#9BA8B4",
    accent="#67BAD3",
    accent_hover="#8ACDE0",
    accent_soft="#1C3944",
    accent_line="#4F8EA4",
    on_accent="#08212B",
    ok="#82CBB3",
    ok_bar="#4E9F86",
    ok_soft="#1B362E",
    near="#E9B963",
    near_bar="#C9932F",
    near_soft="#3A2E17",
    late="#F59A91",
    late_bar="#DC5B4F",
    late_soft="#45221F",
    pause="#BDB0E6",
    pause_bar="#8B7CC2",
    pause_soft="#2E2944",
    avatars=(
        ("#23435F", "#BFDDF7"),
        ("#27482D", "#BFE3C6"),
        ("#573719", "#F2CFAE"),
        ("#43305C", "#DCC8F2"),
        ("#592734", "#F4C3CF"),
        ("#1E4744", "#B5E2DD"),
        ("#454017", "#E6DDA8"),
        ("#3A4350", "#D2DAE4"),
    ),
    shadow_alpha=6,
)


FAMILY = "Inter Lajur"
"""The typeface of the window; resources/fonts holds it (views/typeface.py)."""

FACES = tuple(f"InterLajur-{style}.ttf" for style in ("Regular", "Medium", "SemiBold", "Bold"))
"""Its files."""


class TypeSize(NamedTuple):
    """Size and line height in logical pixels at scale 1.0; weight as in CSS."""

    px: int
    weight: int
    line: int


TYPE: dict[str, TypeSize] = {
    "figure": TypeSize(26, 600, 32),
    "title": TypeSize(20, 600, 26),
    "section": TypeSize(15, 600, 20),
    "body": TypeSize(13, 400, 18),
    "small": TypeSize(12, 400, 16),
    "micro": TypeSize(11, 400, 15),
    "tiny": TypeSize(10, 400, 14),
}
