-- One row is one family with the names of its couple, and of the young couple where three
-- generations live together.
SELECT
  number,
  household,
  max(own_name) FILTER (WHERE NOT female AND role IN ('head', 'spouse')) AS father,
  max(own_name) FILTER (WHERE female AND role IN ('head', 'spouse')) AS mother,
  max(own_name) FILTER (WHERE NOT female AND role IN ('child', 'inlaw')) AS young_father,
  max(own_name) FILTER (WHERE female AND role IN ('child', 'inlaw')) AS young_mother
FROM everybody
INNER JOIN named ON named.person = everybody.person
WHERE role IN ('head', 'spouse') OR three_ages AND role IN ('child', 'inlaw')
GROUP BY number, household
