-- One row is one line with a strong finding and the month from which on it was billed
-- for nothing, as year * 12 + month - 1: the month after the death, or after the later
-- of the two cards began; not before the card itself began. NULL when not known.
WITH begun AS (
  SELECT
    b.line,
    b.finding,
    b.person_id,
    b.start_date,
    d.death_date,
    r.noka AS kept_card,
    k.start_date AS kept_start
  FROM billed_lines AS b
  LEFT JOIN departed AS d
    ON d.person_id = b.person_id
    AND d.status = 'deceased'
  LEFT JOIN residents AS r ON r.person_id = b.person_id
  LEFT JOIN cards AS k ON k.noka = r.noka
  WHERE b.finding IN ('deceased', 'duplicate')
),
dated AS (
  SELECT
    line,
    kept_card,
    start_date,
    CASE
      WHEN finding = 'deceased' THEN death_date
      WHEN kept_start IS NULL OR start_date IS NULL THEN NULL
      ELSE greatest(start_date, kept_start)
    END AS event
  FROM begun
)
SELECT
  line,
  kept_card,
  CASE
    WHEN event IS NULL THEN NULL
    ELSE greatest(
      year(event) * 12 + month(event),
      coalesce(year(start_date) * 12 + month(start_date) - 1, 0)
    )
  END AS since
FROM dated
