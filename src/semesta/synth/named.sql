-- One row is one person's name in the manner of the family's island, generation and
-- sex. A name of the house comes from the father: children and men of a family share it.
WITH kinds AS (
  SELECT
    everybody.person,
    everybody.key,
    everybody.female,
    everybody.culture,
    everybody.child_no,
    year(born) AS year,
    CASE
      WHEN namesake.person IS NOT NULL THEN namesake.name_key
      ELSE everybody.key
    END AS name_key,
    CASE
      WHEN role IN ('child', 'grandchild') THEN family_key
      WHEN NOT female AND role IN ('head', 'spouse', 'parent') THEN family_key
      ELSE everybody.key
    END AS house_key
  FROM everybody
  LEFT JOIN namesakes AS namesake ON namesake.person = everybody.person
),
patterned AS (
  SELECT
    kinds.*,
    manners.* EXCLUDE (slot),
    CASE WHEN child_no > 0 THEN child_no - 1 ELSE cast(hash(name_key + 30) % 4 AS BIGINT) END % 4
      AS birth_order,
    hash(name_key + 31) / 1.8446744073709552e19 AS luck_1,
    hash(name_key + 32) / 1.8446744073709552e19 AS luck_2,
    hash(name_key + 33) / 1.8446744073709552e19 AS luck_3,
    hash(name_key + 34) / 1.8446744073709552e19 AS luck_4,
    hash(house_key + 35) / 1.8446744073709552e19 AS house_luck
  FROM kinds
  INNER JOIN manners
    ON manners.slot = (
      (culture * 2 + cast(female AS INTEGER)) * 3
      + CASE WHEN year < 1955 THEN 0 WHEN year < 1985 THEN 1 ELSE 2 END
    ) * 100 + cast(hash(name_key + 29) % 100 AS INTEGER)
),
-- Early words of a pool are common: a draw to the power of 1.25 falls on them more often.
worded AS (
  SELECT
    patterned.*,
    start_1 + CASE kind_1
      WHEN 'house' THEN cast(floor(size_1 * house_luck * sqrt(sqrt(house_luck))) AS INTEGER)
      WHEN 'order' THEN birth_order * size_1 + cast(floor(size_1 * luck_1) AS INTEGER)
      ELSE cast(floor(size_1 * luck_1 * sqrt(sqrt(luck_1))) AS INTEGER)
    END AS word_1,
    start_2 + CASE kind_2
      WHEN 'house' THEN cast(floor(size_2 * house_luck * sqrt(sqrt(house_luck))) AS INTEGER)
      WHEN 'order' THEN birth_order * size_2 + cast(floor(size_2 * luck_2) AS INTEGER)
      ELSE cast(floor(size_2 * luck_2 * sqrt(sqrt(luck_2))) AS INTEGER)
    END AS word_2,
    start_3 + CASE kind_3
      WHEN 'house' THEN cast(floor(size_3 * house_luck * sqrt(sqrt(house_luck))) AS INTEGER)
      WHEN 'order' THEN birth_order * size_3 + cast(floor(size_3 * luck_3) AS INTEGER)
      ELSE cast(floor(size_3 * luck_3 * sqrt(sqrt(luck_3))) AS INTEGER)
    END AS word_3,
    fathers_start + cast(floor(fathers_size * luck_4 * sqrt(sqrt(luck_4))) AS INTEGER)
      AS father_word,
    mothers_start
      + cast(floor(mothers_size * luck_3 * sqrt(sqrt(luck_3))) AS INTEGER) AS mother_word
  FROM patterned
)
SELECT
  person,
  patronymic,
  first.word || coalesce(
    CASE WHEN second.word <> first.word THEN ' ' || second.word END, ''
  ) || coalesce(
    CASE WHEN third.word <> second.word THEN ' ' || third.word END, ''
  ) AS own_name,
  father.word AS some_father,
  mother.word AS some_mother
FROM worded
INNER JOIN words AS first ON first.place = word_1
LEFT JOIN words AS second ON second.place = word_2
LEFT JOIN words AS third ON third.place = word_3
INNER JOIN words AS father ON father.place = father_word
INNER JOIN words AS mother ON mother.place = mother_word
