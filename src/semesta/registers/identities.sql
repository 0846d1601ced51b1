-- One row is one staged row, of either register, with what tells who it is about: NIK
-- and what is wrong with it, family card, name, sex, date of birth. The other columns
-- pass as they were found. Most need no repair, and asking costs less than repairing.
WITH asked AS (
  SELECT
    staged.*,
    -- 16 digits, a day that every month has, and no 0 at the end
    coalesce(
      regexp_matches(
        nik,
        '^[1-9][0-9]{5}([04][1-9]|[15][0-9]|[26][0-8])(0[1-9]|1[0-2])[0-9]{5}[1-9]$'
      ), FALSE
    ) AS nik_sound,
    coalesce(regexp_matches(kk, '^[1-9][0-9]{15}$'), FALSE) AS kk_sound
  FROM staged
),
stripped AS (
  SELECT
    asked.* EXCLUDE (nik, kk, name, sex, birth_date, relation, mother, rt, rw),
    sex AS sex_found,
    relation AS relation_found,
    birth_date AS birth_found,
    nik AS nik_found,
    -- A float leaves `.0`; guards are apostrophes, blanks, dots, `="…"`.
    CASE
      WHEN nik_sound THEN nik
      ELSE nullif(
        regexp_replace(
          regexp_replace(upper(nik), '^([0-9]{13,})\.0$', '\1'),
          '[\s''`’.="\x{00A0}\x{200B}\x{FEFF}]+', '', 'g'
        ), ''
      )
    END AS nik_text,
    CASE
      WHEN kk_sound THEN kk
      ELSE regexp_replace(
        regexp_replace(kk, '^([0-9]{13,})\.0$', '\1'),
        '[\s''`’.="\x{00A0}\x{200B}\x{FEFF}]+', '', 'g'
      )
    END AS kk_text,
    CASE
      WHEN regexp_matches(name, '  |[^ -~]|^[ ''`-]|[ ''`-]$')
        THEN trim(
          regexp_replace(name, '[\s\x{00A0}\x{200B}\x{FEFF}]+', ' ', 'g'), ' ''`-'
        )
      ELSE name
    END AS name_text,
    CASE
      WHEN regexp_matches(mother, '  |[^ -~]|^[ ''`-]|[ ''`-]$')
        THEN trim(
          regexp_replace(mother, '[\s\x{00A0}\x{200B}\x{FEFF}]+', ' ', 'g'), ' ''`-'
        )
      ELSE mother
    END AS mother_text,
    try_cast(regexp_extract(rt, '[0-9]+') AS SMALLINT) AS rt,
    try_cast(regexp_extract(rw, '[0-9]+') AS SMALLINT) AS rw
  FROM asked
),
born AS (
  SELECT
    stripped.*,
    dates.day AS birth_day,
    -- Digits 7 and 8 of a NIK are the day of birth, of a woman plus 40.
    CASE
      WHEN NOT nik_sound THEN try_cast(substr(nik_text, 7, 2) AS INTEGER)
    END AS nik_day
  FROM stripped
  LEFT JOIN dates
    ON dates.text = stripped.birth_found
    AND dates.date_order = stripped.date_order
),
judged AS (
  SELECT
    born.*,
    CASE
      WHEN nik_sound THEN NULL
      WHEN nik_text IS NULL THEN 'missing'
      WHEN regexp_matches(
        nik_text, '^(0+|9+|[-_?X]+|NULL|NIHIL|NONE|NAN|#?N/A|NA|TIDAKADA|BELUMADA)$'
      ) THEN 'placeholder'
      WHEN NOT regexp_matches(nik_text, '^[0-9]+$') THEN 'not_digits'
      WHEN length(nik_text) < 16 OR nik_text LIKE '0%' AND length(nik_text) = 16
        THEN 'too_short'
      WHEN length(nik_text) > 16 THEN 'too_long'
      -- Year 2000 had a 29 February: the two digits of the year name no century.
      WHEN try_cast(
        concat(
          '2000-', substr(nik_text, 9, 2), '-',
          CASE WHEN nik_day > 40 THEN nik_day - 40 ELSE nik_day END
        ) AS DATE
      ) IS NULL THEN 'impossible_date'
      -- A number cell keeps 15 digits and ends in 0; no serial number is 0000.
      WHEN nik_number AND nik_text LIKE '%0' OR nik_text LIKE '%0000'
        THEN 'last_digit_lost'
    END AS nik_fault
  FROM born
)
SELECT
  judged.* EXCLUDE (
    nik_found, nik_number, nik_sound, nik_day, kk_text, kk_number, kk_sound, name_text,
    mother_text, sex_found, relation_found, birth_found
  ),
  CASE WHEN nik_fault IS NULL THEN cast(nik_text AS BIGINT) END AS nik,
  CASE
    WHEN nik_sound THEN NULL
    WHEN nik_fault = 'last_digit_lost'
      OR nik_fault = 'too_short' AND regexp_matches(nik_text, '^[1-9][0-9]{14}$')
      THEN cast(substr(nik_text, 1, 15) AS BIGINT)
  END AS nik15,
  CASE
    WHEN nik_sound THEN FALSE
    ELSE nik_text IS NOT NULL AND nik_text <> upper(nik_found)
  END AS text_guard,
  -- Ten families would become one by a card number that ends in a false 0.
  CASE
    WHEN (kk_sound OR regexp_matches(kk_text, '^[1-9][0-9]{15}$'))
      AND kk_text <> '9999999999999999'
      AND NOT (kk_number AND kk_text LIKE '%0')
      THEN kk_text
  END AS kk,
  coalesce(kk_number AND length(kk_text) = 16 AND kk_text LIKE '%0', FALSE)
    AS kk_digit_lost,
  coalesce(upper(name_text), '') AS name,
  sexes.code AS sex,
  CASE
    WHEN birth_day BETWEEN DATE '1880-01-01' AND reference.day THEN birth_day
    -- 31 December is what a register says of a day that nobody knows.
    WHEN birth_day = reference.year_end THEN birth_day
  END AS birth_date,
  CASE
    WHEN birth_day BETWEEN DATE '1880-01-01' AND reference.day THEN NULL
    WHEN birth_day = reference.year_end THEN NULL
    WHEN trim(birth_found) <> '' THEN birth_found
  END AS birth_text,
  relations.code AS relation,
  nullif(upper(mother_text), '') AS mother
FROM judged
CROSS JOIN reference
LEFT JOIN sexes ON sexes.text = judged.sex_found
LEFT JOIN relations ON relations.text = judged.relation_found
