-- The bill for the residents whom the region pays for: their cards, as the register has
-- them; the amount is contribution and regional aid by law.
SELECT
  noka AS "NOKA",
  nik_text AS "NIK",
  name_written AS "NAMA",
  strftime(birth_written, '%d/%m/%Y') AS "TGLLHR",
  upper(village_written) AS "NMDESA",
  parameters.bill AS "IURAN",
  parameters.month_text AS "BULAN"
FROM card_rows
CROSS JOIN parameters
WHERE segment = 'pbpu-pemda' AND state = 'active'
