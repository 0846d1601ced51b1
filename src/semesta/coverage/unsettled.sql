-- One row per card that its NIK did not settle: whose the NIK is (`holder_id`), the
-- person whom an unlinked card most likely belongs to, and the two for whom most speaks.
WITH ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY card_id
      ORDER BY probability DESC, code DESC, person_id
    ) AS place
  FROM candidates
)
SELECT
  r.card_id,
  r.holder_id,
  u.person_id AS candidate_id,
  u.code AS candidate_code,
  u.method AS candidate_method,
  u.probability AS candidate_probability,
  first.person_id AS first_id,
  first.code AS first_code,
  second.code AS second_code
FROM residue AS r
LEFT JOIN ranked AS u ON u.card_id = r.card_id AND u.place = 1
LEFT JOIN contenders AS first ON first.card_id = r.card_id AND first.place = 1
LEFT JOIN contenders AS second ON second.card_id = r.card_id AND second.place = 2
