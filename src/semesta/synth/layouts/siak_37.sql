-- Civil-registration spreadsheet: birth dates as the numbers of days that a spreadsheet
-- counts, the place by name.
SELECT
  kk_text AS "Nomor KK",
  nik_text AS "NIK",
  name_text AS "Nama Penduduk",
  CASE status
    WHEN 'living' THEN 'Hidup'
    WHEN 'dead' THEN 'Meninggal'
    ELSE 'Pindah'
  END AS "Status",
  birthplace AS "Tempat Lahir",
  birth_written - DATE '1899-12-30' AS "Tanggal Lahir",
  CASE WHEN female THEN 'Perempuan' ELSE 'Laki-laki' END AS "Kelamin",
  NULL AS "NIK Ayah",
  father AS "Ayah",
  NULL AS "NIK Ibu",
  mother AS "Ibu",
  CASE WHEN relation_words.married THEN 'KAWIN' ELSE 'BELUM KAWIN' END AS "Status Kawin",
  relation_words.siak AS "SHDK",
  faith AS "Agama",
  district_name AS "Kecamatan",
  CASE WHEN elsewhere THEN 'ALAM LAIN' ELSE village_name END AS "Desa/Kel",
  address AS "Alamat",
  cast(rw AS VARCHAR) AS "RW",
  cast(rt AS VARCHAR) AS "RT",
  schooling AS "Pendidikan",
  work AS "Pekerjaan",
  NULL AS "Golongan Darah",
  NULL AS "Akta Lahir",
  NULL AS "Nomor Akta Lahir",
  NULL AS "Akta Kawin",
  NULL AS "Nomor Akta Kawin",
  NULL AS "Tanggal Kawin",
  NULL AS "Akta Cerai",
  NULL AS "Nomor Akta Cerai",
  NULL AS "Tanggal Cerai",
  NULL AS "Kelainan Fisik",
  NULL AS "Penyandang Cacat",
  NULL AS "Nomor Paspor",
  NULL AS "Akhir Paspor",
  NULL AS "Telepon",
  NULL AS "Tanggal Entri",
  NULL AS "Petugas Registrasi"
FROM register_rows
INNER JOIN relation_words ON relation_words.role = register_rows.written_role
