-- One row per person who holds a linked card by now.
SELECT person_id
FROM settled_before
UNION
SELECT person_id
FROM model_links
