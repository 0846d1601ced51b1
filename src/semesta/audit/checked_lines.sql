-- One row is one line of an invoice: its finding, what else was noticed (true or
-- false), its amount by fund and payer, and the potential overpayment. Only strong
-- findings count months.
WITH repeated AS (
  SELECT
    b.*,
    count(*) OVER (PARTITION BY b.card, b.month) AS bills_of_card,
    count(*) OVER (PARTITION BY b.nik, b.month) AS bills_of_nik,
    min(coalesce(b.card, '')) OVER (PARTITION BY b.nik, b.month) AS first_card,
    max(coalesce(b.card, '')) OVER (PARTITION BY b.nik, b.month) AS last_card
  FROM billed_lines AS b
)
SELECT
  r.line,
  r.file_id,
  r.row,
  r.card,
  r.nik,
  r.name,
  r.month,
  r.amount,
  r.place,
  r.village_text,
  coalesce(
    r.finding,
    CASE
      WHEN p.has_masterfile AND r.known_card IS NULL THEN 'not_in_masterfile'
      ELSE 'not_checked'
    END
  ) AS finding,
  r.bills_of_card,
  s.kept_card,
  CASE WHEN r.known_card IS NULL THEN r.nik_card END AS card_of_nik,
  o.other_card,
  c.since,
  coalesce(c.months, 0) AS months,
  a.contribution,
  a.aid,
  a.contribution_province,
  a.contribution_regency,
  a.aid_province,
  a.aid_regency,
  r.amount * coalesce(c.months, 0) AS potential,
  p.has_masterfile AND r.known_card IS NULL AS not_in_masterfile,
  coalesce(r.state <> 'active' AND coalesce(r.end_date < m.first_day, TRUE), FALSE)
    OR coalesce(r.start_date > m.last_day, FALSE) AS billed_inactive,
  o.other_card IS NOT NULL AS other_payer,
  coalesce(r.segment NOT IN ('pbpu-pemda', 'unknown'), FALSE) AS card_not_pemda,
  r.card IS NOT NULL AND r.bills_of_card > 1 AS double_line,
  r.nik IS NOT NULL AND r.bills_of_nik > 1
    AND (r.first_card <> r.last_card OR r.last_card = '') AS double_nik,
  CASE
    WHEN m.contribution IS NULL THEN FALSE
    WHEN r.contribution IS NULL THEN r.amount <> m.contribution + m.aid
    ELSE r.contribution <> m.contribution OR coalesce(r.aid, m.aid) <> m.aid
  END AS amount_not_tariff,
  r.month <> r.invoice_month AS wrong_month,
  coalesce(r.nik <> r.card_nik, FALSE)
    OR r.nik IS NULL AND coalesce(r.birth_date <> r.card_birth_date, FALSE)
    AND r.name <> r.card_name AS identity_differs,
  r.noka IS NULL AND r.noka_text IS NOT NULL AS card_impossible,
  r.finding IS NULL AND r.nik_fault <> 'missing' AS nik_impossible,
  r.finding IS NULL AND r.nik IS NULL AND r.newborn AS newborn_without_nik
FROM repeated AS r
CROSS JOIN parameters AS p
INNER JOIN tariffs AS m ON m.month = r.month
INNER JOIN split_lines AS a ON a.line = r.line
LEFT JOIN since AS s ON s.line = r.line
LEFT JOIN counted_months AS c ON c.line = r.line
LEFT JOIN other_payers AS o ON o.line = r.line
ORDER BY r.line
