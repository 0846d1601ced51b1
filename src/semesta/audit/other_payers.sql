-- One row is one line whose person has another active card of another payer: the
-- smallest number among them.
SELECT
  b.line,
  min(o.noka) AS other_card
FROM billed_lines AS b
INNER JOIN cards AS o
  ON coalesce(o.person_id, o.card_nik) = b.holder
  AND o.noka <> b.card
WHERE o.state = 'active'
  AND o.segment <> 'unknown'
  AND o.segment <> coalesce(b.segment, 'pbpu-pemda')
GROUP BY b.line
