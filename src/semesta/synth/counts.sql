-- One row: how many rows and findings the block's registers of the month have.
WITH population AS (
  SELECT
    count(*) AS people,
    count(*) FILTER (WHERE status = 'dead') AS dead,
    count(*) FILTER (WHERE status = 'moved') AS moved,
    count(*) FILTER (WHERE twice) AS repeated_nik,
    count(*) FILTER (WHERE unusable) AS unusable_population
  FROM recorded
),
membership AS (
  SELECT
    count(*) AS rows_membership,
    count(*) FILTER (WHERE status = 'absent') AS nobody,
    count(*) FILTER (WHERE finding = 'newborn_waiting') AS newborn_waiting,
    count(*) FILTER (WHERE nameless AND status NOT IN ('absent', 'newborn')) AS without_nik,
    count(*) FILTER (WHERE faults <> '') AS damaged
  FROM card_rows
)
SELECT
  people + repeated_nik + unusable_population AS rows_population,
  unusable_population,
  repeated_nik,
  people,
  dead,
  moved,
  membership.*
FROM population
CROSS JOIN membership
