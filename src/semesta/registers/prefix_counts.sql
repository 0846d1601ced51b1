-- One row per NIK prefix (the district of first registration) of a staged register:
-- how many of the sampled rows bear it.
SELECT
  coalesce(
    try_cast(substr(regexp_replace(CAST(nik AS VARCHAR), '[^0-9]+', '', 'g'), 1, 6) AS BIGINT),
    0
  ) AS prefix,
  count(*) AS rows
FROM staged
CROSS JOIN sampling
WHERE staged.row % sampling.one_in = 0
GROUP BY 1
