-- One row per card of a part, as the linkers see it: nobody holds its NIK yet.
SELECT
  *,
  CAST(NULL AS STRING) AS holder_kk,
  CAST(NULL AS BIGINT) AS holder_id
FROM part_of_cards
