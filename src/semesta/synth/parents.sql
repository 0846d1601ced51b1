-- One row is one person as the population register writes them: full name (with the
-- father's after BIN or BINTI where the manner wants it, in the old spelling for some of
-- the old), names of father and mother.
WITH joined AS (
  SELECT
    everybody.* EXCLUDE (divided, first_registered_elsewhere),
    named.own_name,
    named.patronymic,
    numbered.nik,
    numbered.birthplace,
    CASE
      WHEN role = 'child' AND status <> 'absent'
        THEN coalesce(couples.father, some_father)
      WHEN role = 'grandchild' THEN coalesce(couples.young_father, some_father)
      ELSE some_father
    END AS father,
    CASE
      WHEN role = 'child' AND status <> 'absent'
        THEN coalesce(couples.mother, some_mother)
      WHEN role = 'grandchild' THEN coalesce(couples.young_mother, some_mother)
      ELSE some_mother
    END AS mother,
    families.kk,
    families.head_nik,
    families.neighbour_nik,
    families.for_class,
    families.decile,
    families.segment,
    families.other_segment,
    families.hamlet,
    families.rw,
    families.rt,
    families.house,
    families.street
  FROM everybody
  INNER JOIN named ON named.person = everybody.person
  INNER JOIN numbered ON numbered.person = everybody.person
  INNER JOIN families
    ON families.number = everybody.number
    AND families.household = everybody.household
  LEFT JOIN couples
    ON couples.number = everybody.number
    AND couples.household = everybody.household
),
called AS (
  SELECT
    joined.* EXCLUDE (own_name, patronymic),
    CASE
      WHEN NOT patronymic THEN own_name
      WHEN female THEN own_name || ' BINTI ' || split_part(father, ' ', 1)
      ELSE own_name || ' BIN ' || split_part(father, ' ', 1)
    END AS today
  FROM joined
)
SELECT
  called.* EXCLUDE (today),
  CASE
    WHEN role = 'spouse' AND female THEN 'wife'
    WHEN role = 'spouse' THEN 'husband'
    ELSE role
  END AS written_role,
  CASE
    WHEN born < DATE '1955-01-01'
      AND hash(key + 60) / 1.8446744073709552e19 < rates.old_spelling
      THEN replace(replace(replace(today, 'J', 'DJ'), 'Y', 'J'), 'U', 'OE')
    ELSE today
  END AS name
FROM called
CROSS JOIN rates
