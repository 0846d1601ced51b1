-- One row per person whose situation changed between the two months. The kind is the
-- first that fits: who came or went, then who moved between villages, then what became
-- of the state, then of the segment.
WITH kinds AS (
  SELECT
    s.*,
    CASE
      WHEN s.previous_person_id IS NULL AND s.birth_date > c.previous_date THEN 'born'
      WHEN s.previous_person_id IS NULL THEN 'arrived'
      WHEN s.person_id IS NULL THEN 'left'
      WHEN s.departure = 'deceased' THEN 'died'
      WHEN s.departure = 'moved' THEN 'moved'
      WHEN s.village <> s.previous_village THEN 'moved_within'
      WHEN s.state = s.previous_state AND s.segment = s.previous_segment THEN NULL
      WHEN s.state = s.previous_state AND s.state = 'active' THEN 'switched_segment'
      WHEN s.state = s.previous_state AND s.state LIKE 'inactive%'
        THEN 'inactive_otherwise'
      WHEN s.state = s.previous_state THEN NULL
      WHEN s.state = 'unknown' THEN 'to_verify'
      WHEN s.previous_state = 'unknown' THEN 'verified'
      WHEN s.state = 'unregistered' THEN 'unregistered'
      WHEN s.previous_state = 'unregistered' THEN 'registered'
      WHEN s.state = 'outside' THEN 'unlisted'
      WHEN s.previous_state = 'outside' THEN 'listed'
      WHEN s.previous_state = 'active' THEN 'fell_inactive'
      WHEN s.state = 'active' THEN 'reactivated'
      ELSE 'inactive_otherwise'
    END AS kind
  FROM situations AS s
  CROSS JOIN compared AS c
)
SELECT
  k.person_id,
  k.previous_person_id,
  coalesce(n.nik, b.nik) AS nik,
  coalesce(n.kk, b.kk) AS kk,
  coalesce(n.name, b.name) AS name,
  k.village,
  k.previous_village,
  k.kind,
  CASE
    WHEN k.kind IN ('moved_within', 'inactive_otherwise')
      AND k.state <> k.previous_state THEN k.previous_state || '>' || k.state
    WHEN k.kind IN ('switched_segment', 'inactive_otherwise')
      THEN k.previous_segment || '>' || k.segment
    WHEN k.kind = 'fell_inactive'
      THEN coalesce(r.reason, substr(k.state, length('inactive_') + 1))
    WHEN k.kind IN ('registered', 'reactivated') THEN nullif(k.segment, 'none')
    WHEN k.kind = 'unregistered' THEN nullif(k.previous_segment, 'none')
    WHEN k.kind = 'verified' THEN k.state
    WHEN k.kind = 'to_verify' THEN k.previous_state
  END AS cause,
  k.state,
  k.previous_state,
  k.segment,
  k.previous_segment
FROM kinds AS k
LEFT JOIN people_now AS n ON n.person_id = k.person_id
LEFT JOIN people_before AS b ON b.person_id = k.previous_person_id
LEFT JOIN usual_reasons AS r
  ON r.noka = k.noka AND r.state = k.state AND k.kind = 'fell_inactive'
WHERE k.kind IS NOT NULL
ORDER BY k.person_id NULLS LAST, k.previous_person_id
