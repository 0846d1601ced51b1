-- One row per pair so sure that nobody else needs to be considered.
SELECT *
FROM judged
WHERE accept AND probability >= 0.999
