-- One row is one card with the faults that befall it: at most one of the NIK, of the birth
-- date, of the name and of the place each, drawn at the stated rates.
WITH typed AS (
  SELECT
    cards.*,
    -- Faults come together: some cards were typed without care, the others with more.
    CASE
      WHEN hash(fault_key) / 1.8446744073709552e19 < bounds.careless
        THEN bounds.careless_times
      ELSE (1 - bounds.careless * bounds.careless_times) / (1 - bounds.careless)
    END * 1.8446744073709552e19 AS care
  FROM cards
  CROSS JOIN bounds
),
drawn AS (
  SELECT
    typed.*,
    hash(fault_key + 1) / care AS nik_luck,
    hash(fault_key + 2) / care AS birth_luck,
    hash(fault_key + 3) / care AS name_luck,
    hash(fault_key + 4) / care AS place_luck,
    hash(fault_key + 5) / care AS short_luck,
    hash(fault_key + 6) / care AS family_luck,
    cast(hash(fault_key + 7) % 720720 AS INTEGER) AS choice
  FROM typed
)
SELECT
  drawn.*,
  cast(nik AS VARCHAR) AS digits,
  CASE
    WHEN nik_luck >= bounds.nik_stranger OR status = 'newborn' OR nameless THEN 'none'
    WHEN nik_luck < bounds.nik_missing THEN 'nik_missing'
    WHEN nik_luck < bounds.nik_spreadsheet THEN 'nik_spreadsheet'
    WHEN nik_luck < bounds.nik_scientific THEN 'nik_scientific'
    WHEN nik_luck < bounds.nik_guard THEN 'nik_guard'
    WHEN nik_luck < bounds.nik_short THEN 'nik_short'
    WHEN nik_luck < bounds.nik_long THEN 'nik_long'
    WHEN nik_luck < bounds.nik_letters THEN 'nik_letters'
    WHEN nik_luck < bounds.nik_impossible_date THEN 'nik_impossible_date'
    WHEN nik_luck < bounds.nik_digit THEN 'nik_digit'
    WHEN nik_luck < bounds.nik_relative THEN 'nik_relative'
    ELSE 'nik_stranger'
  END AS nik_kind,
  CASE
    WHEN birth_luck >= bounds.birth_missing THEN 'none'
    WHEN birth_luck < bounds.birth_swapped AND day(born) <= 12 THEN 'birth_swapped'
    WHEN birth_luck < bounds.birth_swapped THEN 'none'
    WHEN birth_luck < bounds.birth_default THEN 'birth_default'
    WHEN birth_luck < bounds.birth_year THEN 'birth_year'
    WHEN birth_luck < bounds.birth_decade THEN 'birth_decade'
    ELSE 'birth_missing'
  END AS birth_kind,
  CASE
    WHEN status = 'newborn' THEN 'newborn'
    WHEN name_luck >= bounds.name_letter
      THEN CASE WHEN short_luck < bounds.name_short_form THEN 'name_short_form' ELSE 'none' END
    WHEN name_luck < bounds.name_title THEN 'name_title'
    WHEN name_luck < bounds.name_father THEN 'name_father'
    WHEN name_luck < bounds.name_old_spelling THEN 'name_old_spelling'
    WHEN name_luck < bounds.name_one_word THEN 'name_one_word'
    WHEN name_luck < bounds.name_order THEN 'name_order'
    WHEN name_luck < bounds.name_joined THEN 'name_joined'
    WHEN name_luck < bounds.name_cut THEN 'name_cut'
    ELSE 'name_letter'
  END AS name_kind,
  CASE
    WHEN place_luck >= bounds.village_other THEN 'none'
    WHEN place_luck < bounds.village_missing THEN 'village_missing'
    WHEN place_luck < bounds.village_wrong_name THEN 'village_wrong_name'
    ELSE 'village_other'
  END AS place_kind,
  family_luck < bounds.family_missing AS family_missing
FROM drawn
CROSS JOIN bounds
