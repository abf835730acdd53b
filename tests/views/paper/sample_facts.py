"""Everything people typed about the sample project, by the keys of the SOP that ships."""

from __future__ import annotations

from models.project_file import FactValue

FACTS: dict[str, FactValue] = {
    "project_name": "Sistem Informasi Monitoring Lapangan Survei (SIMOLA)",
    "acronym": "SIMOLA",
    "team": "Tim Statistik Sosial",
    "contact": "Rina Puspita, rina@bps1700.example, pesawat 204",
    "letter_number": "B-117/17000/TI.210/2026",
    "letter_date": "2026-03-02",
    "letter_subject": "Permohonan pembuatan aplikasi monitoring lapangan",
    "background": (
        "Pemantauan kemajuan pencacahan lapangan selama ini dilakukan dengan lembar kerja yang dikirim lewat pesan "
        "singkat. Rekapitulasi memerlukan dua hari kerja, sering tidak sepadan antarkecamatan, dan keterlambatan "
        "baru diketahui setelah pencacahan berakhir."
    ),
    "purpose": (
        "Menyediakan satu tempat pencatatan kemajuan pencacahan yang dapat dilihat pengawas pada hari yang sama, "
        "sehingga kendala di lapangan dapat ditangani sebelum masa pencacahan berakhir."
    ),
    "request_kind": "new",
    "urgency": "urgent",
    "audience": "Petugas lapangan dan pengawas pada sepuluh kabupaten/kota",
    "coordinator": "dewi",
    "disposition_instruction": "Proses sesuai SOP dan koordinasikan dengan tim pemohon. Siapkan templat SRS.",
    "disposition_date": "2026-03-04",
    "agenda_number": "021/TIP/2026",
    "received_date": "2026-03-03",
    "srs_checklist": ["purpose_scope", "functional"],
    "scope": "Pencatatan kemajuan, peta lokasi, rekap harian per kecamatan, dan unduhan untuk pengolahan.",
    "review_result": "approved",
    "programmers": ["bayu"],
    "requirement_count": "24",
    "prototype_version": "0.9.0",
    "first_test_conclusion": "accepted_with_notes",
    "first_test_date": "2026-07-28",
    "first_test_scenarios": [
        {"reference": f"F-{n:02}", "scenario": f"Skenario {n}", "result": "failed" if n % 6 == 0 else "passed"}
        for n in range(1, 19)
    ],
    "final_test_scenarios": [
        {"reference": f"F-{n:02}", "scenario": f"Skenario {n}", "result": "passed"} for n in range(1, 25)
    ],
    "final_test_conclusion": "accepted_with_notes",
    "final_test_date": "2026-09-18",
    "candidate_version": "1.0.0-rc2",
    "release_version": "1.0.0",
    "release_date": "2026-09-21",
    "release_type": "first",
    "release_summary": (
        "Rilis pertama SIMOLA untuk pencacahan Susenas September 2026. Petugas mencatat kemajuan dari gawai, juga "
        "tanpa sinyal; pengawas melihat rekap per kecamatan pada hari yang sama."
    ),
    "release_features": [
        {"feature": "Catatan kemajuan", "description": "Isian per blok sensus, tersimpan tanpa sinyal dan dikirim "
         "otomatis ketika tersambung", "reference": "F-01, F-02"},
        {"feature": "Peta lokasi", "description": "Titik kunjungan dan blok yang belum dikunjungi",
         "reference": "F-07"},
        {"feature": "Rekap harian", "description": "Kemajuan per kecamatan dan per petugas, dapat dicetak",
         "reference": "F-11 s.d. F-14"},
        {"feature": "Unduhan", "description": "Berkas CSV dan XLSX untuk pengolahan", "reference": "F-20"},
    ],
    "release_impact": (
        "Petugas memasang aplikasi satu kali dan masuk dengan akun kantor. Pengiriman lembar kerja lewat pesan "
        "singkat tidak diperlukan lagi."
    ),
    "environment": "Peladen aplikasi BPS Provinsi Bengkulu, Debian 12, PostgreSQL 15",
    "application_address": "https://simola.bps1700.example",
    "source_tag": "https://git.bps1700.example/simola, tag v1.0.0",
    "installation": "1. Jalankan migrasi basis data.\n2. Pasang paket simola 1.0.0.\n3. Periksa halaman status.",
    "backup": "Cadangan penuh basis data tanggal 20 September 2026 pukul 22.00 WIB.",
    "rollback": "Pulihkan cadangan dan pasang kembali lembar kerja versi Maret 2026.",
    "downtime": "30 menit, 21 September 2026 pukul 06.00 sampai dengan 06.30 WIB",
    "results": "Aplikasi dipakai 112 petugas pada sepuluh kabupaten/kota sejak hari pertama pencacahan.",
    "requirements_met": "22",
    "difficulties": (
        "SRS dikembalikan dua kali karena kriteria terima belum lengkap; diselesaikan lewat rapat bersama pemohon. "
        "Uji coba akhir pertama gagal pada gawai lama; pustaka peta diganti."
    ),
    "suggestions": "Aplikasi layak dipakai. Pengujian pada gawai lama sebaiknya dimulai sejak uji coba awal.",
    "maintenance_owner": "Bayu Pratama, S.Tr.Stat.",
    "maintenance_plan": "Pemeriksaan setiap bulan, cadangan basis data setiap malam, versi 1.1 pada Februari 2027.",
}  # fmt: skip
