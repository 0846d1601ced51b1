-- One row per card that its NIK did not settle and that the model is learnt from; all of
-- them, unless there are very many. Which ones depends on their NIK, or where there is
-- none on the card number, never on their place in the register.
SELECT r.*
FROM residue AS r
CROSS JOIN sampling AS s
WHERE (coalesce(r.nik, r.nik15, CAST(substr(r.noka, 5, 9) AS BIGINT)) % 1000003) * 7919 % 1000003 < s.cards_below
