-- One row is one row of a membership register, typed, with the first reason why it
-- cannot be used (NULL: it can) and the column and value that the reason is about.
WITH asked AS (
  SELECT
    identities.*,
    -- 13 digits, which most card numbers are, and not only 0
    coalesce(
      length(noka) = 13 AND regexp_matches(noka, '^0*[1-9][0-9]*$'), FALSE
    ) AS noka_sound
  FROM identities
),
joined AS (
  SELECT
    asked.* EXCLUDE (care_class, reason, start_date, end_date, arrears_months),
    CASE
      WHEN noka_sound THEN noka
      ELSE regexp_replace(
        regexp_replace(noka, '^([0-9]+)\.0$', '\1'),
        '[\s''`’.="\x{00A0}\x{200B}\x{FEFF}]+', '', 'g'
      )
    END AS noka_text,
    coalesce(codes.code, words.code) AS status_meaning,
    asked.file_id IN (SELECT file_id FROM files_with_status) AS has_status,
    reasons.code AS reason_meaning,
    nullif(upper(trim(asked.reason)), '') AS reason_text,
    try_cast(regexp_extract(arrears_months, '[0-9]+') AS SMALLINT) AS arrears_months,
    cast(classes.code AS TINYINT) AS care_class,
    started.day AS start_date,
    ended.day AS end_date,
    segments.code AS segment_code,
    places.region AS village
  FROM asked
  LEFT JOIN places
    ON places.region_hint IS NOT DISTINCT FROM asked.region_hint
    AND places.title_regency IS NOT DISTINCT FROM asked.title_regency
    AND places.regency_code IS NOT DISTINCT FROM asked.regency_code
    AND places.district_code IS NOT DISTINCT FROM asked.district_code
    AND places.village_code IS NOT DISTINCT FROM asked.village_code
    AND places.province_name IS NOT DISTINCT FROM asked.province_name
    AND places.regency_name IS NOT DISTINCT FROM asked.regency_name
    AND places.district_name IS NOT DISTINCT FROM asked.district_name
    AND places.village_name IS NOT DISTINCT FROM asked.village_name
  LEFT JOIN card_codes AS codes ON codes.text = asked.status_code
  LEFT JOIN card_states AS words ON words.text = asked.status
  LEFT JOIN card_reasons AS reasons ON reasons.text = asked.reason
  LEFT JOIN care_classes AS classes ON classes.text = asked.care_class
  LEFT JOIN segments ON segments.text = asked.segment
  LEFT JOIN dates AS started
    ON started.text = asked.start_date
    AND started.date_order = asked.date_order
  LEFT JOIN dates AS ended
    ON ended.text = asked.end_date
    AND ended.date_order = asked.date_order
),
meant AS (
  SELECT
    joined.*,
    -- A layout without statuses lists who is entitled; a list of residents without a
    -- card has neither statuses nor card numbers, so its rows are numbered instead.
    CASE
      WHEN has_status AND NOT reference.is_list THEN status_meaning
      ELSE 'active'
    END AS said,
    CASE
      WHEN reference.is_list
        THEN 'L' || lpad(cast(file_id AS VARCHAR), 3, '0')
          || lpad(cast(joined.row AS VARCHAR), 9, '0')
      WHEN noka_sound THEN noka_text
      WHEN regexp_matches(noka_text, '^[0-9]{1,13}$')
        AND regexp_matches(noka_text, '[1-9]')
        THEN lpad(noka_text, 13, '0')
    END AS card
  FROM joined
  CROSS JOIN reference
),
judged AS (
  SELECT
    meant.*,
    CASE
      WHEN card IS NULL THEN 'no_card_number'
      WHEN said IS NULL THEN 'unknown_status'
    END AS reason_aside,
    CASE
      WHEN said = 'active'
        AND coalesce(start_date, reference.day) <= reference.day
        AND coalesce(end_date, reference.day) >= reference.day
        THEN 'active'
      WHEN said = 'deceased' OR said <> 'active' AND reason_meaning = 'deceased'
        THEN 'deceased'
      WHEN said = 'arrears' OR reason_meaning = 'arrears' THEN 'arrears'
      WHEN said = 'lapsed' OR reason_meaning IS NOT NULL THEN 'lapsed'
      WHEN arrears_months > 0 THEN 'arrears'
      ELSE 'lapsed'
    END AS state,
    coalesce(default_segment, reference.segment, 'unknown') AS unsaid_segment
  FROM meant
  CROSS JOIN reference
)
SELECT
  file_id,
  row,
  card AS noka,
  nik,
  nik_text,
  nik_fault,
  nik15,
  nik_fault IS NOT DISTINCT FROM 'last_digit_lost' AS last_digit_lost,
  text_guard,
  kk,
  kk_digit_lost,
  CASE
    WHEN length(noka_text) < 13 THEN card LIKE '%' || noka_text
  END AS noka_zeros_restored,
  name,
  sex,
  birth_date,
  birth_text,
  relation,
  care_class,
  CASE
    WHEN segment_code IS NOT NULL THEN segment_code
    WHEN regexp_matches(segment, '[A-Za-z0-9]') THEN 'unknown'
    ELSE unsaid_segment
  END AS segment,
  state,
  reason_text AS card_reason,
  arrears_months,
  start_date,
  end_date,
  coalesce(village, 0) AS village,
  rt,
  rw,
  nullif(trim(facility_code), '') AS facility_code,
  mother,
  regexp_matches(name, '^(BAYI|BY)[. ]+(DARI )?(NY|NYONYA)\b|^BY\.|^(BAYI|BY)$')
    OR coalesce(upper(trim(newborn_note)), '') NOT IN ('', '0', '-', 'TIDAK', 'BUKAN')
    AS newborn,
  reason_aside AS reason,
  CASE reason_aside
    WHEN 'no_card_number' THEN 'noka'
    WHEN 'unknown_status' THEN 'status'
  END AS "column",
  CASE reason_aside
    WHEN 'no_card_number' THEN noka
    WHEN 'unknown_status' THEN coalesce(status, status_code)
  END AS value
FROM judged
