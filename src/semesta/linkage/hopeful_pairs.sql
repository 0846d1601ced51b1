-- One row per pair that some agreement of names would link or keep as a candidate. The
-- others need not be compared letter by letter.
SELECT e.*
FROM bare_evidence AS e
INNER JOIN hopeful_codes AS h ON h.code = e.code
