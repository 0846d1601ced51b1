-- One row is one resident with the payer whom the family's work and means suggest. A
-- worker's or pensioner's card covers spouse and three young children; self-payers pay
-- for all of the family; the state and the region enrol person by person.
WITH heads AS (
  SELECT
    number,
    household,
    min(born) AS head_born
  FROM people
  WHERE role = 'head' AND status = 'living'
  GROUP BY number, household
),
working AS (
  SELECT
    people.person,
    people.key,
    people.number,
    people.family_key,
    people.role,
    people.decile,
    people.born,
    date_diff('month', people.born, parameters.month_end) AS months_old,
    people.child_no BETWEEN 1 AND spans.children_covered AS counted,
    CASE
      WHEN segment = 'bp' AND head_born > parameters.month_end - INTERVAL 56 YEAR
        THEN 'ppu-bu'
      WHEN segment IN ('ppu-bu', 'ppu-pn')
        AND head_born < parameters.month_end - INTERVAL 62 YEAR
        THEN CASE WHEN segment = 'ppu-pn' THEN 'bp' ELSE 'pbpu' END
      ELSE segment
    END AS segment,
    CASE
      WHEN other_segment IN ('ppu-bu', 'ppu-pn', 'bp') THEN 'pbpu'
      ELSE other_segment
    END AS other_segment,
    cast(hash(people.key + 70) % 1000 AS BIGINT) AS luck,
    spans.child_until * 12 AS child_until,
    spans.student_until * 12 AS student_until,
    spans.students
  FROM people
  INNER JOIN heads
    ON heads.number = people.number
    AND heads.household = people.household
  CROSS JOIN parameters
  CROSS JOIN spans
  WHERE people.status = 'living'
)
SELECT
  person,
  key,
  number,
  family_key,
  decile,
  months_old,
  CASE
    WHEN segment IN ('ppu-bu', 'ppu-pn', 'bp')
      THEN CASE
        WHEN role IN ('head', 'spouse') THEN segment
        WHEN counted AND months_old < child_until THEN segment
        WHEN counted AND months_old < student_until AND luck < students THEN segment
        ELSE other_segment
      END
    WHEN segment IN ('pbi-jk', 'pbpu-pemda') AND luck >= 950 THEN other_segment
    ELSE segment
  END AS suggested
FROM working
