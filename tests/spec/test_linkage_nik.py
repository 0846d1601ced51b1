"""Cards whose NIK, whole or damaged, leads to a person."""

SITI = """
    | id   | name        | birth_date | => | state  |
    |------|-------------|------------|----|--------|
    | siti | SITI AMINAH | 1990-05-15 |    | active |
"""


def test_a_nik_is_confirmed_by_name_sex_and_birth_date(spec):
    spec(
        SITI,
        """
        | noka | of   | => | finding | owner | method | nik_fault |
        |------|------|----|---------|-------|--------|-----------|
        | 1    | siti |    | matched | siti  | nik    | -         |
        """,
    )


def test_a_nik_outweighs_another_spelling_and_a_slip_in_the_birth_date(spec):
    spec(
        """
        | id | name                 | birth_date | kk |
        |----|----------------------|------------|----|
        | a  | MUHAMMAD NUR HIDAYAT | 1990-05-15 | A  |
        | b  | DJOKO SUSILO         | 1985-03-07 | B  |
        | c  | HJ. KARTINI, S.PD    | 1979-11-02 | C  |
        """,
        """
        | noka | of | name            | birth_date | => | finding | owner | method |
        |------|----|-----------------|------------|----|---------|-------|--------|
        | 1    | a  | M. NOOR HIDAYAT | 1990-05-15 |    | matched | a     | nik    |
        | 2    | b  | JOKO SUSILO     | 1985-07-03 |    | matched | b     | nik    |
        | 3    | c  | KARTINI         | 1979-01-01 |    | matched | c     | nik    |
        """,
    )


def test_a_nik_is_confirmed_by_birth_date_and_sex_where_the_name_is_missing(spec):
    spec(
        SITI,
        """
        | noka | of   | name | => | finding | owner | method |
        |------|------|------|----|---------|-------|--------|
        | 1    | siti | -    |    | matched | siti  | nik    |
        """,
    )


def test_a_nik_of_somebody_quite_different_is_an_identity_conflict(spec):
    spec(
        """
        | id   | name        | birth_date | => | state        |
        |------|-------------|------------|----|--------------|
        | siti | SITI AMINAH | 1990-05-15 |    | unregistered |
        """,
        """
    | noka | nik  | name       | sex  | birth_date | => | finding           | owner |
    |------|------|------------|------|------------|----|-------------------|-------|
    | 1    | siti | BUDI UTOMO | male | 1971-12-01 |    | identity_conflict | -     |
        """,
    )


def test_a_childs_card_with_the_mothers_nik_goes_to_the_child(spec):
    spec(
        """
        | id  | kk | name        | sex    | birth_date | => | state        |
        |-----|----|-------------|--------|------------|----|--------------|
        | ibu | A  | SITI AMINAH | female | 1990-05-15 |    | unregistered |
        | ani | A  | ANI LESTARI | female | 2015-02-20 |    | active       |
        """,
        """
    | noka | of  | nik | village | birth_date | => | finding | owner | nik_fault    |
    |------|-----|-----|---------|------------|----|---------|-------|--------------|
    | 1    | ani | ibu | -       | 2015-02-21 |    | matched | ani   | other_person |
        """,
    )


def test_a_relatives_nik_is_a_conflict_where_no_family_member_fits_the_card(spec):
    spec(
        """
        | id  | kk | name        | sex    | birth_date | => | state        |
        |-----|----|-------------|--------|------------|----|--------------|
        | ibu | A  | SITI AMINAH | female | 1990-05-15 |    | unregistered |
        | ani | A  | ANI LESTARI | female | 2015-02-20 |    | unregistered |
        """,
        """
    | noka | nik | name         | sex  | birth_date | => | finding           | owner |
    |------|-----|--------------|------|------------|----|-------------------|-------|
    | 1    | ibu | RUDI HARTONO | male | 2011-09-30 |    | identity_conflict | -     |
        """,
    )


def test_fifteen_digits_left_lead_to_the_person(spec):
    spec(
        SITI,
        """
    | noka | of   | nik       | => | finding   | owner | method      | nik_fault       |
    |------|------|-----------|----|-----------|-------|-------------|-----------------|
    | 1    | siti | siti/15   |    | matched   | siti  | nik_fifteen | too_short       |
    | 2    | siti | siti/lost |    | duplicate | siti  | nik_fifteen | last_digit_lost |
        """,
    )


def test_fifteen_digits_left_tell_twins_apart_by_name(spec):
    spec(
        """
        | id   | kk | nik              | name           | => | state        |
        |------|----|------------------|----------------|----|--------------|
        | rina | A  | 6309025505900001 | RINA WULANDARI |    | unregistered |
        | dewi | A  | 6309025505900002 | DEWI SAFITRI   |    | active       |
        """,
        """
        | noka | of   | nik       | => | finding | owner | method      |
        |------|------|-----------|----|---------|-------|-------------|
        | 1    | dewi | dewi/lost |    | matched | dewi  | nik_fifteen |
        """,
    )


def test_two_swapped_digits_lead_to_the_person(spec):
    spec(
        SITI,
        """
        | noka | of   | nik          | village | => | finding | owner | method    |
        |------|------|--------------|---------|----|---------|-------|-----------|
        | 1    | siti | siti/swapped | -       |    | matched | siti  | nik_close |
        """,
    )


