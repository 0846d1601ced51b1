-- One row is one person whom the population register of the month records, living, dead or
-- moved, and what is wrong with the record.
SELECT
  people.* EXCLUDE (status, number, segment),
  people.segment AS family_segment,
  standings.* EXCLUDE (person),
  hash(key + 120) / 1.8446744073709552e19 < rates.person_without_nik AS nameless,
  hash(key + 121) / 1.8446744073709552e19 < rates.person_twice
    AND hash(key + 120) / 1.8446744073709552e19 >= rates.person_without_nik
    AND standings.status = 'living' AS twice,
  hash(key + 122) / 1.8446744073709552e19 < rates.row_unusable AS unusable,
  hash(key + 123) / 1.8446744073709552e19 < rates.person_without_family AS no_family
FROM people
INNER JOIN standings ON standings.person = people.person
CROSS JOIN rates
WHERE standings.status IN ('living', 'dead', 'moved')
