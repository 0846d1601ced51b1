-- One row per card of a part that its NIK did not settle. `holder_id` is the person
-- to whom the NIK belongs by the population register, `holder_kk` that family: a card
-- with a relative's NIK is found through it. A baby's card names the mother.
SELECT
  c.card_id,
  c.file_id,
  c.row,
  c.noka,
  c.nik,
  c.nik_text,
  c.nik_fault,
  c.nik15,
  c.kk,
  c.name,
  c.sex,
  c.birth_date,
  c.segment,
  c.state,
  c.start_date,
  c.village,
  c.newborn,
  CASE
    WHEN c.mother IS NULL AND c.name LIKE 'BAYI NY %' THEN substr(c.name, 9)
    WHEN c.mother IS NULL AND c.name LIKE 'BAYI NY. %' THEN substr(c.name, 10)
    WHEN c.mother IS NULL AND c.name LIKE 'BAYI NYONYA %' THEN substr(c.name, 13)
    WHEN c.mother IS NULL AND c.name LIKE 'BY NY %' THEN substr(c.name, 7)
    WHEN c.mother IS NULL AND c.name LIKE 'BY. NY. %' THEN substr(c.name, 9)
    WHEN c.mother IS NULL AND c.name LIKE 'BY. NY %' THEN substr(c.name, 8)
    ELSE c.mother
  END AS mother,
  p.kk AS holder_kk,
  p.person_id AS holder_id
FROM pair_cards AS c
ANTI JOIN best AS b ON b.card_id = c.card_id
LEFT JOIN pair_persons AS p ON p.nik = c.nik
