-- One row per person whom a card may belong to, with what is laid beside the card.
SELECT
  person_id,
  nik AS person_nik,
  nik_text AS person_nik_text,
  kk AS person_kk,
  name AS person_name,
  sex AS person_sex,
  birth_date AS person_birth_date,
  village AS person_village,
  mother AS person_mother
FROM pair_persons
