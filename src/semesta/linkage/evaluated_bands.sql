-- One row per band of probability: the pairs in it, accepted links and best candidates,
-- the chance that they were said to be right with, and how many are.
SELECT
  b.low,
  b.high,
  CAST(count(*) AS BIGINT) AS pairs,
  sum(e.probability) / count(*) AS said,
  CAST(count(*) FILTER (WHERE e.pair_right) AS BIGINT) AS right_pairs,
  CAST(count(*) FILTER (WHERE e.linked) AS BIGINT) AS linked
FROM evaluated_pairs AS e
INNER JOIN bands AS b ON e.probability >= b.low AND e.probability < b.high
GROUP BY b.low, b.high
ORDER BY b.low
