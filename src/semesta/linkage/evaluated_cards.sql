-- One row per card whose truth is known: what the run made of it, and whether the card
-- and the person that it names (`nik`, or the best candidate's) truly belong together.
SELECT
  t.finding AS true_finding,
  coalesce(c.finding, 'missing') AS finding,
  t.damage,
  c.card_id IS NOT NULL AS in_run,
  CASE WHEN c.person_id IS NOT NULL THEN c.method END AS method,
  c.person_id IS NOT NULL AS linked,
  t.belongs,
  c.probability,
  p.person_id IS NOT NULL
    AND t.belongs
    AND coalesce(CAST(p.nik AS STRING), '') = t.nik AS pair_right
FROM truth_cards AS t
LEFT JOIN run_cards AS c ON c.noka = lpad(t.noka, 13, '0')
LEFT JOIN run_persons AS p ON p.person_id = coalesce(c.person_id, c.candidate_id)
