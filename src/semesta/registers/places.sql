-- One row is one way in which a register writes a place, with the deepest region that
-- it surely names (`region`, ten digits, 0 for none) and the village, if it is one.
-- Codes decide; names only within a known regency or district, and only if one place
-- there bears the name. `called` has every place that a written name can mean, of those
-- ways whose codes name no village.
WITH coded AS (
  SELECT
    coded_places.* EXCLUDE (province, village),
    coalesce(coded_places.province, named_province.number) AS province
  FROM coded_places
  LEFT JOIN called AS named_province
    ON named_province.text = province_name
    AND named_province.level = 'province'
  WHERE village IS NULL
),
-- A written name of a regency counts if it means one, or one of those at hand.
named_regencies AS (
  SELECT
    place,
    CASE
      WHEN count(*) = 1 THEN min(called.number)
      WHEN count(at_hand.number) = 1 THEN min(at_hand.number)
      WHEN count(*) FILTER (WHERE called.number = title) = 1 THEN min(title)
    END AS number
  FROM coded
  JOIN called
    ON called.text = coalesce(nullif(trim(regency_name), ''), title_regency)
    AND called.level = 'regency'
  LEFT JOIN context AS at_hand ON at_hand.number = called.number
  WHERE coded.province IS NULL OR called.number // 100000000 = coded.province // 100000000
  GROUP BY place
),
known AS (
  SELECT
    coded.* EXCLUDE (regency),
    coalesce(
      CASE WHEN hint_level IN ('regency', 'district', 'village')
        THEN hint // 1000000 * 1000000 END,
      named_regencies.number,
      regency,
      CASE WHEN trim(coalesce(regency_name, '')) = '' THEN title END
    ) AS regency
  FROM coded
  LEFT JOIN named_regencies ON named_regencies.place = coded.place
),
-- Where the names of districts and villages are looked up: one range of numbers, or
-- one for each regency at hand when nothing at all is said about the regency.
ranges AS (
  SELECT
    place,
    regency AS low,
    regency + 999999 AS high
  FROM known
  WHERE regency IS NOT NULL
  UNION ALL
  SELECT
    place,
    number,
    number + 999999
  FROM known
  CROSS JOIN context
  WHERE regency IS NULL AND trim(coalesce(regency_name, '')) = ''
),
named_districts AS (
  SELECT DISTINCT
    known.place,
    called.number
  FROM known
  JOIN called ON called.text = known.district_name AND called.level = 'district'
  JOIN ranges
    ON ranges.place = known.place
    AND called.number BETWEEN ranges.low AND ranges.high
),
districts AS (
  SELECT
    place,
    hint // 10000 * 10000 AS number
  FROM known
  WHERE hint_level IN ('district', 'village')
  UNION ALL
  SELECT
    named_districts.place,
    named_districts.number
  FROM named_districts
  JOIN known ON known.place = named_districts.place
  WHERE coalesce(hint_level, '') NOT IN ('district', 'village')
  UNION ALL
  SELECT
    place,
    district
  FROM known
  WHERE district IS NOT NULL
    AND coalesce(hint_level, '') NOT IN ('district', 'village')
    AND place NOT IN (SELECT place FROM named_districts)
),
narrowed AS (
  SELECT
    place,
    number AS low,
    number + 9999 AS high
  FROM districts
  UNION ALL
  SELECT
    place,
    low,
    high
  FROM ranges
  WHERE place NOT IN (SELECT place FROM districts)
),
named_villages AS (
  SELECT
    known.place,
    min(called.number) AS number
  FROM known
  JOIN called ON called.text = known.village_name AND called.level = 'village'
  JOIN narrowed
    ON narrowed.place = known.place
    AND called.number BETWEEN narrowed.low AND narrowed.high
  GROUP BY known.place
  HAVING count(DISTINCT called.number) = 1
),
sure_districts AS (
  SELECT
    place,
    min(number) AS number
  FROM districts
  GROUP BY place
  HAVING count(*) = 1
),
-- Villages of the hint's regency that a row names: a hint places no row elsewhere.
named_nearby AS (
  SELECT
    known.place,
    min(called.number) AS number,
    count(*) AS villages
  FROM known
  INNER JOIN called
    ON called.level = 'village'
    AND called.text = known.village_name
    AND called.number // 1000000 = known.hint // 1000000
  WHERE known.hint_level = 'village'
  GROUP BY known.place
),
villages AS (
  SELECT
    known.*,
    coalesce(
      named_villages.number,
      CASE
        WHEN hint_level <> 'village' THEN NULL
        WHEN named_nearby.villages IS NULL THEN hint
        WHEN named_nearby.villages = 1 THEN named_nearby.number
      END
    ) AS sure_village,
    sure_districts.number AS sure_district
  FROM known
  LEFT JOIN named_villages ON named_villages.place = known.place
  LEFT JOIN sure_districts ON sure_districts.place = known.place
  LEFT JOIN named_nearby ON named_nearby.place = known.place
)
SELECT
  region_hint,
  title_regency,
  province_code,
  regency_code,
  district_code,
  village_code,
  province_name,
  regency_name,
  district_name,
  village_name,
  sure_village AS village,
  coalesce(sure_village, sure_district, regency, province, 0) AS region
FROM villages
UNION ALL
SELECT
  region_hint,
  title_regency,
  province_code,
  regency_code,
  district_code,
  village_code,
  province_name,
  regency_name,
  district_name,
  village_name,
  village,
  village
FROM coded_places
WHERE village IS NOT NULL
