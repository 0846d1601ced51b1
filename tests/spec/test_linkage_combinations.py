"""Cards whose NIK does not help: family, village, name with birth date."""

WITHOUT_NIK = """
    | noka | of | nik | kk | village | => | finding | owner | method |
    |------|----|-----|----|---------|----|---------|-------|--------|
"""


def test_a_card_of_the_same_family_card_goes_to_the_member_with_that_name(spec):
    spec(
        """
        | id   | kk | name         | sex    | birth_date |
        |------|----|--------------|--------|------------|
        | siti | A  | SITI AMINAH  | female | 1990-05-15 |
        | budi | A  | BUDI SANTOSO | male   | 1988-01-09 |
        """,
        WITHOUT_NIK
        + """
    | 1 | budi | - | A | - |  | matched | budi | family |
        """,
    )


def test_a_name_and_birth_date_that_are_one_of_a_kind_in_the_village_are_enough(spec):
    spec(
        """
        | id   | name        | birth_date |
        |------|-------------|------------|
        | siti | SITI AMINAH | 1990-05-15 |
        """,
        WITHOUT_NIK
        + """
    | 1 | siti | - |  |  |  | matched | siti | village |
        """,
    )


def test_a_namesake_of_the_village_born_some_days_off_is_only_a_candidate(spec):
    """Without anything else that ties them: the card's owner may be in no register."""
    spec(
        """
        | id   | name        | birth_date | => | state   |
        |------|-------------|------------|----|---------|
        | siti | SITI AMINAH | 1990-05-15 |    | unknown |
        """,
        """
        | noka | of   | nik              | kk | birth_date | => | owner | candidate |
        |------|------|------------------|----|------------|----|-------|-----------|
        | 1    | siti | 3310021205900007 | B  | 1990-05-12 |    | -     | siti      |
        """,
    )


def test_a_full_name_with_birth_date_and_sex_is_enough_in_the_regency(spec):
    spec(
        """
        | id   | name        | birth_date | village       |
        |------|-------------|------------|---------------|
        | siti | SITI AMINAH | 1990-05-15 | 63.09.02.2010 |
        """,
        WITHOUT_NIK
        + """
    | 1 | siti | - |  | 63.09 |  | matched | siti | model |
        """,
    )


def test_a_name_of_one_word_is_not_enough_outside_the_village(spec):
    spec(
        """
        | id   | name    | birth_date | => | state   |
        |------|---------|------------|----|---------|
        | siti | SUMARNI | 1990-05-15 |    | unknown |
        """,
        """
        | noka | of   | nik              | village | => | finding | owner | candidate |
        |------|------|------------------|---------|----|---------|-------|-----------|
        | 1    | siti | 3310021203850007 | 63.09   |    | unknown | -     | siti      |
        """,
    )


def test_the_same_person_in_another_regency_is_only_a_candidate(spec):
    spec(
        """
        | id   | name        | birth_date | village       | => | state   |
        |------|-------------|------------|---------------|----|---------|
        | siti | SITI AMINAH | 1990-05-15 | 63.09.02.2010 |    | unknown |
        """,
        """
        | noka | of   | nik              | village       | => | finding | candidate |
        |------|------|------------------|---------------|----|---------|-----------|
        | 1    | siti | 3310021203850007 | 33.10.02.2007 |    | unknown | siti      |
        """,
    )


def test_a_card_of_which_only_the_province_is_known_says_nothing_of_the_regency(spec):
    spec(
        """
        | id   | name        | birth_date | village       | => | state  |
        |------|-------------|------------|---------------|----|--------|
        | siti | SITI AMINAH | 1990-05-15 | 63.09.02.2010 |    | active |
        """,
        WITHOUT_NIK
        + """
    | 1 | siti | - |  | 63 |  | matched | siti | model |
        """,
    )


def test_a_card_of_another_province_is_no_evidence_for_this_regency(spec):
    spec(
        """
        | id   | name        | birth_date | village       | => | state   |
        |------|-------------|------------|---------------|----|---------|
        | siti | SITI AMINAH | 1990-05-15 | 63.09.02.2010 |    | unknown |
        """,
        """
        | noka | of   | nik | village | => | finding     | owner | candidate |
        |------|------|-----|---------|----|-------------|-------|-----------|
        | 1    | siti | -   | 33      |    | nik_invalid | -     | siti      |
        """,
    )


