-- One row per region, kind and cause: persons, and what they add to its counts. A person
-- counts once in a region, where they live now and, in another region, where they lived.
WITH placed AS (
  SELECT
    l.level,
    c.village - c.village % l.divisor AS region,
    c.previous_village - c.previous_village % l.divisor AS previous_region,
    c.kind,
    c.cause,
    c.persons,
    c.registered,
    c.active,
    c.previously_registered,
    c.previously_active
  FROM change_counts AS c
  CROSS JOIN levels AS l
),
legs AS (
  SELECT
    level,
    region,
    kind,
    cause,
    persons,
    persons AS population_change,
    registered AS registered_change,
    active AS active_change
  FROM placed
  WHERE region IS NOT NULL
  UNION ALL
  SELECT
    level,
    previous_region AS region,
    kind,
    cause,
    CASE WHEN previous_region = region THEN 0 ELSE persons END AS persons,
    -persons AS population_change,
    -previously_registered AS registered_change,
    -previously_active AS active_change
  FROM placed
  WHERE previous_region IS NOT NULL
)
SELECT
  region,
  kind,
  cause,
  CAST(sum(persons) AS BIGINT) AS persons,
  CAST(sum(active_change) AS BIGINT) AS active_change,
  CAST(sum(registered_change) AS BIGINT) AS registered_change,
  CAST(sum(population_change) AS BIGINT) AS population_change
FROM legs
GROUP BY level, region, kind, cause
ORDER BY level, region, kind, cause NULLS FIRST
