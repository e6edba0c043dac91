"""A mask never lets more through than it says."""

import pytest

from desk.domain.masks import mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王某", "王*"),
        ("王", "王*"),
        ("卫小明", "卫*"),
        ("欧阳某", "欧阳*"),
        ("欧阳", "欧*"),
        ("司马相如", "司马*"),
        ("𬭎某", "𬭎*"),
        ("买买提·吐尔逊", "买*"),
        ("John Smith", "J* S*"),
        ("  王某  ", "王*"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_name_shows_its_surname(name: str, shown: str):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13900000005", "139****0005"),
        ("139-0000-0005", "139****0005"),
        ("139 0000 0005", "139****0005"),
        ("１３９０００００００５", "139****0005"),
        ("+86 13900000005", "****05"),
        ("021-57320041", "****41"),
        ("57320041", "****41"),
        ("12345", "****45"),
        ("", ""),
        ("无", ""),
    ],
)
def test_a_phone_shows_three_and_four_digits_or_two(phone: str, shown: str):
    assert mask_phone(phone) == shown
