-- One row per card of a baby who waits for a NIK, with the family of its family card:
-- the one in the village on the card, else the first of the regency; NULL where none
-- there has it.
WITH homes AS (
  SELECT
    r.village,
    r.kk,
    min(r.person_id) AS first_person
  FROM group_residents AS r
  CROSS JOIN scope AS s
  WHERE r.kk IN (SELECT b.kk FROM group_babies AS b)
    AND r.village >= s.first_village
    AND r.village <= s.last_village
  GROUP BY r.village, r.kk
),
ranked AS (
  SELECT
    b.card_id,
    b.noka,
    b.kk,
    b.name,
    b.sex,
    b.birth_date,
    b.relation,
    b.segment,
    b.reason,
    b.rt,
    b.rw,
    coalesce(h.village, b.village) AS village,
    h.first_person,
    row_number() OVER (
      PARTITION BY b.card_id
      ORDER BY CASE WHEN h.village = b.village THEN 0 ELSE 1 END, h.village
    ) AS place
  FROM group_babies AS b
  LEFT JOIN homes AS h
    ON h.kk = b.kk AND h.village - h.village % 1000000 = b.regency
)
SELECT
  card_id,
  noka,
  kk,
  name,
  sex,
  birth_date,
  relation,
  segment,
  reason,
  rt,
  rw,
  village,
  first_person
FROM ranked
WHERE place = 1