def test_a_digit_left_out_of_the_serial_number_leads_to_the_person(spec):
    spec(
        """
        | id   | nik              | name        | birth_date |
        |------|------------------|-------------|------------|
        | siti | 6309025505900012 | SITI AMINAH | 1990-05-15 |
        """,
        """
    | noka | of   | nik             | birth_date | village | => | finding | method    |
    |------|------|-----------------|------------|---------|----|---------|-----------|
    | 1    | siti | 630902550590002 | 1990-05-15 | -       |    | matched | nik_close |
        """,
    )


def test_two_wrong_digits_in_the_region_of_a_nik_lead_to_the_person(spec):
    spec(
        """
        | id   | nik              | name        | birth_date |
        |------|------------------|-------------|------------|
        | siti | 6309025505900012 | SITI AMINAH | 1990-05-15 |
        """,
        """
    | noka | of   | nik              | birth_date | village | => | finding | method    |
    |------|------|------------------|------------|---------|----|---------|-----------|
    | 1    | siti | 6390025505900012 | 1990-05-15 | -       |    | matched | nik_close |
        """,
    )


def test_no_rule_trusts_a_nik_whose_birth_day_differs_just_as_the_date_does(spec):
    """One digit of the NIK, and the same day in the date: as likely a namesake's."""
    spec(
        """
        | id   | nik              | name        | birth_date |
        |------|------------------|-------------|------------|
        | siti | 6309025505900012 | SITI AMINAH | 1990-05-15 |
        """,
        """
        | noka | of   | nik              | birth_date | => | owner | method |
        |------|------|------------------|------------|----|-------|--------|
        | 1    | siti | 6309025605900012 | 1990-05-16 |    | siti  | model  |
        """,
    )


def test_three_wrong_digits_are_no_longer_close_and_left_to_the_model(spec):
    spec(
        """
        | id   | nik              | name        | birth_date |
        |------|------------------|-------------|------------|
        | siti | 6309025505900012 | SITI AMINAH | 1990-05-15 |
        """,
        """
        | noka | of   | nik              | birth_date | village | => | finding | method |
        |------|------|------------------|------------|---------|----|---------|--------|
        | 1    | siti | 6309025505903359 | 1990-05-16 | -       |    | matched | model  |
        """,
    )


def test_a_nik_with_two_wrong_digits_is_no_evidence_for_a_stranger(spec):
    spec(
        """
        | id   | kk | name        | birth_date | => | state        |
        |------|----|-------------|------------|----|--------------|
        | siti | A  | SITI AMINAH | 1990-05-15 |    | unregistered |
        """,
        """
        | noka | nik          | name         | birth_date | => | finding   | owner |
        |------|--------------|--------------|------------|----|-----------|-------|
        | 1    | siti/swapped | YULIA RAHMAN | 1966-08-01 |    | not_found | -     |
        """,
    )


def test_a_card_that_no_person_matches_is_not_found(spec):
    spec(
        """
        | id   | name        | => | state        |
        |------|-------------|----|--------------|
        | siti | SITI AMINAH |    | unregistered |
        """,
        """
    | noka | nik              | name       | => | finding   | owner | candidate | method |
    |------|------------------|------------|----|-----------|-------|-----------|--------|
    | 1    | 3310021203850007 | BUDI UTOMO |    | not_found | -     | -         | -      |
        """,
    )


def test_a_nik_that_cannot_be_one_is_invalid_where_nothing_else_leads_on(spec):
    spec(
        """
        | id   | name        | => | state        |
        |------|-------------|----|--------------|
        | siti | SITI AMINAH |    | unregistered |
        """,
        """
        | noka | nik              | name       | => | finding     | nik_fault       |
        |------|------------------|------------|----|-------------|-----------------|
        | 1    | -                | BUDI UTOMO |    | nik_invalid | missing         |
        | 2    | 9999999999999999 | BUDI UTOMO |    | nik_invalid | placeholder     |
        | 3    | 6309027213900001 | BUDI UTOMO |    | nik_invalid | impossible_date |
        | 4    | 63090255         | BUDI UTOMO |    | nik_invalid | too_short       |
        """,
    )


def test_a_fully_damaged_card_still_goes_to_the_resident_without_a_nik(spec):
    spec(
        """
        | id   | nik | name        | birth_date | kk | => | state  |
        |------|-----|-------------|------------|----|----|--------|
        | siti | -   | SITI AMINAH | 1990-05-15 | A  |    | active |
        """,
        """
        | noka | of   | nik      | kk | => | finding | owner | method | nik_fault |
        |------|------|----------|----|----|---------|-------|--------|-----------|
        | 1    | siti | 63090255 | A  |    | matched | siti  | family | too_short |
        """,
    )


TWINS = """
    | id   | kk | nik              | name           | sex    | => | state        |
    |------|----|------------------|----------------|--------|----|--------------|
    | rina | A  | 6309025505900001 | RINA WULANDARI | female |    | unregistered |
    | dewi | A  | 6309025505900002 | DEWI SAFITRI   | female |    | active       |
"""


def test_a_card_with_the_twins_nik_goes_to_the_one_whose_name_it_bears(spec):
    spec(
        TWINS,
        """
        | noka | of   | nik  | => | finding | owner | nik_fault    |
        |------|------|------|----|---------|-------|--------------|
        | 1    | dewi | rina |    | matched | dewi  | other_person |
        """,
    )


def test_a_nik_that_belongs_to_nobody_and_is_two_digits_off_merely_differs(spec):
    spec(
        TWINS,
        """
    | noka | of   | nik              | => | finding | owner | method    | nik_fault |
    |------|------|------------------|----|---------|-------|-----------|-----------|
    | 1    | dewi | 6309025505900009 |    | matched | dewi  | nik_close | differs   |
        """,
    )
