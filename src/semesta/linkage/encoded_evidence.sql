-- One row per pair of an encoded card and an encoded person: the levels of its evidence
-- packed into one code, and the Dice coefficient of the arrays in thousandths. Levels are
-- numbered as in encoded_evidence.yaml, from 0; each field's weight is the product of the
-- sizes of the fields before it.
WITH compared AS (
  SELECT
    q.card_id,
    q.person_id,
    CASE
      WHEN c.nik = p.nik THEN 3
      WHEN c.nik15 = p.nik15 THEN 2
      WHEN c.nik15 IS NULL OR p.nik15 IS NULL THEN 0
      ELSE 1
    END AS nik,
    CASE
      WHEN c.birth_in_village = p.birth_in_village THEN 1
      WHEN c.birth_and_sound = p.birth_and_sound THEN 1
      ELSE 0
    END AS birth,
    CASE
      WHEN c.sound_in_village = p.sound_in_village THEN 1
      WHEN c.birth_and_sound = p.birth_and_sound THEN 1
      ELSE 0
    END AS sound,
    CASE
      WHEN c.kk = p.kk OR c.holder_kk = p.kk THEN 2
      WHEN c.kk IS NULL OR p.kk IS NULL THEN 0
      ELSE 1
    END AS family,
    CASE
      -- Known no deeper than the province: nothing to compare.
      WHEN c.village IN (0, p.village - p.village % 100000000) THEN 0
      WHEN c.village = p.village THEN 3
      WHEN c.village - c.village % 1000000 = p.village - p.village % 1000000 THEN 2
      ELSE 1
    END AS place,
    CASE WHEN c.newborn THEN 1 ELSE 0 END AS newborn,
    CAST(c.clk_bits AS INTEGER) + p.clk_bits AS bits,
    CAST(bit_count(c.clk_00 & p.clk_00) AS INTEGER)
    + CAST(bit_count(c.clk_01 & p.clk_01) AS INTEGER)
    + CAST(bit_count(c.clk_02 & p.clk_02) AS INTEGER)
    + CAST(bit_count(c.clk_03 & p.clk_03) AS INTEGER)
    + CAST(bit_count(c.clk_04 & p.clk_04) AS INTEGER)
    + CAST(bit_count(c.clk_05 & p.clk_05) AS INTEGER)
    + CAST(bit_count(c.clk_06 & p.clk_06) AS INTEGER)
    + CAST(bit_count(c.clk_07 & p.clk_07) AS INTEGER)
    + CAST(bit_count(c.clk_08 & p.clk_08) AS INTEGER)
    + CAST(bit_count(c.clk_09 & p.clk_09) AS INTEGER)
    + CAST(bit_count(c.clk_10 & p.clk_10) AS INTEGER)
    + CAST(bit_count(c.clk_11 & p.clk_11) AS INTEGER)
    + CAST(bit_count(c.clk_12 & p.clk_12) AS INTEGER)
    + CAST(bit_count(c.clk_13 & p.clk_13) AS INTEGER)
    + CAST(bit_count(c.clk_14 & p.clk_14) AS INTEGER)
    + CAST(bit_count(c.clk_15 & p.clk_15) AS INTEGER) AS bits_in_common
  FROM pairs AS q
  INNER JOIN encoded_cards AS c ON c.card_id = q.card_id
  INNER JOIN pair_persons AS p ON p.person_id = q.person_id
),
measured AS (
  SELECT
    *,
    CASE
      WHEN bits = 0 THEN 0
      ELSE CAST(floor(2000 * bits_in_common / bits) AS INTEGER)
    END AS thousandths
  FROM compared
)
SELECT
  card_id,
  person_id,
  CAST(
    nik
    + 4 * birth
    + 8 * sound
    + 16 * family
    + 48 * place
    + 192 * newborn
    + 384 * CASE
      WHEN thousandths >= 950 THEN 7
      WHEN thousandths >= 900 THEN 6
      WHEN thousandths >= 860 THEN 5
      WHEN thousandths >= 820 THEN 4
      WHEN thousandths >= 760 THEN 3
      WHEN thousandths >= 700 THEN 2
      WHEN thousandths >= 600 THEN 1
      ELSE 0
    END AS INTEGER
  ) AS code,
  thousandths
FROM measured
