"""What the measurements are made on: a founded desk and made-up words of the length of real ones."""

import random
from pathlib import Path
from typing import Any

from desk.actions.desk import Desk
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founding, found_station

PASSWORD = "bench-only"
_WORDS = (
    "小区 停车 路灯 楼道 消防通道 充电桩 垃圾房 公交站 绿化 老人 食堂 电梯 加装 噪声 "
    "河道 护栏 学校 门口 夜间 物业 业委会 维修 道路 积水 菜场 摊位 医院 床位 "
    "排队 窗口 办事 网上 预约 儿童 健身 步道 照明 监控 建议 希望 增设 改造 "
    "清理 公布 时间 方便 居民 "
).split()
_MARKS = ("，", "。", "；", "、")


def make_desk(folder: Path) -> Desk:
    founding = Founding("310116113001", "晨光居民区征集点", "point", "卫某", PASSWORD)
    return found_station(folder, founding, computer_clock, load_lists()).desk


def words(chance: random.Random, length: int) -> str:
    """About `length` characters of running text."""
    text = ""
    while len(text) < length:
        text += "".join(chance.choices(_WORDS, k=3)) + chance.choice(_MARKS)
    return text[:length]


def form(chance: random.Random, length: int = 200) -> dict[str, Any]:
    """Form F1 with `length` characters of own words."""
    return {
        "title": words(chance, 18),
        "original_text": words(chance, length),
        "nature": "JY",
        "category": f"{chance.randint(1, 16):02}",
        "suggester": {"name": chance.choice("王李张刘陈杨") + "某", "phone": f"139{chance.randrange(10**8):08}"},
    }


def messages(chance: random.Random, count: int) -> bytes:
    """A CSV like a city's message board: 2,816 messages of 20 to 3,000 characters, each with its reply."""
    lines = ["id,user,topic,submitted_at,text,reply,replied_at"]
    for n in range(count):
        said, answered = int(20 + chance.expovariate(1 / 220)), int(60 + chance.expovariate(1 / 360))
        day = f"2019/{chance.randint(1, 12)}/{chance.randint(1, 28)} 9:32:09"
        cells = (words(chance, 16), day, words(chance, min(said, 3000)), words(chance, min(answered, 7800)), day)
        lines.append(f"{n},A{n:08},{','.join(cells)}")
    return "\n".join(lines).encode()
