-- One row per person who holds a card that is linked already.
SELECT DISTINCT person_id
FROM accepted_links
