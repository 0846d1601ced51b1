-- What an answer of the insurer's claim service says about a card.
SELECT
  noka,
  nik_text AS nik,
  name_written AS name,
  cast(relation_words.pisat AS VARCHAR) AS relation,
  CASE WHEN female THEN 'P' ELSE 'L' END AS sex,
  cast(birth_written AS VARCHAR) AS birth_date,
  cast(started AS VARCHAR) AS start_date,
  coalesce(cast(ended AS VARCHAR), '2099-12-31') AS end_date,
  CASE state WHEN 'active' THEN '0' WHEN 'arrears' THEN '9' ELSE '6' END AS status_code,
  CASE state
    WHEN 'active' THEN 'AKTIF'
    WHEN 'arrears' THEN 'NON AKTIF KARENA PREMI'
    ELSE 'TIDAK DITANGGUNG'
  END AS status,
  payers.vclaim_code AS segment_code,
  payers.vclaim_word AS segment,
  cast(care_class AS VARCHAR) AS care_class,
  facility_code,
  facility_name
FROM listed_cards
INNER JOIN payers ON payers.segment = listed_cards.segment
INNER JOIN relation_words ON relation_words.role = listed_cards.written_role
