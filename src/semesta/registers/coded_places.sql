-- One row is one way in which a register writes a place, with what its codes name: the
-- numbers of regions (ten digits), NULL where a code is missing or names none.
WITH digits AS (
  SELECT
    row_number() OVER () AS place,
    written_places.*,
    regexp_replace(coalesce(province_code, ''), '[^0-9]', '', 'g') AS province,
    regexp_replace(coalesce(regency_code, ''), '[^0-9]', '', 'g') AS regency,
    regexp_replace(coalesce(district_code, ''), '[^0-9]', '', 'g') AS district,
    regexp_replace(coalesce(village_code, ''), '[^0-9]', '', 'g') AS village,
    regexp_replace(coalesce(region_hint, ''), '[^0-9]', '', 'g') AS hint,
    regexp_replace(coalesce(title_regency, ''), '[^0-9]', '', 'g') AS title
  FROM written_places
),
-- Codes stand whole (630908) or in parts (63, 9, 8); a part leans on the one above.
regency_codes AS (
  SELECT
    digits.*,
    CASE
      WHEN length(regency) = 4 THEN regency
      WHEN length(regency) BETWEEN 1 AND 2 AND length(province) = 2
        THEN concat(province, lpad(regency, 2, '0'))
      WHEN length(district) = 6 THEN substr(district, 1, 4)
      WHEN length(hint) >= 4 THEN substr(hint, 1, 4)
    END AS regency4
  FROM digits
),
district_codes AS (
  SELECT
    regency_codes.*,
    CASE
      WHEN length(district) = 6 THEN district
      WHEN length(district) BETWEEN 1 AND 2
        THEN concat(regency4, lpad(district, 2, '0'))
      WHEN length(hint) >= 6 THEN substr(hint, 1, 6)
    END AS district6
  FROM regency_codes
)
SELECT
  district_codes.* EXCLUDE (province, regency, district, village, hint, title),
  by_province.number AS province,
  by_regency.number AS regency,
  by_district.number AS district,
  by_village.number AS village,
  by_hint.number AS hint,
  by_hint.level AS hint_level,
  by_title.number AS title
FROM district_codes
LEFT JOIN regions AS by_province
  ON by_province.number = try_cast(concat(province, '00000000') AS BIGINT)
  AND by_province.level = 'province'
LEFT JOIN regions AS by_regency
  ON by_regency.number = try_cast(concat(regency4, '000000') AS BIGINT)
  AND by_regency.level = 'regency'
LEFT JOIN regions AS by_district
  ON by_district.number = try_cast(concat(district6, '0000') AS BIGINT)
  AND by_district.level = 'district'
LEFT JOIN regions AS by_village
  ON by_village.number = try_cast(
    CASE
      WHEN length(village) = 10 THEN village
      WHEN length(village) BETWEEN 1 AND 4 AND length(district6) = 6
        THEN concat(district6, lpad(village, 4, '0'))
    END AS BIGINT
  )
  AND by_village.level = 'village'
LEFT JOIN regions AS by_hint
  ON by_hint.number = try_cast(rpad(nullif(hint, ''), 10, '0') AS BIGINT)
LEFT JOIN regions AS by_title
  ON by_title.number = try_cast(concat(substr(title, 1, 4), '000000') AS BIGINT)
  AND by_title.level = 'regency'
