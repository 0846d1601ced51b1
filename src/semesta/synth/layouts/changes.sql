-- What changed since the month before.
SELECT *
FROM changes
