-- One row is one line of an invoice with the card that it bills: by card number, or,
-- where it has none, the only card that bears its NIK.
WITH cards_of_niks AS (
  SELECT
    card_nik,
    min(noka) AS noka,
    min(person_id) AS person_id,
    count(*) AS n
  FROM cards
  WHERE card_nik IS NOT NULL
  GROUP BY card_nik
),
numbered AS (
  SELECT
    l.*,
    n.noka AS nik_card,
    n.person_id AS nik_person,
    CASE
      WHEN l.noka IS NOT NULL THEN l.noka
      WHEN n.n = 1 THEN n.noka
    END AS card
  FROM invoice_lines AS l
  LEFT JOIN cards_of_niks AS n ON n.card_nik = l.nik
)
SELECT
  l.*,
  c.noka AS known_card,
  c.card_nik,
  c.person_id,
  CASE
    WHEN c.noka IS NOT NULL THEN coalesce(c.person_id, c.card_nik)
    ELSE coalesce(l.nik_person, l.nik)
  END AS holder,
  c.name AS card_name,
  c.birth_date AS card_birth_date,
  c.segment,
  c.state,
  c.start_date,
  c.end_date,
  CASE
    WHEN c.village % 10000 > 0 THEN c.village
    WHEN l.village > 0 THEN l.village
    ELSE coalesce(c.village, 0)
  END AS place,
  c.finding
FROM numbered AS l
LEFT JOIN cards AS c ON c.noka = l.card
