-- One row is one person: the members of every family, and those who are in the register
-- no more (dead, moved) or not at all (absent, newborn), who still may have a card.
WITH listed AS (
  SELECT
    new_families.number,
    new_families.household,
    members.member,
    members.role,
    members.child_no,
    'living' AS status
  FROM new_families
  INNER JOIN members
    ON members.pattern = new_families.pattern
    AND members.member < new_families.size
  UNION ALL
  SELECT
    new_families.number,
    new_families.household,
    extras.member,
    extras.role,
    0 AS child_no,
    extras.status
  FROM new_families
  INNER JOIN extras
    ON hash(new_families.key + 100 + extras.member) / 1.8446744073709552e19
      < extras.rate * new_families.size
),
drawn AS (
  SELECT
    listed.*,
    new_families.* EXCLUDE (
      number, household, key, size, province, for_class, decile, segment, other_segment,
      hamlet, rw, rt, house, street, issued
    ),
    new_families.key AS family_key,
    new_families.key + 1000003 * (listed.member + 1) AS key,
    gap_low + for_gap * (gap_high - gap_low) AS gap,
    mother_low + for_mother * (mother_high - mother_low) AS to_mother,
    husband_low + for_husband * (husband_high - husband_low) AS to_husband,
    parent_low + for_parent * (parent_high - parent_low) AS to_parent,
    spans.oldest
  FROM listed
  INNER JOIN new_families
    ON new_families.number = listed.number
    AND new_families.household = listed.household
  CROSS JOIN spans
),
wives AS (
  SELECT
    drawn.*,
    hash(key + 1) / 1.8446744073709552e19 AS luck,
    hash(key + 2) / 1.8446744073709552e19 AS day_luck,
    CASE anchor
      WHEN 'child' THEN anchor_age + (children - 1) * gap + 0.3 + to_mother
      WHEN 'grandchild' THEN anchor_age + 20 + 9 * for_gap + to_mother
      WHEN 'head' THEN anchor_age - CASE WHEN woman_heads THEN 0 ELSE to_husband END
    END AS wife_age
  FROM drawn
),
aged AS (
  SELECT
    wives.*,
    CASE
      WHEN status = 'dead' THEN 45 + 50 * sqrt(luck)
      WHEN status = 'moved' THEN 18 + 30 * luck * luck
      WHEN status = 'absent' THEN 1 + 78 * luck
      WHEN status = 'newborn' THEN luck * 0.16
      WHEN role = 'child' AND anchor = 'grandchild' THEN anchor_age + 20 + 9 * for_gap
      WHEN role = 'child' AND twins AND child_no >= children - 1 THEN anchor_age
      WHEN role = 'child' AND child_no = children THEN anchor_age
      WHEN role = 'child' THEN anchor_age + (children - child_no) * gap + 0.3 * luck
      WHEN role = 'grandchild' THEN anchor_age
      WHEN role = 'inlaw' THEN anchor_age + 18 + 12 * luck
      WHEN role = 'parent' THEN wife_age + to_parent
      WHEN role = 'other' THEN 8 + 55 * luck
      WHEN (role = 'head') = woman_heads THEN wife_age
      ELSE wife_age + to_husband
    END AS age,
    CASE
      WHEN role = 'head' THEN woman_heads
      WHEN role = 'spouse' THEN NOT woman_heads
      WHEN role = 'parent' THEN luck < 0.75
      ELSE hash(key + 3) % 1000 < 489
    END AS female
  FROM wives
),
dated AS (
  SELECT
    aged.*,
    parameters.month_end
      - cast(floor(365.25 * least(age, oldest - luck)) AS INTEGER) AS born_about
  FROM aged
  CROSS JOIN parameters
)
SELECT
  village * 10000000 + household * 64 + member * 2 AS person,
  dated.* EXCLUDE (
    village, pattern, anchor, anchor_age, for_gap, for_mother, for_husband, for_parent,
    gap, to_mother, to_husband, to_parent, wife_age, oldest, age, woman_heads, children,
    born_about, luck, day_luck, twins
  ),
  anchor = 'grandchild' AS three_ages,
  CASE
    WHEN born_about < DATE '1975-01-01' AND day_luck < rates.default_birthday / 3
      THEN make_date(year(born_about), 1, 1)
    WHEN born_about < DATE '1975-01-01' AND day_luck < rates.default_birthday * 2 / 3
      THEN make_date(year(born_about), 7, 1)
    WHEN born_about < DATE '1975-01-01' AND day_luck < rates.default_birthday
      THEN make_date(year(born_about), 12, 31)
    ELSE born_about
  END AS born
FROM dated
CROSS JOIN rates
