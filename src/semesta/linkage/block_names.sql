-- One row per distinct name whose sound the blocks need.
SELECT name
FROM cards
WHERE name IS NOT NULL
UNION
SELECT name
FROM pair_persons
WHERE name IS NOT NULL
