-- One row per village and cell of this part: every attribute that a measure may ask
-- for, packed into one number (cells.py names the codes).
SELECT
  village,
  CAST(
    CASE state
      WHEN 'active' THEN 0
      WHEN 'inactive_arrears' THEN 1
      WHEN 'inactive_lapsed' THEN 2
      WHEN 'unregistered' THEN 3
      WHEN 'unknown' THEN 4
      ELSE 5
    END
    + 8 * CASE segment
      WHEN 'ppu-pn' THEN 1
      WHEN 'ppu-bu' THEN 2
      WHEN 'pbpu' THEN 3
      WHEN 'bp' THEN 4
      WHEN 'pbi-jk' THEN 5
      WHEN 'pbpu-pemda' THEN 6
      WHEN 'unknown' THEN 7
      ELSE 0
    END
    + 64 * CASE sex
      WHEN 'male' THEN 1
      WHEN 'female' THEN 2
      ELSE 0
    END
    + 256 * CASE
      WHEN age IS NULL THEN 0
      WHEN age < 5 THEN 1
      WHEN age < 15 THEN 2
      WHEN age < 25 THEN 3
      WHEN age < 45 THEN 4
      WHEN age < 60 THEN 5
      ELSE 6
    END
    + 2048 * local_government AS INTEGER
  ) AS cell,
  count(*) AS n
FROM part_residents
GROUP BY 1, 2
