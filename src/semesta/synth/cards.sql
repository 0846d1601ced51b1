-- One row is one card of the month as it ought to be written, with its owner and what a
-- linker should find about it. Of two cards of one person, the kept one goes by the
-- binding order: active first, then PPU, PBPU, BP, PBI JK, PBPU Pemda, then the newest.
WITH owned AS (
  SELECT
    people.* EXCLUDE (status, number, segment),
    standings.* EXCLUDE (person),
    payers.kept_first,
    standings.status = 'living'
      AND hash(key + 110) / 1.8446744073709552e19 < rates.second_card AS has_second,
    standings.state = 'active' AND hash(key + 111) % 2 = 0 AS second_active,
    CASE WHEN standings.segment = 'pbi-jk' THEN 'pbpu' ELSE 'pbi-jk' END AS second_segment
  FROM people
  INNER JOIN standings ON standings.person = people.person
  INNER JOIN payers ON payers.segment = standings.segment
  CROSS JOIN rates
  WHERE standings.state <> 'none'
),
judged AS (
  SELECT
    owned.*,
    has_second
      AND (state = 'active') = second_active
      AND second_payers.kept_first < owned.kept_first AS second_kept
  FROM owned
  INNER JOIN payers AS second_payers ON second_payers.segment = second_segment
),
both_cards AS (
  SELECT
    0 AS card,
    judged.*,
    second_kept AS surplus
  FROM judged
  UNION ALL
  SELECT
    1 AS card,
    judged.* REPLACE (
      second_segment AS segment,
      CASE WHEN second_active THEN 'active' ELSE 'lapsed' END AS state,
      CASE WHEN NOT second_active THEN 'PINDAH SEGMEN' END AS reason,
      0 AS owed,
      greatest(started - 400, born) AS started,
      CASE WHEN NOT second_active THEN greatest(started - 10, born) END AS ended
    ),
    NOT second_kept AS surplus
  FROM judged
  WHERE has_second
)
SELECT
  both_cards.* EXCLUDE (
    has_second, second_active, second_segment, second_kept, surplus, kept_first
  ),
  facilities.code AS facility_code,
  facilities.name AS facility_name,
  CASE
    WHEN segment IN ('pbi-jk', 'pbpu-pemda') THEN 3
    WHEN segment = 'pbpu' THEN CASE
      WHEN for_class < 10 THEN 1
      WHEN for_class < 28 THEN 2
      ELSE 3
    END
    ELSE CASE WHEN decile >= 8 THEN 1 ELSE 2 END
  END AS care_class,
  lpad(
    cast(
      cast(person + card AS UBIGINT) * 15485863 % 1000000000000 AS VARCHAR
    ), 13, '0'
  ) AS noka,
  cast(hash(key + 500 + card) >> 3 AS BIGINT) AS fault_key,
  hash(key + 120) / 1.8446744073709552e19 < rates.person_without_nik
    AND status <> 'newborn' AS nameless,
  CASE
    WHEN status = 'dead' THEN 'deceased'
    WHEN status = 'moved' THEN 'moved'
    WHEN status = 'absent' THEN 'nobody'
    WHEN status = 'newborn' AND born < parameters.newborn_since THEN 'nobody'
    WHEN status = 'newborn' THEN 'newborn_waiting'
    WHEN surplus THEN 'duplicate'
    ELSE 'matched'
  END AS finding
FROM both_cards
CROSS JOIN rates
CROSS JOIN parameters
INNER JOIN facilities
  ON facilities.slot = district_place * 10 + cast(hash(family_key + 130) % 10 AS BIGINT)