def test_namesakes_born_on_one_day_stay_unknown(spec):
    spec(
        """
        | id  | name        | birth_date | kk | => | state   |
        |-----|-------------|------------|----|----|---------|
        | one | SITI AMINAH | 1990-05-15 | A  |    | unknown |
        | two | SITI AMINAH | 1990-05-15 | B  |    | unknown |
        """,
        """
        | noka | of  | nik              | => | finding | owner | method |
        |------|-----|------------------|----|---------|-------|--------|
        | 1    | one | 3310021203850007 |    | unknown | -     | model  |
        """,
    )


def test_the_family_card_tells_namesakes_apart(spec):
    spec(
        """
        | id  | name        | birth_date | kk | => | state        |
        |-----|-------------|------------|----|----|--------------|
        | one | SITI AMINAH | 1990-05-15 | A  |    | unregistered |
        | two | SITI AMINAH | 1990-05-15 | B  |    | active       |
        """,
        """
        | noka | of  | nik | kk | => | finding | owner | method |
        |------|-----|-----|----|----|---------|-------|--------|
        | 1    | two | -   | B  |    | matched | two   | family |
        """,
    )


def test_of_two_who_fit_alike_the_one_with_more_evidence_is_linked(spec):
    spec(
        """
        | id  | name        | birth_date | kk | mother  | => | state        |
        |-----|-------------|------------|----|---------|----|--------------|
        | one | SITI AMINAH | 1990-05-15 | A  | KASTUBI |    | unregistered |
        | two | SITI AMINAH | 1990-05-15 | B  | PONIRAH |    | active       |
        """,
        """
        | noka | of  | nik | mother  | => | finding | owner | method  |
        |------|-----|-----|---------|----|---------|-------|---------|
        | 1    | two | -   | PONIRAH |    | matched | two   | village |
        """,
    )


def test_another_spelling_of_the_name_is_found_across_the_regency_but_not_enough(spec):
    spec(
        """
        | id | name                 | birth_date |
        |----|----------------------|------------|
        | a  | MUHAMMAD NUR HIDAYAT | 1990-05-15 |
        """,
        """
        | noka | of | nik | village | name            | => | owner | candidate |
        |------|----|-----|---------|-----------------|----|-------|-----------|
        | 1    | a  | -   | 63.09   | M. NOOR HIDAYAT |    | -     | a         |
        """,
    )


def test_twins_with_names_alike_stay_unknown(spec):
    spec(
        """
        | id  | kk | name        | birth_date | => | state   |
        |-----|----|-------------|------------|----|---------|
        | one | A  | NUR HASANAH | 2010-05-15 |    | unknown |
        | two | A  | NUR HASANAH | 2010-05-15 |    | unknown |
        """,
        """
        | noka | of  | nik | kk | => | finding     | owner |
        |------|-----|-----|----|----|-------------|-------|
        | 1    | one | -   | A  |    | nik_invalid | -     |
        """,
    )


def test_a_card_without_a_name_is_not_linked_to_a_nameless_person_by_birth_date(spec):
    spec(
        """
        | id  | name | birth_date | => | state   |
        |-----|------|------------|----|---------|
        | who | -    | 1990-05-15 |    | unknown |
        """,
        """
    | noka | nik              | name | sex    | birth_date | village       | => | finding |
    |------|------------------|------|--------|------------|---------------|----|---------|
    | 1    | 3310021203850007 | -    | female | 1990-05-15 | 63.09.02.2010 |    | unknown |
        """,
    )


def test_a_babys_card_that_names_the_mother_goes_to_the_child_of_that_family(spec):
    spec(
        """
        | id   | kk | name        | sex    | birth_date | mother      | => | state  |
        |------|----|-------------|--------|------------|-------------|----|--------|
        | siti | A  | SITI AMINAH | female | 1990-05-15 | -           |    |        |
        | adi  | A  | ADI PRATAMA | male   | 2025-12-20 | SITI AMINAH |    | active |
        """,
        """
    | noka | of  | nik | kk | name                | newborn | => | finding | owner | method  |
    |------|-----|-----|----|---------------------|---------|----|---------|-------|---------|
    | 1    | adi | -   | A  | BAYI NY SITI AMINAH | yes     |    | matched | adi   | newborn |
        """,
    )
