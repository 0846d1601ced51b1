-- One row is one person of the month before, as the new month leaves the person: one of
-- death, moving away, moving within the district befalls, else the card may change.
WITH known AS (
  SELECT
    standings.*,
    people.key,
    people.family_key,
    people.household,
    date_diff('year', people.born, parameters.month_end) AS age,
    hash(people.key + 9000 + 16 * parameters.turn) / 1.8446744073709552e19 AS death_luck,
    hash(people.family_key + 9001 + 16 * parameters.turn) / 1.8446744073709552e19
      AS move_luck,
    hash(people.key + 9002 + 16 * parameters.turn) / 1.8446744073709552e19 AS card_luck,
    hash(people.family_key + 9003 + 16 * parameters.turn) / 1.8446744073709552e19
      AS family_luck,
    cast(hash(people.key + 9004 + 16 * parameters.turn) >> 3 AS BIGINT) AS choice,
    cast(hash(people.family_key + 9005 + 16 * parameters.turn) >> 3 AS BIGINT)
      AS family_choice,
    hash(people.key + 9006 + 16 * parameters.turn) / 1.8446744073709552e19 AS kept_luck,
    villages.other_number
  FROM standings
  INNER JOIN people ON people.person = standings.person
  INNER JOIN villages ON villages.number = standings.number
  CROSS JOIN parameters
),
befallen AS (
  SELECT
    known.*,
    CASE
      WHEN status = 'newborn' AND card_luck < rates.newborn_recorded THEN 'recorded'
      WHEN status <> 'living' THEN 'nothing'
      WHEN death_luck < CASE
        WHEN age >= 70 THEN rates.death_from_70
        WHEN age >= 50 THEN rates.death_from_50
        ELSE rates.death_below_50
      END THEN 'died'
      WHEN move_luck < rates.moved_out THEN 'moved'
      WHEN move_luck < rates.moved_out + rates.moved_within THEN 'moved_within'
      ELSE 'nothing'
    END AS fate
  FROM known
  CROSS JOIN rates
),
told AS (
  SELECT
    befallen.*,
    payers.shock_reason,
    CASE WHEN payers.together THEN family_luck ELSE card_luck END AS luck,
    payers.lapse,
    payers.reactivate,
    CASE befallen.segment
      WHEN 'pbi-jk' THEN parameters.pbi_off
      WHEN 'pbpu-pemda' THEN parameters.pemda_stops
      WHEN 'ppu-bu' THEN parameters.layoffs
      ELSE 0
    END AS shock,
    reasons.arrears AND NOT reasons.young AS stops_paying,
    CASE
      WHEN reasons.young AND age NOT BETWEEN 21 AND 30 THEN reasons.otherwise
      ELSE reasons.reason
    END AS usual_reason
  FROM befallen
  LEFT JOIN payers ON payers.segment = befallen.segment
  LEFT JOIN reasons
    ON reasons.segment = befallen.segment
    AND reasons.slot = family_choice % 100
  CROSS JOIN parameters
),
turned AS (
  SELECT
    told.*,
    CASE
      WHEN fate = 'died' AND kept_luck >= rates.dead_with_card THEN 'gone'
      WHEN fate = 'moved' AND kept_luck >= rates.moved_with_card THEN 'gone'
      WHEN fate IN ('died', 'moved') OR status <> 'living' THEN 'nothing'
      WHEN state = 'none' AND card_luck < rates.registered THEN 'registered'
      WHEN state = 'none' THEN 'nothing'
      WHEN state = 'active' AND luck < shock THEN 'shock'
      WHEN state = 'active' AND luck < shock + lapse THEN 'lapse'
      WHEN state = 'active' THEN 'nothing'
      WHEN luck < reactivate THEN 'reactivated'
      WHEN luck >= 1 - rates.switch THEN 'switched'
      WHEN state = 'arrears' THEN 'owes'
      ELSE 'nothing'
    END AS event
  FROM told
  CROSS JOIN rates
)
SELECT
  person,
  CASE WHEN fate = 'moved_within' THEN other_number ELSE number END AS number,
  CASE fate
    WHEN 'died' THEN 'dead'
    WHEN 'moved' THEN 'moved'
    WHEN 'recorded' THEN 'living'
    ELSE status
  END AS status,
  CASE
    WHEN fate IN ('died', 'moved')
      THEN parameters.month_start
        + cast(choice % day(parameters.month_end) AS INTEGER)
    ELSE gone_on
  END AS gone_on,
  CASE event
    WHEN 'gone' THEN NULL
    WHEN 'registered' THEN CASE
      WHEN choice % 100 < 60 THEN 'pbpu-pemda'
      WHEN choice % 100 < 85 THEN 'pbi-jk'
      ELSE 'pbpu'
    END
    WHEN 'switched' THEN 'pbpu-pemda'
    ELSE segment
  END AS segment,
  CASE
    WHEN event = 'gone' THEN 'none'
    WHEN event IN ('registered', 'reactivated', 'switched') THEN 'active'
    WHEN event = 'lapse' AND stops_paying THEN 'arrears'
    WHEN event IN ('shock', 'lapse') THEN 'lapsed'
    ELSE state
  END AS state,
  CASE
    WHEN event IN ('gone', 'registered', 'reactivated', 'switched') THEN NULL
    WHEN event = 'shock' THEN shock_reason
    WHEN event = 'lapse' THEN usual_reason
    ELSE reason
  END AS reason,
  cast(CASE
    WHEN event = 'owes' THEN owed + 1
    WHEN event = 'lapse' AND stops_paying THEN 1
    WHEN event = 'nothing' THEN owed
    ELSE 0
  END AS INTEGER) AS owed,
  CASE
    WHEN event = 'gone' THEN NULL
    WHEN event IN ('registered', 'switched') THEN parameters.month_start
    ELSE started
  END AS started,
  CASE
    WHEN event IN ('gone', 'registered', 'reactivated', 'switched') THEN NULL
    WHEN event IN ('shock', 'lapse') THEN parameters.month_start
    ELSE ended
  END AS ended
FROM turned
CROSS JOIN parameters
