-- One row per region that has residents, cards or official figures.
SELECT region
FROM measures
UNION
SELECT region
FROM administrative
UNION
SELECT number AS region
FROM official
ORDER BY region
