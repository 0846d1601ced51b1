-- One row per chance, in ten thousandths, and how many chosen pairs have it.
SELECT
  CAST(floor(probability * 10000) AS BIGINT) AS chance,
  count(*) AS pairs
FROM chosen
GROUP BY CAST(floor(probability * 10000) AS BIGINT)
