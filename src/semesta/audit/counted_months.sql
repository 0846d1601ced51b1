-- One row is one line with a strong finding and the months for which its amount counts:
-- from the month since which nothing is due to the line's own month, without the months
-- up to the one that an earlier line of the same card bills. A second line of the same
-- month counts once; a line whose beginning is not known counts its own month.
WITH ordered AS (
  SELECT
    b.line,
    b.month,
    s.since,
    lag(b.month) OVER (PARTITION BY b.card ORDER BY b.month, b.line) AS before
  FROM billed_lines AS b
  INNER JOIN since AS s ON s.line = b.line
)
SELECT
  line,
  since,
  CASE
    WHEN since IS NULL THEN 1
    WHEN month < since THEN 0
    WHEN before = month THEN 1
    WHEN before >= since THEN month - before
    ELSE month - since + 1
  END AS months
FROM ordered
