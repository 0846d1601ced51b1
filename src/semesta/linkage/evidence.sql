-- One row per pair that its names can still decide: the code of all its evidence. Names
-- and mothers' names are added to the code of the other fields.
WITH compared AS (
  SELECT
    q.card_id,
    q.person_id,
    q.code,
    CASE
      WHEN c.newborn OR coalesce(c.name, '') = '' OR coalesce(p.name, '') = '' THEN 0
      WHEN c.name = p.name THEN 5
      ELSE coalesce(n.level, 0) + 1
    END AS name,
    CASE
      WHEN c.mother IS NULL OR p.mother IS NULL THEN 0
      WHEN c.mother = p.mother OR m.level >= 3 THEN 2
      ELSE 1
    END AS mother,
    CASE
      WHEN trim(c.name) LIKE '% %' AND trim(p.name) LIKE '% %' THEN 1
      ELSE 0
    END AS words
  FROM hopeful_pairs AS q
  INNER JOIN pair_cards AS c ON c.card_id = q.card_id
  INNER JOIN pair_persons AS p ON p.person_id = q.person_id
  LEFT JOIN name_levels AS n ON n.name_a = c.name AND n.name_b = p.name
  LEFT JOIN name_levels AS m ON m.name_a = c.mother AND m.name_b = p.mother
)
SELECT
  card_id,
  person_id,
  CAST(
    code
    + 5 * name
    + 5400 * mother
    + 16200 * words AS INTEGER
  ) AS code
FROM compared
