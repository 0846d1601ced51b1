-- One row per pair that reviewers left to the rules: they have neither ruled the pair
-- out nor named the card's owner, or named one who is not in the register.
SELECT q.*
FROM met AS q
ANTI JOIN decided AS d
  ON d.noka = q.noka
  AND (
    d.person_id = q.person_id
    OR (d.verdict = 'same' AND d.person_id IS NOT NULL)
  )
