-- One row is one line of an invoice, typed, with the first reason why it cannot be
-- checked (NULL: it can) and the column that the reason is about. Two amounts are
-- `contribution` and `aid`; where both are NULL, one `amount` covers the two, where
-- only `aid` is, the invoice bills the contribution alone.
WITH columns_of_files AS (
  SELECT
    file_id,
    count(aid) > 0 AS has_aid
  FROM staged
  GROUP BY file_id
),
found AS (
  SELECT
    identities.file_id,
    identities.row,
    nullif(
      regexp_replace(
        regexp_replace(identities.noka, '^([0-9]+)\.0$', '\1'),
        '[\s''`’.="\x{00A0}\x{200B}\x{FEFF}]+', '', 'g'
      ), ''
    ) AS noka_text,
    identities.nik,
    identities.nik_text,
    identities.nik_fault,
    identities.name,
    identities.birth_date,
    coalesce(places.region, 0) AS village,
    nullif(upper(trim(identities.village_name)), '') AS village_text,
    amounts.value AS amount_value,
    amounts.reason AS amount_reason,
    contributions.value AS contribution_value,
    contributions.reason AS contribution_reason,
    CASE
      WHEN aids.reason = 'amount_missing' AND has_aid THEN 0
      ELSE aids.value
    END AS aid_value,
    aids.reason AS aid_reason,
    totals.value AS total_value,
    totals.reason AS total_reason,
    months.year AS said_year,
    months.month AS said_month,
    years.value AS other_year,
    coalesce(trim(identities.month), '') <> '' AS has_month
  FROM identities
  INNER JOIN columns_of_files ON columns_of_files.file_id = identities.file_id
  INNER JOIN written_amounts AS amounts
    ON amounts.text IS NOT DISTINCT FROM identities.amount
    AND amounts.is_number IS NOT DISTINCT FROM identities.amount_number
  INNER JOIN written_amounts AS contributions
    ON contributions.text IS NOT DISTINCT FROM identities.contribution
    AND contributions.is_number IS NOT DISTINCT FROM identities.contribution_number
  INNER JOIN written_amounts AS aids
    ON aids.text IS NOT DISTINCT FROM identities.aid
    AND aids.is_number IS NOT DISTINCT FROM identities.aid_number
  INNER JOIN written_amounts AS totals
    ON totals.text IS NOT DISTINCT FROM identities.total
    AND totals.is_number IS NOT DISTINCT FROM identities.total_number
  LEFT JOIN written_months AS months ON months.text = identities.month
  LEFT JOIN written_years AS years ON years.text = identities.year
  LEFT JOIN places
    ON places.region_hint IS NOT DISTINCT FROM identities.region_hint
    AND places.title_regency IS NOT DISTINCT FROM identities.title_regency
    AND places.regency_code IS NOT DISTINCT FROM identities.regency_code
    AND places.district_code IS NOT DISTINCT FROM identities.district_code
    AND places.village_code IS NOT DISTINCT FROM identities.village_code
    AND places.province_name IS NOT DISTINCT FROM identities.province_name
    AND places.regency_name IS NOT DISTINCT FROM identities.regency_name
    AND places.district_name IS NOT DISTINCT FROM identities.district_name
    AND places.village_name IS NOT DISTINCT FROM identities.village_name
),
whole AS (
  SELECT
    found.*,
    coalesce(total_value, amount_value) AS whole
  FROM found
),
split AS (
  SELECT
    whole.*,
    CASE
      WHEN contribution_value IS NOT NULL THEN contribution_value
      WHEN aid_value IS NULL THEN NULL
      WHEN amount_value IS NOT NULL THEN amount_value
      ELSE total_value - aid_value
    END AS contribution,
    CASE
      WHEN contribution_value IS NOT NULL THEN coalesce(aid_value, whole - contribution_value)
      ELSE aid_value
    END AS aid
  FROM whole
),
summed AS (
  SELECT
    split.*,
    coalesce(contribution + coalesce(aid, 0), whole) AS amount
  FROM split
)
SELECT
  file_id,
  row,
  CASE
    WHEN regexp_matches(noka_text, '^[0-9]{1,13}$') AND regexp_matches(noka_text, '[1-9]')
      THEN lpad(noka_text, 13, '0')
  END AS noka,
  noka_text,
  nik,
  nik_text,
  nik_fault,
  name,
  birth_date,
  regexp_matches(name, '^(BAYI|BY)[. ]+(DARI )?(NY|NYONYA)\b|^BY\.|^(BAYI|BY)$') AS newborn,
  village,
  village_text,
  contribution,
  aid,
  amount,
  coalesce(said_year, other_year) AS year,
  said_month AS month,
  CASE
    WHEN NOT regexp_matches(concat(noka_text, nik_text), '[0-9]') THEN 'nobody_named'
    WHEN 'amount_negative' IN (
      amount_reason, contribution_reason, aid_reason, total_reason
    ) THEN 'amount_negative'
    WHEN 'amount_unreadable' IN (
      amount_reason, contribution_reason, aid_reason, total_reason
    ) THEN 'amount_unreadable'
    WHEN amount IS NULL THEN 'amount_missing'
    WHEN contribution < 0 OR aid < 0 OR total_value <> amount THEN 'amounts_differ'
    WHEN contribution_value IS NOT NULL AND amount_value <> amount THEN 'amounts_differ'
    WHEN contribution IS NULL AND amount_value <> total_value THEN 'amounts_differ'
    WHEN has_month AND said_month IS NULL THEN 'month_unreadable'
  END AS reason
FROM summed
