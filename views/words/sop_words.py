"""What is wrong with a SOP file, as a clause for the sentence that names its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

_PROBLEMS = {
    "unreadable": "berkas tidak dapat dibaca",
    "too_large": "berkas terlalu besar untuk sebuah SOP",
    "bad_encoding": "huruf tidak tersimpan sebagai UTF-8",
    "syntax": "penulisan TOML keliru",
    "missing_key": "“{key}” belum ditulis",
    "unknown_key": "“{key}” tidak dikenal",
    "wrong_type": "“{key}” harus berupa {expected}, bukan {found}",
    "blank": "“{key}” kosong",
    "bad_text": "“{key}” memuat tanda yang tidak dapat dipakai atau terlalu panjang",
    "bad_code": "kode “{value}” hanya boleh memuat huruf, angka, dan garis bawah",
    "unknown_value": "“{value}” bukan nilai yang dikenal untuk “{key}”; pilih salah satu: {allowed}",
    "out_of_range": "“{key}” harus antara {low} dan {high}",
    "empty": "“{key}” tidak boleh kosong",
    "doubled_code": "“{value}” dipakai dua kali",
    "unknown_role": "peran “{value}” tidak ada",
    "minimum_above_maximum": "mutu baku paling singkat ({minimum}) melebihi yang paling lama ({maximum})",
    "step_gap": "nomor langkah {value} tidak berurutan; seharusnya {wanted}",
    "unknown_step": "keputusan menuju langkah {value} yang tidak ada",
    "wrong_direction": "arah ke langkah {value} tidak sesuai dengan jenis keputusan",
    "target_not_for_kind": "keputusan jenis ini tidak menuju langkah mana pun",
    "target_missing": "tujuan keputusan belum ditulis",
    "no_forward": "langkah {step} tidak punya keputusan untuk maju",
    "no_close": "langkah terakhir ({step}) tidak punya keputusan untuk menutup proyek",
    "unreachable_step": "langkah {step} tidak dapat dicapai",
    "unknown_fact": "isian “{value}” tidak ada pada langkah ini",
    "unknown_choice": "pilihan “{value}” tidak ada pada isian “{fact}”",
    "needs_choices": "isian ini memerlukan pilihan",
    "needs_columns": "isian ini memerlukan kolom",
    "not_for_kind": "“{key}” tidak berlaku untuk jenis isian ini",
    "wrong_kind_for_binding": "isian yang terikat pada “{value}” berjenis lain",
    "missing_binding": "langkah pertama harus mewajibkan isian yang terikat pada “{value}”",
}
_TYPES = {
    "text": "teks",
    "number": "bilangan",
    "true/false": "true atau false",
    "list": "daftar",
    "table": "tabel",
    "date": "tanggal atau kosong",
}


def sop_problem(facts: Mapping[str, object], tr: Callable[[str], str]) -> str:
    """The clause for a BadSop's facts; lower case, without full stop or place."""
    text = tr(_PROBLEMS.get(str(facts.get("problem", "")), "isinya tidak dapat dipakai"))
    shown = defaultdict(str, {key: str(value) for key, value in facts.items()})
    shown |= {key: tr(_TYPES[shown[key]]) for key in ("expected", "found") if shown[key] in _TYPES}
    return text.format_map(shown)
