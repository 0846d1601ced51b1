-- One row is one card as it stands in the register, with its faults written in, and the
-- names of those that really show.
WITH written AS (
  SELECT
    faulty.*,
    CASE nik_kind
      WHEN 'nik_missing' THEN list_extract(
        ['', '-', '0', 'NULL', '0000000000000000', '9999999999999999'], choice % 6 + 1
      )
      WHEN 'nik_spreadsheet' THEN left(digits, 15) || '0'
      WHEN 'nik_scientific'
        THEN left(digits, 1) || ',' || substr(digits, 2, 5) || 'E+15'
      WHEN 'nik_guard' THEN list_extract(
        [
          '''' || digits, digits || chr(160), digits || ' ',
          left(digits, 6) || '.' || substr(digits, 7, 6) || '.' || right(digits, 4)
        ], choice % 4 + 1
      )
      WHEN 'nik_short' THEN left(digits, choice % 15 + 1) || substr(digits, choice % 15 + 3)
      WHEN 'nik_long' THEN left(digits, choice % 16 + 1) || substr(digits, choice % 16 + 1)
      WHEN 'nik_letters'
        THEN CASE
          WHEN contains(digits, '1') AND choice % 3 = 0 THEN replace(digits, '1', 'l')
          ELSE replace(digits, '0', 'O')
        END
      WHEN 'nik_impossible_date'
        THEN CASE choice % 3
          WHEN 0 THEN left(digits, 6) || '00' || substr(digits, 9)
          WHEN 1 THEN left(digits, 6) || '72' || substr(digits, 9)
          ELSE left(digits, 8) || '13' || substr(digits, 11)
        END
      WHEN 'nik_digit'
        THEN left(digits, choice % 14 + 1)
          || cast(
            (cast(substr(digits, choice % 14 + 2, 1) AS INTEGER) + choice // 14 % 9 + 1) % 10
            AS VARCHAR
          )
          || substr(digits, choice % 14 + 3)
      WHEN 'nik_relative' THEN coalesce(cast(head_nik AS VARCHAR), digits)
      WHEN 'nik_stranger' THEN coalesce(cast(neighbour_nik AS VARCHAR), digits)
      ELSE CASE WHEN nameless OR status = 'newborn' THEN '' ELSE digits END
    END AS nik_text,
    CASE birth_kind
      WHEN 'birth_swapped' THEN make_date(year(born), day(born), month(born))
      WHEN 'birth_default' THEN CASE
        WHEN choice % 3 = 0 AND year(born) < parameters.year
          THEN make_date(year(born), 12, 31)
        ELSE make_date(year(born), 1, 1)
      END
      WHEN 'birth_year' THEN cast(
        born - INTERVAL 1 YEAR * CASE
          WHEN choice % 2 = 0 AND year(born) < parameters.year - 1 THEN -1 ELSE 1
        END AS DATE
      )
      WHEN 'birth_decade' THEN cast(born - INTERVAL 10 YEAR AS DATE)
      WHEN 'birth_missing' THEN NULL
      ELSE born
    END AS birth_written,
    CASE name_kind
      WHEN 'newborn' THEN 'BAYI NY ' || mother
      WHEN 'name_title'
        THEN CASE
          WHEN year(born) > parameters.year - 24 THEN name
          WHEN choice % 5 = 0 THEN name || ', S.PD'
          WHEN choice % 5 = 1 THEN name || ' SE'
          WHEN female THEN 'HJ. ' || name
          WHEN choice % 5 = 2 THEN 'DRS. ' || name
          WHEN choice % 5 = 3 THEN 'IR. ' || name
          ELSE 'H. ' || name
        END
      WHEN 'name_father'
        THEN CASE
          WHEN contains(name, ' BIN') THEN split_part(name, ' BIN', 1)
          WHEN female THEN name || ' BINTI ' || split_part(father, ' ', 1)
          ELSE name || ' BIN ' || split_part(father, ' ', 1)
        END
      WHEN 'name_old_spelling'
        THEN replace(replace(replace(replace(
          replace(name, 'J', 'DJ'), 'Y', 'J'), 'C', 'TJ'), 'KH', 'CH'), 'U', 'OE')
      WHEN 'name_one_word' THEN split_part(name, ' ', 1)
      WHEN 'name_order'
        THEN CASE
          WHEN contains(name, ' ')
            THEN substr(name, position(' ' IN name) + 1) || ' ' || split_part(name, ' ', 1)
          ELSE name
        END
      WHEN 'name_joined'
        THEN CASE
          WHEN contains(name, ' ')
            THEN split_part(name, ' ', 1) || substr(name, position(' ' IN name) + 1)
          WHEN length(name) > 6 THEN left(name, 4) || ' ' || substr(name, 5)
          ELSE name
        END
      WHEN 'name_cut' THEN trim(left(name, 20))
      WHEN 'name_letter'
        THEN left(name, choice % (length(name) - 1) + 1)
          || substr(name, choice % (length(name) - 1) + CASE WHEN choice % 7 < 4 THEN 3 ELSE 1 END)
      WHEN 'name_short_form'
        THEN CASE
          WHEN starts_with(name, 'MUHAMMAD ') THEN list_extract(
            ['M. ', 'MUH ', 'MOH ', 'MOCH ', 'MHD ', 'MUH. '], choice % 6 + 1
          ) || substr(name, 10)
          WHEN starts_with(name, 'SITI ') THEN 'ST. ' || substr(name, 6)
          WHEN starts_with(name, 'ABDUL ') THEN 'ABD ' || substr(name, 7)
          WHEN starts_with(name, 'NUR')
            THEN CASE WHEN choice % 2 = 0 THEN 'NOOR' ELSE 'NOR' END || substr(name, 4)
          ELSE name
        END
      ELSE name
    END AS name_written,
    CASE
      WHEN place_kind = 'village_other' THEN villages.other_number
      ELSE villages.number
    END AS card_village,
    CASE place_kind
      WHEN 'village_missing' THEN ''
      WHEN 'village_wrong_name' THEN 'SUKAMAJU ' || list_extract(
        ['ATAS', 'BARU', 'SEBERANG', 'TENGAH KULON'], choice % 4 + 1
      )
      WHEN 'village_other' THEN villages.other_name
      ELSE villages.village_name
    END AS village_written
  FROM faulty
  CROSS JOIN parameters
  INNER JOIN villages ON villages.number = faulty.number
)
SELECT
  person,
  number,
  noka,
  nik,
  kk,
  finding,
  nameless,
  status,
  state,
  segment,
  reason,
  owed,
  started,
  ended,
  care_class,
  facility_code,
  facility_name,
  female,
  written_role,
  rt,
  rw,
  nik_text,
  birth_written,
  name_written,
  place_kind,
  card_village,
  village_written,
  family_missing,
  concat_ws('+',
    CASE WHEN nik_text <> digits AND nik_kind <> 'none' THEN nik_kind END,
    CASE WHEN birth_written IS DISTINCT FROM born THEN birth_kind END,
    CASE WHEN name_written <> name AND name_kind <> 'newborn' THEN name_kind END,
    CASE
      WHEN place_kind = 'village_other' AND card_village = number THEN NULL
      WHEN place_kind <> 'none' THEN place_kind
    END,
    CASE WHEN family_missing THEN 'family_missing' END
  ) AS faults
FROM written
