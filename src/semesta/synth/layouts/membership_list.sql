-- Membership list with segment and status.
SELECT
  row_number() OVER () AS "NO",
  noka AS "NOKA",
  name_written AS "NAMA",
  CASE WHEN female THEN 'P' ELSE 'L' END AS "JENKEL",
  birth_written AS "TGLLHR",
  nik_text AS "NIK",
  CASE WHEN NOT family_missing AND status <> 'absent' THEN kk END AS "KKNO",
  relation_words.pisat AS "PISAT",
  care_class AS "KELAS_RAWAT",
  payers.word AS "SEGMEN",
  CASE WHEN state = 'active' THEN 'AKTIF' ELSE 'NON AKTIF' END AS "STATUS",
  reason AS "KET_STATUS",
  owed AS "BLN_TUNGGAK",
  started AS "TMT",
  ended AS "TAT",
  CASE
    WHEN place_kind NOT IN ('village_missing', 'village_wrong_name') THEN card_village
  END AS "KDDESA",
  village_written AS "NMDESA",
  rt AS "RT",
  rw AS "RW",
  facility_code AS "KDPPK",
  facility_name AS "NMPPK"
FROM listed_cards
INNER JOIN payers ON payers.segment = listed_cards.segment
INNER JOIN relation_words ON relation_words.role = listed_cards.written_role
