-- One row per member of a family to visit, with the place in it: whoever leads it first,
-- babies who wait for a NIK after residents, and those last who stand on no list.
SELECT
  e.id,
  e.village,
  v.visit,
  row_number() OVER (
    PARTITION BY v.visit
    ORDER BY
      CASE e.state WHEN 'outside' THEN 2 WHEN 'newborn_waiting' THEN 1 ELSE 0 END,
      CASE WHEN e.relation = 'head' THEN 0 ELSE 1 END,
      e.birth_date NULLS LAST,
      CAST(e.id AS STRING)
  ) AS place
FROM everybody AS e
INNER JOIN visits AS v ON v.village = e.village AND v.kin = e.kin
