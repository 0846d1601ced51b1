-- One row is one row of a population register, typed, with the first reason why it
-- cannot be used (NULL: it can) and the column and value that the reason is about.
WITH placed AS (
  SELECT
    identities.* EXCLUDE (death_date),
    places.village,
    died.day AS death_date,
    CASE
      WHEN trim(coalesce(status, '')) <> '' THEN states.code
      WHEN died.day <= reference.day THEN 'deceased'
      ELSE 'living'
    END AS state
  FROM identities
  CROSS JOIN reference
  LEFT JOIN places
    ON places.region_hint IS NOT DISTINCT FROM identities.region_hint
    AND places.title_regency IS NOT DISTINCT FROM identities.title_regency
    AND places.province_code IS NOT DISTINCT FROM identities.province_code
    AND places.regency_code IS NOT DISTINCT FROM identities.regency_code
    AND places.district_code IS NOT DISTINCT FROM identities.district_code
    AND places.village_code IS NOT DISTINCT FROM identities.village_code
    AND places.province_name IS NOT DISTINCT FROM identities.province_name
    AND places.regency_name IS NOT DISTINCT FROM identities.regency_name
    AND places.district_name IS NOT DISTINCT FROM identities.district_name
    AND places.village_name IS NOT DISTINCT FROM identities.village_name
  LEFT JOIN person_states AS states ON states.text = identities.status
  LEFT JOIN dates AS died
    ON died.text = identities.death_date
    AND died.date_order = identities.date_order
),
judged AS (
  SELECT
    placed.* EXCLUDE (status),
    status AS status_found,
    -- Who dies after the reference date is alive on it.
    CASE
      WHEN state = 'deceased' AND death_date > reference.day THEN 'living'
      ELSE state
    END AS status,
    CASE
      WHEN state IS NULL THEN 'unknown_status'
      WHEN state = 'not_valid' THEN 'not_valid'
      WHEN birth_day > reference.day AND birth_day <> reference.year_end
        THEN 'born_after_month'
      WHEN nik IS NULL AND (name = '' OR birth_date IS NULL) THEN 'no_usable_identity'
      WHEN village IS NULL THEN 'unknown_region'
    END AS reason
  FROM placed
  CROSS JOIN reference
)
SELECT
  file_id,
  row,
  nik,
  nik_text,
  nik_fault,
  nik_fault IS NOT DISTINCT FROM 'last_digit_lost' AS last_digit_lost,
  text_guard,
  kk,
  kk_digit_lost,
  name,
  sex,
  birth_date,
  birth_text,
  relation,
  mother,
  nullif(trim(address), '') AS address,
  nullif(upper(trim(hamlet)), '') AS hamlet,
  rt,
  rw,
  village,
  status,
  death_date,
  reason,
  CASE reason
    WHEN 'unknown_status' THEN 'status'
    WHEN 'not_valid' THEN 'status'
    WHEN 'born_after_month' THEN 'birth_date'
    WHEN 'no_usable_identity' THEN 'nik'
    WHEN 'unknown_region'
      THEN CASE WHEN village_code IS NULL THEN 'village_name' ELSE 'village_code' END
  END AS "column",
  CASE reason
    WHEN 'unknown_status' THEN status_found
    WHEN 'not_valid' THEN status_found
    WHEN 'born_after_month' THEN birth_text
    WHEN 'no_usable_identity' THEN nik_text
    WHEN 'unknown_region'
      THEN CASE
        WHEN village_code IS NULL
          THEN concat_ws(' / ', region_hint, regency_name, district_name, village_name)
        ELSE concat_ws('.', province_code, regency_code, district_code, village_code)
      END
  END AS value
FROM judged
