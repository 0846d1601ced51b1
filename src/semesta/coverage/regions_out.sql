-- One row per region and basis, as published in regions.csv. Linked: residents after
-- linking. Administrative: cards by the region on the card over the official population;
-- where any official count is given, all counts are the official ones, so that no rate
-- mixes two sources; low and high where only a percentage was printed. What a partial membership file cannot tell stays empty.
WITH linked AS (
  SELECT
    t.code AS region_code,
    t.title AS region_name,
    m.level,
    'linked' AS basis,
    m.population,
    CAST(NULL AS STRING) AS population_semester,
    CASE WHEN r.scope <> 'unregistered-list' THEN m.active END AS active,
    CASE WHEN r.scope <> 'unregistered-list' THEN m.inactive_arrears END
      AS inactive_arrears,
    CASE WHEN r.scope <> 'unregistered-list' THEN m.inactive_lapsed END
      AS inactive_lapsed,
    m.registered,
    CASE WHEN r.scope IN ('all', 'unregistered-list') THEN m.unregistered END
      AS unregistered,
    CASE WHEN r.scope = 'unregistered-list' THEN m.candidates ELSE m.unknown END
      AS unknown,
    CASE WHEN r.scope IN ('all', 'pbpu-pemda') THEN m.local_government END
      AS local_government,
    CASE
      WHEN r.scope IN ('all', 'pbpu-pemda') THEN m.local_government_high
    END AS local_government_high,
    CASE WHEN r.scope IN ('all', 'pbpu-pemda') THEN m.local_government_active END
      AS local_government_active,
    m.registered_high,
    -- Who is inactive in one segment may be active in another that the file lacks.
    CASE
      WHEN r.scope IN ('all', 'unregistered-list') THEN m.active_high
      ELSE m.active_high + m.inactive_arrears + m.inactive_lapsed
    END AS active_high,
    CASE WHEN r.scope = 'all'
      THEN m.registered + coalesce(x.registered, 0) / 1000000
    END AS registered_expected,
    CASE WHEN r.scope = 'all' THEN m.active + coalesce(x.active, 0) / 1000000
    END AS active_expected,
    m.active AS active_low
  FROM measures AS m
  LEFT JOIN expected AS x ON x.region = m.region AND x.level = m.level
  INNER JOIN region_names AS t ON t.number = m.region AND t.level = m.level
  CROSS JOIN parameters AS r
),
counted AS (
  SELECT
    region,
    level
  FROM administrative
  UNION
  SELECT
    o.number AS region,
    t.level
  FROM official AS o
  INNER JOIN region_names AS t ON t.number = o.number
),
administrative_basis AS (
  SELECT
    t.code AS region_code,
    t.title AS region_name,
    k.level,
    'administrative' AS basis,
    o.population,
    o.population_semester,
    CASE
      WHEN o.counted THEN o.active
      WHEN r.scope = 'all' THEN a.active
    END AS active,
    CAST(NULL AS BIGINT) AS inactive_arrears,
    CAST(NULL AS BIGINT) AS inactive_lapsed,
    CASE
      WHEN o.counted THEN o.registered
      WHEN r.scope = 'all' THEN a.registered
    END AS registered,
    CAST(NULL AS BIGINT) AS unregistered,
    CAST(NULL AS BIGINT) AS unknown,
    CASE
      WHEN o.counted THEN o.pbpu_pemda
      WHEN r.scope IN ('all', 'pbpu-pemda') THEN a.local_government
    END AS local_government,
    CASE
      WHEN o.counted THEN o.pbpu_pemda_high
      WHEN r.scope IN ('all', 'pbpu-pemda') THEN a.local_government_high
    END AS local_government_high,
    CAST(NULL AS BIGINT) AS local_government_active,
    CASE
      WHEN o.counted THEN o.registered_high
      WHEN r.scope = 'all' THEN a.registered
    END AS registered_high,
    CASE
      WHEN o.counted THEN o.active_high
      WHEN r.scope = 'all' THEN a.active
    END AS active_high,
    CAST(NULL AS DOUBLE) AS registered_expected,
    CAST(NULL AS DOUBLE) AS active_expected
  FROM counted AS k
  INNER JOIN region_names AS t ON t.number = k.region AND t.level = k.level
  CROSS JOIN parameters AS r
  LEFT JOIN administrative AS a ON a.region = k.region AND a.level = k.level
  LEFT JOIN official AS o ON o.number = k.region
)
SELECT
  *,
  CAST(registered AS DOUBLE) / population AS coverage_rate,
  CAST(registered_high AS DOUBLE) / population AS coverage_rate_high,
  CAST(active_low AS DOUBLE) / population AS active_rate,
  CAST(active_high AS DOUBLE) / population AS active_rate_high,
  registered_expected / population AS coverage_rate_expected,
  active_expected / population AS active_rate_expected,
  CAST(local_government AS DOUBLE) / population AS local_government_share
FROM linked
UNION ALL
SELECT
  *,
  active AS active_low,
  CAST(registered AS DOUBLE) / population AS coverage_rate,
  CAST(registered_high AS DOUBLE) / population AS coverage_rate_high,
  CAST(active AS DOUBLE) / population AS active_rate,
  CAST(active_high AS DOUBLE) / population AS active_rate_high,
  registered_expected / population AS coverage_rate_expected,
  active_expected / population AS active_rate_expected,
  CAST(local_government AS DOUBLE) / population AS local_government_share
FROM administrative_basis
WHERE coalesce(population, registered, active, local_government) IS NOT NULL
