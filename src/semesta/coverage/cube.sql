-- One row per village and cell: the parts added up. Every measure is a sum over it.
SELECT
  village,
  cell,
  CAST(sum(n) AS BIGINT) AS n
FROM cells
GROUP BY village, cell
ORDER BY village, cell
