-- One row: the links accepted so far, and how many millionths of them are in doubt.
SELECT
  count(*) AS links,
  CAST(coalesce(sum(CAST(floor((1 - probability) * 1000000 + 0.5) AS BIGINT)), 0)
    AS BIGINT) AS millionths
FROM (
  SELECT probability FROM accepted_links
  UNION ALL
  SELECT probability FROM model_links
) AS linked
