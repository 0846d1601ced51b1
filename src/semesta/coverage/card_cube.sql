-- One row per village on the card, finding, segment, state, and owner's village where
-- that is another one (NULL elsewhere): cards counted where the card says.
SELECT
  village,
  finding,
  segment,
  state,
  CASE
    WHEN finding = 'matched' AND person_village <> village THEN person_village
  END AS owner_village,
  count(*) AS n
FROM card_findings
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1 NULLS LAST, 2, 3, 4, 5 NULLS LAST
