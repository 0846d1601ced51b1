-- One row per region: cards counted where the card says, as the insurer counts them.
SELECT
  l.level,
  c.village - c.village % l.divisor AS region,
  CAST(sum(c.n) AS BIGINT) AS registered,
  CAST(sum(CASE WHEN c.state = 'active' THEN c.n ELSE 0 END) AS BIGINT) AS active,
  CAST(sum(CASE WHEN c.segment = 'pbpu-pemda' THEN c.n ELSE 0 END) AS BIGINT)
    AS local_government,
  CAST(sum(CASE WHEN c.segment IN ('pbpu-pemda', 'unknown') THEN c.n ELSE 0 END)
    AS BIGINT) AS local_government_high
FROM card_cube AS c
CROSS JOIN levels AS l
WHERE l.level = 'nation' OR c.village % l.above >= l.divisor
GROUP BY 1, 2
ORDER BY 1, 2
