-- Synchronisation file for the district dashboard.
SELECT
  row_number() OVER () AS id,
  NULL AS foto,
  name_text AS nama,
  nik_text AS nomor_nik,
  kk_text AS nomor_kk,
  CASE WHEN female THEN '2' ELSE '1' END AS jenis_kelamin,
  birthplace AS tempat_lahir,
  strftime(birth_written, '%Y-%m-%d') AS tanggal_lahir,
  1 AS agama,
  relation_words.shdk AS hubungan_keluarga,
  mother AS ibu,
  address AS alamat,
  cast(rt AS VARCHAR) AS rt,
  cast(rw AS VARCHAR) AS rw,
  CASE status WHEN 'living' THEN 1 WHEN 'dead' THEN 2 ELSE 3 END AS status_dasar,
  strftime(parameters.month_end, '%Y-%m-%d 00:00:00') AS created_at,
  strftime(parameters.month_end, '%Y-%m-%d 00:00:00') AS updated_at,
  CASE WHEN elsewhere THEN left(place_code, 8) || '.9999' ELSE place_code END AS desa_id
FROM register_rows
CROSS JOIN parameters
INNER JOIN relation_words ON relation_words.role = register_rows.written_role
