-- One row: how many rows and findings the block's registers of the month have.
SELECT
  (SELECT count(*) FROM register_rows) AS rows_population,
  (SELECT count(*) FROM register_rows WHERE part = 2) AS unusable_population,
  (SELECT count(*) FROM register_rows WHERE part = 1) AS repeated_nik,
  (SELECT count(*) FROM standings WHERE status IN ('living', 'dead', 'moved')) AS people,
  (SELECT count(*) FROM standings WHERE status = 'dead') AS dead,
  (SELECT count(*) FROM standings WHERE status = 'moved') AS moved,
  count(*) AS rows_membership,
  count(*) FILTER (WHERE status = 'absent') AS nobody,
  count(*) FILTER (WHERE finding = 'newborn_waiting') AS newborn_waiting,
  count(*) FILTER (WHERE nameless AND status NOT IN ('absent', 'newborn')) AS without_nik,
  count(*) FILTER (WHERE faults <> '') AS damaged
FROM card_rows
