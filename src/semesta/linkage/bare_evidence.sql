-- One row per pair of a card and a person: the level of agreement of each field but the
-- names, packed into one code. Levels are numbered as in evidence.yaml, from 0; each
-- field's weight is the product of the sizes of the fields before it.
WITH compared AS (
  SELECT
    q.card_id,
    q.person_id,
    CASE
      WHEN c.nik = p.nik THEN 4
      WHEN p.nik IS NULL OR c.nik_text IS NULL OR length(c.nik_text) < 12 THEN 0
      WHEN c.nik_fault IN ('missing', 'placeholder') THEN 0
      WHEN c.nik15 = (p.nik - p.nik % 10) / 10 THEN 3
      WHEN levenshtein(c.nik_text, p.nik_text) <= 2 THEN 2
      ELSE 1
    END AS nik,
    CASE
      WHEN c.birth_date IS NULL OR p.birth_date IS NULL THEN 0
      WHEN c.birth_date = p.birth_date THEN 4
      WHEN year(c.birth_date) = year(p.birth_date)
        AND month(c.birth_date) = day(p.birth_date)
        AND day(c.birth_date) = month(p.birth_date) THEN 3
      WHEN (CASE WHEN year(c.birth_date) = year(p.birth_date) THEN 1 ELSE 0 END)
        + (CASE WHEN month(c.birth_date) = month(p.birth_date) THEN 1 ELSE 0 END)
        + (CASE WHEN day(c.birth_date) = day(p.birth_date) THEN 1 ELSE 0 END) = 2
        AND abs(year(c.birth_date) - year(p.birth_date)) IN (0, 1, 10) THEN 3
      WHEN abs(
        372 * (year(c.birth_date) - year(p.birth_date))
        + 31 * (month(c.birth_date) - month(p.birth_date))
        + day(c.birth_date) - day(p.birth_date)
      ) <= 31
        AND NOT month(c.birth_date) * 100 + day(c.birth_date) IN (101, 1231) THEN 3
      WHEN year(c.birth_date) = year(p.birth_date)
        AND month(c.birth_date) * 100 + day(c.birth_date) IN (101, 1231) THEN 2
      ELSE 1
    END AS birth,
    CASE
      WHEN c.sex IS NULL OR p.sex IS NULL THEN 0
      WHEN c.sex = p.sex THEN 2
      ELSE 1
    END AS sex,
    CASE
      WHEN c.kk = p.kk OR (c.holder_kk = p.kk AND c.holder_id <> p.person_id) THEN 2
      WHEN c.kk IS NULL OR p.kk IS NULL THEN 0
      ELSE 1
    END AS family,
    CASE
      -- Known no deeper than the province: nothing to compare.
      WHEN c.village IN (0, p.village - p.village % 100000000) THEN 0
      WHEN c.village = p.village THEN 3
      WHEN c.village - c.village % 1000000 = p.village - p.village % 1000000 THEN 2
      ELSE 1
    END AS place
  FROM pairs AS q
  INNER JOIN pair_cards AS c ON c.card_id = q.card_id
  INNER JOIN pair_persons AS p ON p.person_id = q.person_id
)
SELECT
  card_id,
  person_id,
  CAST(
    nik
    + 30 * birth
    + 150 * sex
    + 450 * family
    + 1350 * place AS INTEGER
  ) AS code
FROM compared
