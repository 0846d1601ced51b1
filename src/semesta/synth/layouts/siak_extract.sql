-- Civil-registration extract: the region is four number columns.
SELECT
  kk_text AS "NO_KK",
  nik_text AS "NIK",
  name_text AS "NAMA_LGKP",
  CASE WHEN female THEN '2' ELSE '1' END AS "JENIS_KLMIN",
  birthplace AS "TMPT_LHR",
  strftime(birth_written, '%d-%m-%Y') AS "TGL_LHR",
  relation_words.siak AS "STAT_HBKEL",
  CASE WHEN relation_words.married OR three_ages AND register_rows.role = 'child' THEN 'KAWIN' ELSE 'BELUM KAWIN' END AS "STAT_KWN",
  faith AS "AGAMA",
  schooling AS "PDDK_AKH",
  work AS "JENIS_PKRJN",
  mother AS "NAMA_LGKP_IBU",
  father AS "NAMA_LGKP_AYAH",
  address AS "ALAMAT",
  rt AS "NO_RT",
  rw AS "NO_RW",
  province_part AS "NO_PROP",
  regency_part AS "NO_KAB",
  district_part AS "NO_KEC",
  village_part AS "NO_KEL",
  CASE status WHEN 'living' THEN '0' WHEN 'dead' THEN '1' ELSE '2' END AS "FLAG_STATUS",
  CASE WHEN status = 'dead' THEN strftime(gone_on, '%d-%m-%Y') END AS "TGL_MATI"
FROM register_rows
INNER JOIN relation_words ON relation_words.role = register_rows.written_role
