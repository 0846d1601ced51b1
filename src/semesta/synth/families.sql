-- One row is one family with the number of its family card (district, day of issue, serial
-- number from 9001), the NIK of its head and that of the neighbour's.
WITH heads AS (
  SELECT
    new_families.number,
    new_families.household,
    new_families.district,
    new_families.issued,
    numbered.nik
  FROM new_families
  INNER JOIN numbered
    ON numbered.person = new_families.village * 10000000 + new_families.household * 64
),
carded AS (
  SELECT
    number,
    household,
    (
      district * 1000000
      + day(issued) * 10000
      + month(issued) * 100
      + year(issued) % 100
    ) * 10000 + 9000 + row_number() OVER (
      PARTITION BY district, issued
      ORDER BY number, household
    ) AS kk,
    nik AS head_nik,
    lag(nik) OVER (PARTITION BY number ORDER BY household) AS neighbour_nik
  FROM heads
)
SELECT
  new_families.*,
  carded.kk,
  carded.head_nik,
  carded.neighbour_nik
FROM new_families
INNER JOIN carded
  ON carded.number = new_families.number
  AND carded.household = new_families.household
