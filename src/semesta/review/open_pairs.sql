-- One row per card and person of whom somebody has to say whether they belong together:
-- cards without a link and every person whom they may belong to, and cards that record
-- the death of their holder, who is alive in the register.
WITH people AS (
  SELECT
    person_id,
    nik,
    kk,
    name,
    sex,
    birth_date,
    rt,
    rw,
    village,
    state
  FROM residents
  UNION ALL
  SELECT
    person_id,
    nik,
    kk,
    name,
    sex,
    birth_date,
    NULL AS rt,
    NULL AS rw,
    village,
    status AS state
  FROM departed
),
open_links AS (
  SELECT
    card_id,
    person_id,
    method,
    probability,
    evidence,
    'candidate' AS why
  FROM candidates
  UNION ALL
  SELECT
    card_id,
    person_id,
    method,
    probability,
    evidence,
    'dead_card' AS why
  FROM cards
  WHERE finding = 'unknown' AND person_id IS NOT NULL AND method <> 'review'
)
SELECT
  o.card_id,
  o.person_id,
  o.why,
  o.method,
  o.probability,
  o.evidence,
  count(*) OVER (PARTITION BY o.card_id) AS candidates,
  c.noka,
  c.nik_text,
  c.nik_fault,
  c.finding,
  c.kk AS card_kk,
  c.name AS card_name,
  c.sex AS card_sex,
  c.birth_date AS card_birth_date,
  c.rt AS card_rt,
  c.rw AS card_rw,
  c.village AS card_village,
  c.segment,
  c.state AS card_state,
  p.nik,
  p.kk,
  p.name,
  p.sex,
  p.birth_date,
  p.rt,
  p.rw,
  p.village,
  p.state
FROM open_links AS o
INNER JOIN cards AS c ON c.card_id = o.card_id
INNER JOIN people AS p ON p.person_id = o.person_id
ORDER BY c.noka, o.probability DESC, o.person_id
