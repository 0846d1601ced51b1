-- One row is one kind of damage and how many cards of the block show it.
SELECT
  fault,
  count(*) AS cards
FROM (
  SELECT unnest(string_split(faults, '+')) AS fault
  FROM card_rows
  WHERE faults <> ''
)
GROUP BY fault
ORDER BY fault
