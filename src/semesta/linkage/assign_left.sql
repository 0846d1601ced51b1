-- One row per place that is still open: neither its card nor its person is settled.
SELECT o.*
FROM assign_open AS o
LEFT JOIN assign_clear AS c ON c.card_id = o.card_id
LEFT JOIN assign_clear AS p ON p.person_id = o.person_id
WHERE c.card_id IS NULL AND p.person_id IS NULL
