-- One row is one family with the NIK of its head and of the neighbour's.
SELECT
  number,
  household,
  nik,
  lag(nik) OVER (PARTITION BY number ORDER BY household) AS neighbour_nik
FROM people
WHERE role = 'head' AND member = 0
