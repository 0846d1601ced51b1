-- One row per pair that some agreement of names would link or keep as a candidate. The
-- others need not be compared letter by letter.
SELECT
  e.card_id,
  e.person_id,
  e.code
FROM bare_evidence AS e
INNER JOIN hopeful_codes AS h ON h.code = e.code
