-- One row is one change of one person between two months under the truth.
WITH compared AS (
  SELECT
    people.nik,
    people.born,
    now.person,
    now.number,
    now.status,
    now.segment,
    now.state,
    now.reason,
    before.number AS number_before,
    before.status AS status_before,
    before.segment AS segment_before,
    before.state AS state_before
  FROM standings AS now
  INNER JOIN people ON people.person = now.person
  LEFT JOIN standings_before AS before ON before.person = now.person
),
kinds AS (
  SELECT
    compared.*,
    unnest([
      CASE
        WHEN status <> 'living' THEN NULL
        WHEN status_before = 'newborn' THEN 'born'
        WHEN status_before IS NULL AND born >= parameters.month_start THEN 'born'
        WHEN status_before IS NULL THEN 'arrived'
        WHEN number <> number_before THEN 'moved_within'
      END,
      CASE
        WHEN status_before <> 'living' THEN NULL
        WHEN status = 'dead' THEN 'died'
        WHEN status = 'moved' THEN 'moved'
        WHEN state_before = 'none' AND state <> 'none' THEN 'registered'
        WHEN state_before = 'active' AND state IN ('arrears', 'lapsed')
          THEN 'fell_inactive'
        WHEN state_before IN ('arrears', 'lapsed') AND state = 'active' THEN 'reactivated'
      END,
      CASE
        WHEN status_before = 'living' AND status = 'living'
          AND segment <> segment_before THEN 'switched_segment'
      END
    ]) AS kind
  FROM compared
  CROSS JOIN parameters
)
SELECT
  kind,
  nik,
  lpad(
    cast(cast(person AS UBIGINT) * 15485863 % 1000000000000 AS VARCHAR), 13, '0'
  ) AS noka,
  villages.code AS region_code,
  villages_before.code AS previous_region_code,
  CASE kind
    WHEN 'fell_inactive' THEN reason
    WHEN 'switched_segment' THEN segment_before || '>' || segment
  END AS cause
FROM kinds
INNER JOIN villages ON villages.number = kinds.number
LEFT JOIN villages AS villages_before ON villages_before.number = number_before
WHERE kind IS NOT NULL
ORDER BY kinds.person, kind
