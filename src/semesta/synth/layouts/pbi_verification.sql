-- Verification list that social offices receive: PBI JK only, the insurer's own codes of
-- regency, district and village, which mean nothing to the civil registry.
SELECT
  row_number() OVER () AS no,
  noka,
  noka AS ps_noka,
  name_written AS nama,
  CASE WHEN listed_cards.female THEN 'P' ELSE 'L' END AS jenkel,
  cast(birth_written AS VARCHAR) AS tgllhr,
  people.birthplace AS tmplhr,
  nik_text AS nik,
  nik_text AS nik_siks,
  cast(relation_words.pisat AS VARCHAR) AS pisat,
  CASE WHEN relation_words.married THEN 2 ELSE 1 END AS kdstawin,
  3 AS kelas_rawat,
  CASE WHEN NOT family_missing AND listed_cards.status <> 'absent' THEN cast(listed_cards.kk AS VARCHAR) END AS kkno,
  NULL AS alamat,
  lpad(cast(homes.district // 100 % 500 + 17 AS VARCHAR), 4, '0') AS kddati2,
  homes.regency_name AS nmdati2,
  lpad(cast(homes.village % 900 + 41 AS VARCHAR), 7, '0') AS kddesa,
  village_written AS nmdesa,
  lpad(cast(homes.district_place + 301 AS VARCHAR), 7, '0') AS kdkec,
  homes.district_name AS nmkec,
  cast(listed_cards.rt AS VARCHAR) AS rt,
  cast(listed_cards.rw AS VARCHAR) AS rw,
  NULL AS kodepos,
  NULL AS keterangan_bayi,
  NULL AS nikayah,
  people.father AS nmayah,
  NULL AS nikibu,
  people.mother AS nmibu,
  CASE WHEN state = 'active' THEN 'SK MENSOS' ELSE 'NONAKTIF SK MENSOS' END AS ket_aktivasi
FROM listed_cards
INNER JOIN relation_words ON relation_words.role = listed_cards.written_role
INNER JOIN people ON people.person = listed_cards.person
INNER JOIN villages AS homes ON homes.number = listed_cards.number
