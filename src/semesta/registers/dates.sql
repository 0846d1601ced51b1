-- One row is one way in which a date is written (text, and the order of day and month
-- that the layout declares), with the day that it names: NULL when it names none.
-- Nothing is guessed: no two-digit years, no swapping of day and month.
WITH trimmed AS (
  SELECT
    text,
    date_order,
    -- blanks and guards around, then the time of day
    regexp_replace(
      regexp_replace(
        upper(text), '^[\s''\x{00A0}\x{FEFF}]+|[\s\x{00A0}]+$', '', 'g'
      ),
      '[T ]+[0-9]{1,2}:[0-9]{2}.*$', ''
    ) AS bare
  FROM written_dates
),
joined AS (
  SELECT
    text,
    date_order,
    regexp_replace(bare, '[-/., ]+', '-', 'g') AS written
  FROM trimmed
),
parts AS (
  SELECT
    text,
    date_order,
    written,
    split_part(written, '-', 1) AS first,
    split_part(written, '-', 2) AS second,
    split_part(written, '-', 3) AS third
  FROM joined
),
ordered AS (
  SELECT
    parts.text,
    parts.date_order,
    CASE
      WHEN regexp_matches(written, '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$')
        THEN concat(first, '-', second, '-', third)
      WHEN regexp_matches(written, '^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$')
        AND date_order = 'mdy'
        THEN concat(third, '-', first, '-', second)
      WHEN regexp_matches(written, '^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$')
        THEN concat(third, '-', second, '-', first)
      WHEN regexp_matches(written, '^[0-9]{1,2}-[A-Z]+-[0-9]{4}$')
        THEN concat(third, '-', months.code, '-', first)
      WHEN regexp_matches(written, '^[0-9]{8}$')
        THEN concat(
          substr(written, 1, 4), '-', substr(written, 5, 2), '-', substr(written, 7, 2)
        )
    END AS iso,
    -- A spreadsheet counts days from 1900. A bare year would be one of these numbers
    -- too (a day in 1905), so it is left alone.
    CASE
      WHEN regexp_matches(written, '^[0-9]{1,5}$')
        AND cast(written AS INTEGER) BETWEEN 1 AND 80000
        AND cast(written AS INTEGER) NOT BETWEEN 1880 AND 2100
        THEN cast(written AS INTEGER)
    END AS serial
  FROM parts
  LEFT JOIN months ON months.text = parts.second
)
SELECT
  text,
  date_order,
  CASE
    WHEN iso IS NOT NULL AND iso >= '1' THEN try_cast(iso AS DATE)
    -- The spreadsheets believe that 29 February 1900 (day 60) existed.
    WHEN serial < 60 THEN DATE '1899-12-31' + serial
    WHEN serial > 60 THEN DATE '1899-12-30' + serial
  END AS day
FROM ordered
