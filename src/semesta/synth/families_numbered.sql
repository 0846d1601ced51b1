-- One row is one family with the number of its family card: district, day of issue,
-- serial number from 9001.
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
  ) AS kk
FROM new_families
