-- One row is one person's NIK: district of first registration, day of birth (a
-- woman's plus 40), and a serial number. Serials start at 9001, where real registration
-- hardly comes; each district draws from shares of its own, so that no NIK comes twice.
WITH origins_drawn AS (
  SELECT
    person,
    district,
    district_place,
    divided,
    first_registered_elsewhere,
    status,
    born,
    female,
    hash(key + 50) / 1.8446744073709552e19 AS luck_origin,
    hash(key + 51) / 1.8446744073709552e19 AS luck_elsewhere
  FROM everybody
),
placed AS (
  SELECT
    origins_drawn.*,
    CASE
      WHEN luck_origin < rates.registered_elsewhere OR status = 'absent'
        OR first_registered_elsewhere
        THEN cast(floor(25 * luck_elsewhere * luck_elsewhere) AS INTEGER)
      WHEN luck_origin - rates.registered_elsewhere < CASE
        WHEN divided THEN rates.vanished_where_divided * cast(born < DATE '2022-07-01' AS INTEGER)
        ELSE rates.registered_in_vanished * cast(born < DATE '2010-01-01' AS INTEGER)
      END THEN 25
      ELSE 26
    END AS origin
  FROM origins_drawn
  CROSS JOIN rates
),
stemmed AS (
  SELECT
    placed.*,
    origins.first_serial,
    origins.birthplace,
    origins.last_serial,
    origins.prefix * 1000000
      + (day(born) + CASE WHEN female THEN 40 ELSE 0 END) * 10000
      + month(born) * 100
      + year(born) % 100 AS stem
  FROM placed
  INNER JOIN origins
    ON origins.slot = district_place * 27 + origin
),
counted AS (
  SELECT
    person,
    stemmed.district,
    birthplace,
    last_serial,
    stemmed.stem,
    first_serial + coalesce(taken.serials, 0)
      + row_number() OVER (PARTITION BY stemmed.district, stemmed.stem ORDER BY person) - 1 AS serial
  FROM stemmed
  LEFT JOIN taken
    ON taken.district = stemmed.district
    AND taken.stem = stemmed.stem
)
SELECT
  person,
  birthplace,
  district,
  serial > last_serial AS no_number_left,
  stem * 10000 + serial AS nik
FROM counted
