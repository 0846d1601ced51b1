-- One row is one active PBPU BP Pemda card of the region that the invoice of the latest
-- month lacks.
SELECT
  c.noka,
  c.card_nik,
  c.name,
  c.village,
  c.finding,
  c.start_date
FROM cards AS c
CROSS JOIN parameters AS p
WHERE c.segment = 'pbpu-pemda'
  AND c.state = 'active'
  AND c.village BETWEEN p.first_village AND p.last_village
  AND NOT EXISTS (
    SELECT 1
    FROM billed_lines AS b
    WHERE b.card = c.noka
      AND b.invoice_month = p.latest_month
  )
ORDER BY c.village, c.noka
