-- One row per village of the scope in which the run has residents.
SELECT DISTINCT c.village
FROM cube AS c
CROSS JOIN parameters AS p
WHERE c.village >= p.first_village AND c.village <= p.last_village
