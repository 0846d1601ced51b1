-- One row per region: the cards that carry it, split until only its registered
-- residents are left. `recorded_elsewhere` counts kept cards of residents of other
-- regions (+) and residents whose kept card carries another region (-).
WITH placed AS (
  SELECT
    l.level,
    c.village - c.village % l.divisor AS region,
    c.finding,
    c.n,
    CASE
      WHEN c.owner_village - c.owner_village % l.divisor
        <> c.village - c.village % l.divisor THEN c.n
      ELSE 0
    END AS leaving
  FROM card_cube AS c
  CROSS JOIN levels AS l
  WHERE l.level = 'nation' OR c.village % l.above >= l.divisor
),
arriving AS (
  SELECT
    l.level,
    c.owner_village - c.owner_village % l.divisor AS region,
    sum(c.n) AS n
  FROM card_cube AS c
  CROSS JOIN levels AS l
  WHERE c.owner_village - c.owner_village % l.divisor
    <> c.village - c.village % l.divisor
  GROUP BY 1, 2
),
counted AS (
  SELECT
    level,
    region,
    sum(n) AS cards,
    sum(leaving) AS leaving,
    sum(CASE WHEN finding = 'duplicate' THEN n ELSE 0 END) AS duplicate,
    sum(CASE WHEN finding = 'deceased' THEN n ELSE 0 END) AS deceased,
    sum(CASE WHEN finding = 'moved' THEN n ELSE 0 END) AS moved,
    sum(CASE WHEN finding = 'not_found' THEN n ELSE 0 END) AS not_found,
    sum(CASE WHEN finding = 'nik_invalid' THEN n ELSE 0 END) AS nik_invalid,
    sum(CASE WHEN finding = 'identity_conflict' THEN n ELSE 0 END)
      AS identity_conflict,
    sum(CASE WHEN finding = 'unknown' THEN n ELSE 0 END) AS unknown,
    sum(CASE WHEN finding = 'newborn_waiting' THEN n ELSE 0 END) AS newborn_waiting
  FROM placed
  GROUP BY 1, 2
),
known AS (
  SELECT level, region FROM counted
  UNION
  SELECT level, region FROM measures WHERE registered > 0
)
SELECT
  k.level,
  k.region,
  CAST(coalesce(c.cards, 0) AS BIGINT) AS cards,
  CAST(coalesce(m.registered, 0) AS BIGINT) AS registered,
  CAST(coalesce(c.duplicate, 0) AS BIGINT) AS duplicate,
  CAST(coalesce(c.deceased, 0) AS BIGINT) AS deceased,
  CAST(coalesce(c.moved, 0) AS BIGINT) AS moved,
  CAST(coalesce(c.not_found, 0) AS BIGINT) AS not_found,
  CAST(coalesce(c.nik_invalid, 0) AS BIGINT) AS nik_invalid,
  CAST(coalesce(c.identity_conflict, 0) AS BIGINT) AS identity_conflict,
  CAST(coalesce(c.unknown, 0) AS BIGINT) AS unknown,
  CAST(coalesce(c.newborn_waiting, 0) AS BIGINT) AS newborn_waiting,
  CAST(coalesce(c.leaving, 0) - coalesce(a.n, 0) AS BIGINT) AS recorded_elsewhere
FROM known AS k
LEFT JOIN counted AS c ON c.level = k.level AND c.region = k.region
LEFT JOIN arriving AS a ON a.level = k.level AND a.region = k.region
LEFT JOIN measures AS m ON m.level = k.level AND m.region = k.region
ORDER BY k.level, k.region
