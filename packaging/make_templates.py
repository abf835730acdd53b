"""Makes resources/templates/*.docx out of packaging/template_texts/*.txt. Run it after changing a text; commit both.

One line is one thing: "=" title, "~" subtitle, "#" and "##" headings, ">" a hint for the writer, "-" a list item,
"| head:width | …" a table (widths in per cent, the first line is its head), "|* row in rows | …" a row repeated for
each value, "@identity", "@versions", "@approval", "@break" the parts that all documents share. {{ … }} is filled by
desktop/workers/templates.py. The same texts give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
TEXTS, TEMPLATES = HERE / "template_texts", HERE.parent / "resources" / "templates"
FACE = "Arial"
INK = RGBColor(0x1F, 0x29, 0x33)
ACCENT = RGBColor(0x1B, 0x4F, 0x72)
HINT = RGBColor(0x5F, 0x6B, 0x76)
LINE = "B8C2CC"
SHADE = "EAF0F6"
WIDTH = Cm(16)
FIXED = datetime(2026, 1, 1)

IDENTITY = (
    ("Nama sistem/aplikasi", "{{ project.name }}"),
    ("Nomor proyek", "{{ project.number }}"),
    ("Tim peminta", "{{ project.team }}"),
    ("Narahubung", "{{ text.contact }}"),
    ("Ketua Tim Terkait", "{{ people.requester }}"),
    ("PJK Layanan Aplikasi", "{{ people.coordinator }}"),
    ("Programmer", "{{ people.programmers }}"),
    ("Dasar", "Nota dinas nomor {{ text.letter_number }} tanggal {{ text.letter_date }}"),
    ("Langkah SOP", "{{ sop.number }}, langkah {{ document.step }}, putaran {{ document.round }}"),
)
VERSIONS = (
    ("Versi:10", "Tanggal:22", "Penyusun:26", "Perubahan:42"),
    ("* row in document.versions", "{{ row.version }}", "{{ row.date }}", "{{ row.by }}", "{{ row.change }}"),
)
SIGNERS = ("requester", "coordinator", "head")


class Template:
    """One Word document under construction."""

    def __init__(self) -> None:
        self.document: DocumentType = Document()
        self._lay_out_page()
        self._set_styles()
        self._letterhead()

    def add(self, lines: list[str]) -> None:
        """Adds every line of a text; neighbouring table lines make one table."""
        table: list[tuple[str, ...]] = []
        for line in [*lines, ""]:
            if line.startswith("|"):
                table.append(tuple(cell.strip() for cell in line[1:].split(" | ")))
                continue
            if table:
                self._table(table)
                table = []
            if line:
                self._line(*line.split(" ", 1))

    def _line(self, mark: str, rest: str = "") -> None:
        match mark:
            case "=":
                self.document.add_paragraph(rest, "Title")
                self.document.core_properties.title = rest
            case "~":
                self.document.add_paragraph(rest, "Subtitle")
                self.document.add_paragraph("{{ project.name }}", "Subtitle").runs[0].bold = True
                self.document.add_paragraph(style="Gap")
            case "#" | "##":
                self.document.add_heading(rest, len(mark))
            case ">":
                self.document.add_paragraph(f"[{rest}]", "Hint")
            case "-":
                self.document.add_paragraph(rest, "List Bullet")
            case "@identity":
                self._table([("Hal:32", "Keterangan:68"), *IDENTITY], head=False)
            case "@versions":
                self.document.add_heading("Riwayat Versi", 2)
                self._table(list(VERSIONS))
            case "@approval":
                self._approval()
            case "@break":
                self.document.add_page_break()
            case _:
                self.document.add_paragraph(f"{mark} {rest}".strip())

    def _table(self, lines: list[tuple[str, ...]], *, head: bool = True) -> None:
        heads = [cell.rsplit(":", 1) for cell in lines[0]]
        widths = [Emu(int(WIDTH * int(width) / 100)) for _text, width in heads]
        table = self.document.add_table(0, len(widths), "Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _border(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        rows = list(_rows(lines[1:], len(widths)))
        for index, cells in enumerate([[text for text, _width in heads], *rows] if head else rows):
            row = table.add_row()
            _keep_together(row, repeat=head and index == 0)
            for place, (cell, text, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
                cell.width = width
                bold = (head and index == 0) or (not head and place == 0)
                paragraph = cell.paragraphs[0]
                paragraph.style = "Cell"
                paragraph.add_run(text).bold = bold
                if bold:
                    _shade(cell)
        self.document.add_paragraph(style="Gap")

    def _approval(self) -> None:
        table = self.document.add_table(1, len(SIGNERS))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _keep_together(table.rows[0], repeat=False)
        for cell, who in zip(table.rows[0].cells, SIGNERS, strict=True):
            lines = (
                f"{{{{ sign.{who}.title }}}}",
                "",
                "",
                "",
                f"{{{{ sign.{who}.name }}}}",
                f"NIP {{{{ sign.{who}.nip }}}}",
            )
            cell.paragraphs[0].style = "Cell"
            for index, text in enumerate(lines):
                paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph(style="Cell")
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.add_run(text).bold = index == 4

    def _lay_out_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2.5)
        footer = section.footer.paragraphs[0]
        footer.style = "Footer"
        footer.add_run("{{ project.number }} · {{ document.name }} versi {{ document.version }}\tHalaman ")
        _field(footer, "PAGE")
        footer.add_run(" dari ")
        _field(footer, "NUMPAGES")
        footer.paragraph_format.tab_stops.clear_all()
        footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)

    def _letterhead(self) -> None:
        first = self.document.add_paragraph(
            "{% for line in letterhead.lines %}{{ line }}{% if not loop.last %}\n{% endif %}{% endfor %}", "Letterhead"
        )
        _rule_below(first)

    def _set_styles(self) -> None:
        self._style("Normal", 11, INK, after=6)
        self._style("Title", 17, INK, bold=True, before=18, after=4, centered=True)
        self._style("Subtitle", 12, HINT, after=4, centered=True)
        self._style("Heading 1", 14, ACCENT, bold=True, before=16, after=6)
        self._style("Heading 2", 11.5, ACCENT, bold=True, before=10, after=4)
        self._style("List Bullet", 11, INK, after=3)
        self._style("Footer", 8.5, HINT)
        for name in ("Hint", "Cell", "Gap", "Letterhead"):
            style: Any = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.document.styles["Normal"]
        self._style("Hint", 10, HINT, after=6, italic=True)
        self._style("Cell", 10, INK, before=2, after=2)
        self._style("Gap", 4, INK)
        self._style("Letterhead", 12, INK, bold=True, after=6, centered=True)

    def _style(
        self,
        name: str,
        size: float,
        color: RGBColor,
        *,
        bold: bool = False,
        italic: bool = False,
        before: float = 0,
        after: float = 0,
        centered: bool = False,
    ) -> None:
        style: Any = self.document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, italic
        style.font.color.rgb = color
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if "Theme" in attribute or "theme" in attribute:
                del fonts.attrib[attribute]
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), FACE)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        if centered:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for part in ("pBdr", "tabs"):
            for inherited in style.element.findall(f".//{qn(f'w:{part}')}"):
                inherited.getparent().remove(inherited)
        for spacing in style.element.findall(f"./{qn('w:rPr')}/{qn('w:spacing')}"):
            spacing.getparent().remove(spacing)


def make(name: str) -> bytes:
    """The template of that name as DOCX bytes, the same each time."""
    template = Template()
    template.add((TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    document = template.document
    document.styles["Normal"].element.get_or_add_rPr().append(_element("lang", val="id-ID"))
    core = document.core_properties
    core.author = core.last_modified_by = "Lajur"
    core.comments, core.language = "", "id-ID"
    core.created = core.modified = FIXED
    buffer = BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def main() -> None:
    """Writes every template."""
    for text in sorted(TEXTS.glob("*.txt")):
        TEMPLATES.joinpath(f"{text.stem}.docx").write_bytes(make(text.stem))


def _rows(lines: list[tuple[str, ...]], columns: int) -> Iterator[list[str]]:
    for line in lines:
        if not line[0].startswith("*"):
            yield list(line)
            continue
        yield [f"{{%tr for {line[0][1:].strip()} %}}"] + [""] * (columns - 1)
        yield list(line[1:])
        yield ["{%tr endfor %}"] + [""] * (columns - 1)


def _with_fixed_times(content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as made, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, made.read(name))
    return buffer.getvalue()


def _xml(thing: Any) -> Any:
    """The XML element of a part of the document; python-docx offers no other door to borders, shades and fields."""
    return thing._element  # noqa: SLF001


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _border(table: Any) -> None:
    borders = _element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(edge, val="single", sz="4", space="0", color=LINE))
    _xml(table).tblPr.append(borders)


def _shade(cell: Any) -> None:
    _xml(cell).get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=SHADE))


def _keep_together(row: Any, *, repeat: bool) -> None:
    properties = _xml(row).get_or_add_trPr()
    properties.append(_element("cantSplit"))
    if repeat:
        properties.append(_element("tblHeader"))


def _rule_below(paragraph: Paragraph) -> None:
    border = _element("pBdr")
    border.append(_element("bottom", val="single", sz="12", space="6", color="1F2933"))
    _xml(paragraph).get_or_add_pPr().append(border)


def _field(paragraph: Paragraph, code: str) -> None:
    instruction = _element("instrText")
    instruction.text = code
    for part in (_element("fldChar", fldCharType="begin"), instruction, _element("fldChar", fldCharType="end")):
        _xml(paragraph.add_run()).append(part)


if __name__ == "__main__":
    main()
