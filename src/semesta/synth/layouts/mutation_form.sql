-- Registration and mutation form: active cards of PBPU Pemda; the date is month first.
SELECT
  row_number() OVER () AS "No",
  noka AS "No Kartu BPJS Kesehatan",
  NULL AS "Jenis Mutasi",
  NULL AS "Tgl Aktif Berlaku Mutasi",
  CASE WHEN NOT family_missing AND listed_cards.status <> 'absent' THEN cast(listed_cards.kk AS VARCHAR) END
    AS "No KK",
  nik_text AS "NIK/KITAS/KITAP",
  name_written AS "Nama Lengkap",
  cast(relation_words.pisat AS VARCHAR)
    AS "1 = Peserta 2 = Suami 3 = Istri 4 = Anak 5 = Tambahan",
  people.birthplace AS "Tempat Lahir",
  strftime(birth_written, '%m/%d/%Y') AS "mm/dd/yyyy",
  CASE WHEN listed_cards.female THEN 2 ELSE 1 END AS "1=L  2=P",
  CASE WHEN relation_words.married THEN 2 ELSE 1 END AS "0=TD, 1=B, 2=K,3=C",
  NULL AS "Alamat Tempat Tinggal",
  cast(listed_cards.rt AS VARCHAR) AS "RT",
  cast(listed_cards.rw AS VARCHAR) AS "RW",
  NULL AS "Kode Pos",
  NULL AS "Kode Kecamatan",
  homes.district_name AS "Nama Kecamatan",
  NULL AS "Kode Desa",
  village_written AS "Nama Desa",
  facility_code AS "Kode Faskes Tk.I",
  facility_name AS "Nama Faskes Tk.I"
FROM listed_cards
INNER JOIN relation_words ON relation_words.role = listed_cards.written_role
INNER JOIN people ON people.person = listed_cards.person
INNER JOIN villages AS homes ON homes.number = listed_cards.number
