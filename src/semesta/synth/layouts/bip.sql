-- Family book, the living only; the first three columns head the family.
SELECT
  kk_text AS family,
  address || ', Nama Dusun : ' || hamlet || ', RT/RW : ' || rt || '/' || rw AS home,
  name_text AS "Nama",
  CASE WHEN nik_text <> '' THEN nik_text || chr(160) END AS "NIK",
  birthplace AS "Tempat Lahir",
  birth_written - DATE '1899-12-30' AS "Tgl Lahir",
  CASE WHEN female THEN 'P' ELSE 'L' END AS "JK",
  relation_words.siak AS "SHDK",
  faith AS "Agama",
  schooling AS "Pendidikan",
  work AS "Pekerjaan",
  mother AS "Nama Ibu",
  father AS "Nama Ayah"
FROM register_rows
INNER JOIN relation_words ON relation_words.role = register_rows.written_role
WHERE status = 'living'
