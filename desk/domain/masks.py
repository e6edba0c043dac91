"""Masking (脱敏): what a screen or a paper shows of a name and a telephone."""

MASKED = ("name", "phone", "address")
_LONGEST = 4  # characters of a Chinese name: 欧阳某某

_COMPOUND = frozenset(
    (
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 "
        "皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 "
        "子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
        "段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 "
    ).split()
)


def mask_name(name: str) -> str:
    """王某 -> 王*, 欧阳某 -> 欧阳*, John Smith -> J* S*: one star whatever the length."""
    name = name.strip()
    if not name:
        return ""
    if name[0].isascii():
        return " ".join(f"{word[0]}*" for word in name.split())
    return (name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[0]) + "*"


def surname(name: str) -> str:
    """What somebody is called by who does not know them well: 王某 -> 王, 欧阳某 -> 欧阳, John Smith -> Smith. A name
    too long to be a person's is left whole: 晨光物业公司."""
    name = name.strip()
    if not name or (len(name) > _LONGEST and not name[0].isascii()):
        return name
    return name.split()[-1] if name[0].isascii() else mask_name(name)[:-1]


def mask_phone(phone: str) -> str:
    """13900000005 -> 139****0005; anything shorter than a mobile shows its last two digits: ****41."""
    digits = "".join(str(int(c)) for c in phone if c.isdecimal())
    if len(digits) == 11 and digits[0] == "1":
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-2:]}" if digits else ""
