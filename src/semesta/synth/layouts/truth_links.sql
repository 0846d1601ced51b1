-- Whose every card is: `nik` is empty for nobody and for a resident without NIK.
SELECT
  noka,
  CASE WHEN status IN ('absent', 'newborn') OR nameless THEN NULL ELSE nik END AS nik,
  CASE
    WHEN nameless AND status NOT IN ('absent', 'newborn') THEN finding || '_without_nik'
    ELSE finding
  END AS finding,
  CASE WHEN faults = '' THEN 0 ELSE 1 END AS damaged,
  faults AS damage
FROM listed_cards
