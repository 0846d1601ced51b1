-- One row per pair of a card and a person: the level of agreement of each field, packed
-- into one code. Levels are numbered as in evidence.yaml, from 0; each field's weight is
-- the product of the sizes of the fields before it. Names have a code of their own: they
-- agree as they are written, or stand beside it to be compared letter by letter.
WITH compared AS (
  SELECT
    q.card_id,
    q.person_id,
    CASE
      WHEN q.nik = q.person_nik THEN 4
      WHEN q.person_nik IS NULL OR q.nik_text IS NULL OR length(q.nik_text) < 12 THEN 0
      WHEN q.nik_fault IN ('missing', 'placeholder') THEN 0
      WHEN q.nik15 = (q.person_nik - q.person_nik % 10) / 10 THEN 3
      WHEN levenshtein(q.nik_text, q.person_nik_text) <= 2 THEN 2
      ELSE 1
    END AS nik,
    CASE
      WHEN q.birth_date IS NULL OR q.person_birth_date IS NULL THEN 0
      WHEN q.birth_date = q.person_birth_date THEN 4
      WHEN year(q.birth_date) = year(q.person_birth_date)
        AND month(q.birth_date) = day(q.person_birth_date)
        AND day(q.birth_date) = month(q.person_birth_date) THEN 3
      WHEN (CASE WHEN year(q.birth_date) = year(q.person_birth_date) THEN 1 ELSE 0 END)
        + (CASE WHEN month(q.birth_date) = month(q.person_birth_date) THEN 1 ELSE 0 END)
        + (CASE WHEN day(q.birth_date) = day(q.person_birth_date) THEN 1 ELSE 0 END) = 2
        AND abs(year(q.birth_date) - year(q.person_birth_date)) IN (0, 1, 10) THEN 3
      WHEN abs(
        372 * (year(q.birth_date) - year(q.person_birth_date))
        + 31 * (month(q.birth_date) - month(q.person_birth_date))
        + day(q.birth_date) - day(q.person_birth_date)
      ) <= 31
        AND NOT month(q.birth_date) * 100 + day(q.birth_date) IN (101, 1231) THEN 3
      WHEN year(q.birth_date) = year(q.person_birth_date)
        AND month(q.birth_date) * 100 + day(q.birth_date) IN (101, 1231) THEN 2
      ELSE 1
    END AS birth,
    CASE
      WHEN q.sex IS NULL OR q.person_sex IS NULL THEN 0
      WHEN q.sex = q.person_sex THEN 2
      ELSE 1
    END AS sex,
    CASE
      WHEN q.kk = q.person_kk THEN 2
      WHEN q.holder_kk = q.person_kk AND q.holder_id <> q.person_id THEN 2
      WHEN q.kk IS NULL OR q.person_kk IS NULL THEN 0
      ELSE 1
    END AS family,
    CASE
      -- Known no deeper than the province: nothing to compare.
      WHEN q.village IN (0, q.person_village - q.person_village % 100000000) THEN 0
      WHEN q.village = q.person_village THEN 3
      WHEN q.village - q.village % 1000000 = q.person_village - q.person_village % 1000000 THEN 2
      ELSE 1
    END AS place,
    CASE
      WHEN q.newborn OR coalesce(q.name, '') = '' THEN 0
      WHEN coalesce(q.person_name, '') = '' THEN 0
      WHEN q.name = q.person_name THEN 5
      ELSE 1
    END AS name,
    CASE
      WHEN q.mother IS NULL OR q.person_mother IS NULL THEN 0
      WHEN q.mother = q.person_mother THEN 2
      ELSE 1
    END AS mother,
    CASE
      WHEN q.name LIKE '% %' AND q.person_name LIKE '% %' THEN 1
      ELSE 0
    END AS words,
    q.name AS card_name,
    q.person_name,
    q.mother AS card_mother,
    q.person_mother
  FROM pairs AS q
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
  ) AS code,
  CAST(
    5 * name
    + 5400 * mother
    + 16200 * words AS INTEGER
  ) AS names,
  CASE WHEN name = 1 THEN card_name END AS name_a,
  CASE WHEN name = 1 THEN person_name END AS name_b,
  CASE WHEN mother = 1 THEN card_mother END AS mother_a,
  CASE WHEN mother = 1 THEN person_mother END AS mother_b
FROM compared
