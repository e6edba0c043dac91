"""A town's own desk: cases are recorded, forwarded and answered here."""

from dataclasses import replace
from pathlib import Path

from fit import fixed_now
from made_up import Found

from desk.actions.desk import Desk
from desk.actions.opening import Founding

TOWN = Founding("310116110000", "山阳镇人民建议征集工作站", "town", "蒋某", "晨光-123456")
PARKING = {
    "title": "重新划线解决停车",
    "original_text": "阿拉小区夜里停车特别难，消防通道侪停满了。",
    "main_cause": "小区 1200 多户只有 420 个车位。",
    "proposal": "借学校操场夜间停车。",
    "received_at": "2026-11-20 09:00",
    "suggester": {"name": "褚小红", "phone": "13900000103", "identity": ["ID12"]},
    "category": "03",
}
LAMP = {"title": "楼道加装感应灯", "main_cause": "楼道太暗", "received_at": "2026-11-10 09:00"}
REPLY = {
    "outcome": "3",
    "reply_text": "您好！您提出的建议收悉。拟新划车位 84 个。",
    "unit": "区房管局",
    "promise": "新划车位 84 个",
    "promise_date": "2027-02-28",
    "contact": "陶某",
    "contact_phone": "021-0000 0203",
    "document": "张建复〔2026〕12 号",
}


def found_town(found: Found, home: Path) -> Desk:
    return replace(found(home, TOWN).desk, clock=fixed_now)
