-- One row is one resident with payer and state of the card, so that every village has
-- exactly the residents with a card, with an active one and registered by the region
-- that its quota says. Whom a quota takes first follows from family and means: the
-- logarithm of a draw over a weight puts the likelier first, families together.
WITH regional AS (
  SELECT
    suggested.*,
    row_number() OVER (
      PARTITION BY suggested.number
      ORDER BY payers.region_takes, hash(family_key + 80), person
    ) <= villages.local_government AS by_region
  FROM suggested
  INNER JOIN payers ON payers.segment = suggested.suggested
  INNER JOIN quotas AS villages ON villages.number = suggested.number
),
paid AS (
  SELECT
    regional.* EXCLUDE (suggested),
    CASE
      WHEN by_region THEN 'pbpu-pemda'
      WHEN suggested IN ('pbpu-pemda', 'none') AND decile <= 5 THEN 'pbi-jk'
      WHEN suggested IN ('pbpu-pemda', 'none') THEN 'pbpu'
      ELSE suggested
    END AS segment,
    suggested = 'none' AS left_out
  FROM regional
),
ordered AS (
  SELECT
    paid.*,
    row_number() OVER (
      PARTITION BY paid.number
      ORDER BY
        by_region,
        ln((hash(CASE WHEN hash(key + 81) % 10 < 6 THEN family_key ELSE key END + 82) + 1)
          / 1.8446744073709552e19)
          / (
            CASE WHEN left_out THEN outside.unregistered ELSE payers.unregistered END
            * CASE WHEN months_old < 3 THEN spans.infant ELSE 1 END
            * CASE WHEN months_old >= 960 THEN spans.aged ELSE 1 END
          ) DESC,
        person
    ) > villages.unregistered AS registered
  FROM paid
  INNER JOIN payers ON payers.segment = paid.segment
  INNER JOIN payers AS outside ON outside.segment = 'none'
  INNER JOIN quotas AS villages ON villages.number = paid.number
  CROSS JOIN spans
),
stopped AS (
  SELECT
    ordered.*,
    row_number() OVER (
      PARTITION BY ordered.number
      ORDER BY
        registered DESC,
        ln((hash(CASE WHEN payers.together THEN family_key ELSE key END + 83) + 1)
          / 1.8446744073709552e19) / payers.inactive DESC,
        person
    ) > villages.inactive AS active
  FROM ordered
  INNER JOIN payers ON payers.segment = ordered.segment
  INNER JOIN quotas AS villages ON villages.number = ordered.number
)
SELECT
  person,
  CASE WHEN registered THEN segment END AS segment,
  CASE
    WHEN NOT registered THEN 'none'
    WHEN active THEN 'active'
    ELSE 'inactive'
  END AS state
FROM stopped
