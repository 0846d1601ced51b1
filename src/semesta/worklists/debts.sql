-- One row per person who owes contributions of a self-paying segment: months owed and
-- billed, and rupiah by the price of the card's class. A person's second card does not
-- double the debt: the larger one counts.
WITH owed AS (
  SELECT
    c.person_id,
    c.card_id,
    k.price,
    CASE WHEN c.arrears_months > 0 THEN c.arrears_months END AS arrears_months,
    CASE
      WHEN c.arrears_months > 0 THEN least(c.arrears_months, p.months_billed)
    END AS months_billed
  FROM group_cards AS c
  CROSS JOIN parameters AS p
  LEFT JOIN prices AS k ON k.care_class = c.care_class
  WHERE c.segment IN ('pbpu', 'bp')
    AND c.state <> 'deceased'
    AND (c.arrears_months > 0 OR c.state = 'arrears')
),
ranked AS (
  SELECT
    person_id,
    price,
    arrears_months,
    months_billed,
    row_number() OVER (
      PARTITION BY person_id
      ORDER BY
        months_billed * price DESC NULLS LAST,
        arrears_months DESC NULLS LAST,
        card_id
    ) AS place
  FROM owed
)
SELECT
  person_id,
  arrears_months,
  months_billed,
  price,
  CAST(months_billed * price AS BIGINT) AS arrears_due
FROM ranked
WHERE place = 1
