-- One row per way that cards came out: how many, how many linked, how many rightly, and
-- how many truly belong to somebody.
SELECT
  true_finding,
  finding,
  damage,
  method,
  CAST(count(*) AS BIGINT) AS cards,
  CAST(count(*) FILTER (WHERE NOT in_run) AS BIGINT) AS not_in_run,
  CAST(count(*) FILTER (WHERE linked) AS BIGINT) AS linked,
  CAST(count(*) FILTER (WHERE linked AND pair_right) AS BIGINT) AS right_links,
  CAST(count(*) FILTER (WHERE belongs) AS BIGINT) AS true_links
FROM evaluated_cards
GROUP BY true_finding, finding, damage, method
