-- Pairs of encodings that share a keyed number: 15 digits of the NIK, the family card,
-- birth date or sound of the name within a village, birth date and sound of the name.
SELECT
  c.card_id,
  p.person_id
FROM encoded_cards AS c
INNER JOIN pair_persons AS p ON p.nik15 = c.nik15
UNION
SELECT
  c.card_id,
  p.person_id
FROM encoded_cards AS c
INNER JOIN pair_persons AS p ON p.kk = c.kk
UNION
SELECT
  c.card_id,
  p.person_id
FROM encoded_cards AS c
INNER JOIN pair_persons AS p ON p.kk = c.holder_kk
UNION
SELECT
  c.card_id,
  p.person_id
FROM encoded_cards AS c
INNER JOIN pair_persons AS p ON p.birth_in_village = c.birth_in_village
UNION
SELECT
  c.card_id,
  p.person_id
FROM encoded_cards AS c
INNER JOIN pair_persons AS p ON p.sound_in_village = c.sound_in_village
UNION
SELECT
  c.card_id,
  p.person_id
FROM encoded_cards AS c
INNER JOIN pair_persons AS p ON p.birth_and_sound = c.birth_and_sound
