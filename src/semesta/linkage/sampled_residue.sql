-- One row per card that its NIK did not settle and that the model is learnt from; all of
-- them, unless there are very many. Which ones depends on their numbers alone.
SELECT r.*
FROM residue AS r
CROSS JOIN sampling AS s
WHERE (CAST(r.noka AS BIGINT) % 1000003) * 7919 % 1000003 < s.cards_below
