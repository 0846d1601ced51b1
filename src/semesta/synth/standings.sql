-- One row is one person in the first month: where the person stands (living, dead, moved,
-- absent, newborn), and the card, if there is one: payer, state, reason, months owed,
-- first and last day.
WITH known AS (
  SELECT
    people.person,
    people.key,
    people.number,
    people.status,
    people.born,
    people.household,
    coalesce(
      enrolled.segment,
      CASE WHEN people.segment = 'none' THEN 'pbi-jk' ELSE people.segment END
    ) AS segment,
    CASE
      WHEN people.status = 'living' THEN enrolled.state
      WHEN people.status = 'dead' AND luck >= rates.dead_with_card THEN 'none'
      WHEN people.status = 'moved' AND luck >= rates.moved_with_card THEN 'none'
      WHEN people.status <> 'newborn' AND hash(people.key + 93) % 100 < 20 THEN 'inactive'
      ELSE 'active'
    END AS state
  FROM (
    SELECT
      people.*,
      hash(people.key + 92) / 1.8446744073709552e19 AS luck
    FROM people
  ) AS people
  LEFT JOIN enrolled ON enrolled.person = people.person
  CROSS JOIN rates
),
explained AS (
  SELECT
    known.*,
    CASE
      WHEN state = 'inactive' AND reasons.young
        AND born NOT BETWEEN parameters.month_end - INTERVAL 30 YEAR
        AND parameters.month_end - INTERVAL 21 YEAR THEN reasons.otherwise
      WHEN state = 'inactive' THEN reasons.reason
    END AS reason,
    CASE
      WHEN state = 'inactive' AND reasons.arrears THEN 'arrears'
      WHEN state = 'inactive' THEN 'lapsed'
      ELSE state
    END AS card_state,
    -- Families that pay for themselves stopped paying together.
    1 + cast(floor(spans.longest_arrears
      * power(hash(number * 100000 + household + 94) / 1.8446744073709552e19, 2.2)
    ) AS INTEGER) AS months_owed,
    parameters.month_end AS month_end,
    greatest(
      born + cast(hash(key + 95) % 20 AS INTEGER),
      DATE '2014-01-01' + cast(hash(key + 96) % 4000 AS INTEGER)
    ) AS started
  FROM known
  INNER JOIN reasons ON reasons.segment = known.segment
    AND reasons.slot = cast(hash(key + 97) % 100 AS BIGINT)
  CROSS JOIN parameters
  CROSS JOIN spans
)
SELECT
  person,
  number,
  status,
  CASE
    WHEN status = 'dead' THEN month_end - cast(hash(key + 98) % 730 AS INTEGER)
    WHEN status = 'moved' THEN month_end - cast(hash(key + 98) % 365 AS INTEGER)
  END AS gone_on,
  CASE WHEN card_state <> 'none' THEN segment END AS segment,
  card_state AS state,
  reason,
  cast(CASE WHEN card_state = 'arrears' THEN months_owed ELSE 0 END AS INTEGER) AS owed,
  CASE
    WHEN card_state = 'none' THEN NULL
    ELSE least(started, month_end - 5)
  END AS started,
  greatest(
    CASE card_state
      WHEN 'arrears' THEN cast(last_day(month_end - INTERVAL (months_owed) MONTH) AS DATE)
      WHEN 'lapsed' THEN month_end - cast(hash(key + 99) % 900 AS INTEGER) - 31
    END,
    CASE
      WHEN card_state IN ('arrears', 'lapsed') THEN least(started, month_end - 5) + 1
    END
  ) AS ended
FROM explained
