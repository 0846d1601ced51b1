-- One row is one line of an invoice, numbered in the order of files and rows, with its
-- month and that of its invoice as year * 12 + month - 1. A month without a year is the
-- latest that is not after the month of the invoice.
SELECT
  row_number() OVER (ORDER BY w.file_id, w.row) AS line,
  w.file_id,
  w.row,
  w.noka,
  w.noka_text,
  w.nik,
  w.nik_fault,
  w.name,
  w.birth_date,
  w.newborn,
  w.village,
  w.village_text,
  w.contribution,
  w.aid,
  w.amount,
  i.month AS invoice_month,
  CASE
    WHEN w.month IS NULL THEN i.month
    WHEN w.year IS NULL THEN i.month - (i.month - w.month + 1) % 12
    ELSE w.year * 12 + w.month - 1
  END AS month
FROM written_lines AS w
INNER JOIN invoice_months AS i ON i.file_id = w.file_id
