-- One row is one line with its amount by fund and payer, in whole rupiah that add up to
-- the amount. Where one amount covers both funds, the aid is what exceeds the
-- contribution by law, at most the aid by law; the contribution is the rest. The
-- province's part is rounded down.
WITH funds AS (
  SELECT
    l.line,
    l.amount,
    coalesce(
      l.contribution,
      l.amount - greatest(0, least(l.amount - t.contribution, t.aid)),
      l.amount
    ) AS contribution
  FROM invoice_lines AS l
  LEFT JOIN tariffs AS t ON t.month = l.month
),
two_funds AS (
  SELECT
    line,
    amount,
    contribution,
    amount - contribution AS aid
  FROM funds
),
shares AS (
  SELECT
    b.*,
    CAST(
      (b.contribution * p.share - (b.contribution * p.share) % 1000000) / 1000000 AS BIGINT
    ) AS contribution_province,
    CAST((b.aid * p.share - (b.aid * p.share) % 1000000) / 1000000 AS BIGINT)
      AS aid_province
  FROM two_funds AS b
  CROSS JOIN parameters AS p
)
SELECT
  line,
  contribution,
  aid,
  contribution_province,
  contribution - contribution_province AS contribution_regency,
  aid_province,
  aid - aid_province AS aid_regency
FROM shares
