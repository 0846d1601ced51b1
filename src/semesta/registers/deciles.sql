-- One row is one person (kind nik) or family (kind kk) of the social-economic register
-- and its decile; the poorer one where two are given.
WITH digits AS (
  SELECT
    regexp_replace(nik, '[^0-9]', '', 'g') AS nik,
    regexp_replace(kk, '[^0-9]', '', 'g') AS kk,
    try_cast(decile AS TINYINT) AS decile
  FROM staged_deciles
)
SELECT
  'nik' AS kind,
  cast(nik AS BIGINT) AS identifier,
  min(decile) AS decile
FROM digits
WHERE regexp_matches(nik, '^[1-9][0-9]{15}$') AND decile BETWEEN 1 AND 10
GROUP BY nik
UNION ALL
SELECT
  'kk' AS kind,
  cast(kk AS BIGINT) AS identifier,
  min(decile) AS decile
FROM digits
WHERE regexp_matches(kk, '^[1-9][0-9]{15}$') AND decile BETWEEN 1 AND 10
GROUP BY kk
