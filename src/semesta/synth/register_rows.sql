-- One row is one row of the population register of the month: the living, those recorded
-- as dead or moved, then the rows that a register should not have (one person twice, rows
-- without identity or place).
WITH ordinary AS (
  SELECT
    0 AS part,
    recorded.*,
    CASE WHEN nameless THEN '' ELSE cast(nik AS VARCHAR) END AS nik_text,
    CASE WHEN no_family THEN '' ELSE cast(kk AS VARCHAR) END AS kk_text,
    name AS name_text,
    born AS birth_written,
    FALSE AS elsewhere
  FROM recorded
),
odd AS (
  SELECT
    1 AS part,
    recorded.*,
    cast(nik AS VARCHAR) AS nik_text,
    cast(kk + 7 AS VARCHAR) AS kk_text,
    CASE
      WHEN contains(name, ' ') THEN split_part(name, ' ', 1)
      ELSE name || ' ' || split_part(father, ' ', 1)
    END AS name_text,
    born AS birth_written,
    FALSE AS elsewhere
  FROM recorded
  WHERE twice
  UNION ALL
  SELECT
    2 AS part,
    recorded.* REPLACE ('living' AS status, NULL AS gone_on),
    '' AS nik_text,
    cast(kk AS VARCHAR) AS kk_text,
    father AS name_text,
    CASE WHEN hash(key + 124) % 2 = 0 THEN born END AS birth_written,
    hash(key + 124) % 2 = 0 AS elsewhere
  FROM recorded
  WHERE unusable
)
SELECT
  every_row.*,
  faiths.faith,
  'JL. ' || streets.name || ' NO. ' || house AS address,
  CASE
    WHEN born > parameters.month_end - INTERVAL 7 YEAR THEN 'TIDAK/BELUM SEKOLAH'
    WHEN born > parameters.month_end - INTERVAL 13 YEAR THEN 'BELUM TAMAT SD/SEDERAJAT'
    WHEN born > parameters.month_end - INTERVAL 16 YEAR THEN 'TAMAT SD/SEDERAJAT'
    WHEN born > parameters.month_end - INTERVAL 19 YEAR THEN 'SLTP/SEDERAJAT'
    WHEN decile >= 8 AND hash(key + 61) % 2 = 0 THEN 'DIPLOMA IV/STRATA I'
    WHEN decile >= 5 THEN 'SLTA/SEDERAJAT'
    WHEN hash(key + 61) % 2 = 0 THEN 'SLTP/SEDERAJAT'
    ELSE 'TAMAT SD/SEDERAJAT'
  END AS schooling,
  CASE
    WHEN born > parameters.month_end - INTERVAL 6 YEAR THEN 'BELUM/TIDAK BEKERJA'
    WHEN born > parameters.month_end - INTERVAL 21 YEAR THEN 'PELAJAR/MAHASISWA'
    WHEN role = 'spouse' AND female THEN 'MENGURUS RUMAH TANGGA'
    WHEN role <> 'head' THEN 'BELUM/TIDAK BEKERJA'
    WHEN family_segment = 'ppu-pn' THEN 'PEGAWAI NEGERI SIPIL'
    WHEN family_segment = 'ppu-bu' THEN 'KARYAWAN SWASTA'
    WHEN family_segment = 'bp' THEN 'PENSIUNAN'
    WHEN decile <= 3 THEN 'BURUH HARIAN LEPAS'
    WHEN hash(key + 62) % 3 = 0 THEN 'PETANI/PEKEBUN'
    ELSE 'WIRASWASTA'
  END AS work,
  places.village_name,
  places.district_name,
  places.regency_name,
  cast(places.number // 100000000 AS VARCHAR) AS province_part,
  cast(places.number // 1000000 % 100 AS VARCHAR) AS regency_part,
  cast(places.number // 10000 % 100 AS VARCHAR) AS district_part,
  CASE WHEN elsewhere THEN '9999' ELSE cast(places.number % 10000 AS VARCHAR) END
    AS village_part,
  places.number AS place,
  places.code AS place_code
FROM (
  SELECT * FROM ordinary
  UNION ALL
  SELECT * FROM odd
) AS every_row
CROSS JOIN parameters
INNER JOIN faiths ON faiths.culture = every_row.culture
INNER JOIN streets ON streets.place = every_row.street
INNER JOIN villages AS places ON places.number = every_row.number
ORDER BY part, person
