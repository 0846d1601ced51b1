-- One row is one family, with everything that its members share. A family is drawn from
-- its own number alone, so it is the same whoever else is made.
WITH numbered AS (
  SELECT
    number,
    people,
    unnest(range(first_household, first_household + wanted)) AS household
  FROM settling
),
keyed AS (
  SELECT
    numbered.*,
    cast(hash(parameters.seed, number, household) >> 3 AS BIGINT) AS key
  FROM numbered
  CROSS JOIN parameters
),
counted AS (
  SELECT
    keyed.*,
    patterns.slot,
    patterns.size AS whole,
    sum(patterns.size) OVER (
      PARTITION BY number
      ORDER BY household
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) - patterns.size AS before
  FROM keyed
  INNER JOIN patterns ON patterns.slot = cast(hash(key + 1) % 1000 AS BIGINT)
),
drawn AS (
  SELECT
    number,
    household,
    key,
    slot,
    -- The last family of a village has as many members as are still wanted.
    cast(least(whole, people - before) AS INTEGER) AS size,
    hash(key + 2) / 1.8446744073709552e19 AS for_age,
    cast(hash(key + 3) % 1000 AS BIGINT) AS for_woman,
    hash(key + 4) / 1.8446744073709552e19 AS for_gap,
    hash(key + 5) / 1.8446744073709552e19 AS for_mother,
    hash(key + 6) / 1.8446744073709552e19 AS for_husband,
    hash(key + 7) / 1.8446744073709552e19 AS for_parent,
    hash(key + 8) / 1.8446744073709552e19 AS for_wealth,
    cast(hash(key + 9) % 100 AS BIGINT) AS culture_slot,
    cast(hash(key + 10) >> 3 AS BIGINT) AS for_house,
    cast(hash(key + 11) >> 3 AS BIGINT) AS for_hamlet,
    cast(hash(key + 12) >> 3 AS BIGINT) AS for_issue,
    cast(hash(key + 13) % 100 AS BIGINT) AS segment_slot,
    cast(hash(key + 14) % 100 AS BIGINT) AS other_segment_slot,
    cast(hash(key + 15) % 100 AS BIGINT) AS for_class,
    cast(hash(key + 16) % 1000 AS BIGINT) AS for_twins
  FROM counted
  WHERE before < people
),
placed AS (
  SELECT
    drawn.*,
    settling.village,
    settling.province,
    settling.district,
    settling.district_place,
    settling.hamlets,
    settling.divided,
    settling.first_registered_elsewhere,
    patterns.pattern,
    patterns.anchor,
    patterns.children,
    patterns.youngest + for_age * (patterns.oldest - patterns.youngest) AS anchor_age,
    for_woman < patterns.woman_heads AS woman_heads,
    for_twins < patterns.twins AS twins,
    cast(1 + floor(10 * power(for_wealth, settling.wealth)) AS INTEGER) AS decile
  FROM drawn
  INNER JOIN settling ON settling.number = drawn.number
  INNER JOIN patterns ON patterns.slot = drawn.slot
)
SELECT
  placed.* EXCLUDE (
    slot, for_age, for_woman, for_twins, culture_slot, segment_slot, other_segment_slot,
    for_wealth, for_house, for_hamlet, for_issue, hamlets
  ),
  cultures.culture,
  cast(family_segments.segment AS VARCHAR) AS segment,
  cast(other_segments.segment AS VARCHAR) AS other_segment,
  cast(1 + for_hamlet % hamlets AS INTEGER) AS hamlet,
  cast(1 + for_hamlet % hamlets AS INTEGER) AS rw,
  cast(1 + for_house % 9 AS INTEGER) AS rt,
  cast(1 + for_house // 16 % 210 AS INTEGER) AS house,
  cast(1 + for_house // 4096 % 40 AS INTEGER) AS street,
  parameters.month_end
    - cast(parameters.issued_before + for_issue % parameters.issued_within AS INTEGER)
    AS issued
FROM placed
CROSS JOIN parameters
INNER JOIN culture_slots AS cultures
  ON cultures.slot = province * 100 + culture_slot
INNER JOIN family_segments ON family_segments.slot = decile * 100 + segment_slot
INNER JOIN family_segments AS other_segments
  ON other_segments.slot = decile * 100 + other_segment_slot
