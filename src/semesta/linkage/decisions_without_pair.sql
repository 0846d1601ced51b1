-- One row per review decision about a card or a person that the registers do not hold.
SELECT d.noka
FROM decided AS d
LEFT JOIN cards AS c ON c.noka = d.noka
WHERE c.noka IS NULL OR d.person_id IS NULL
