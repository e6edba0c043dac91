"""Which column of somebody else's table is which field of the form, and what its cells say."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from desk.errors import BadInput

SUGGESTER = ("name", "phone", "address", "identity", "anonymous", "public_ok", "pi_notice_given", "lang")
FIELDS = (
    *("source_id", "title", "main_cause", "proposal", "original_text", "first_opinion", "recorder", "suggester"),
    *("nature", "category", "topic_path", "channel", "person_times", "received_at", "division_code"),
    *("feedback_mode", "loop", "reply", "replied_at"),
    *SUGGESTER,
)
HEADERS = {name: name for name in FIELDS} | {
    **{"id": "source_id", "user": "name", "topic": "title", "submitted_at": "received_at", "text": "original_text"},
    **{"编号": "source_id", "登记编号": "source_id", "收到时间": "received_at", "登记时间": "received_at"},
    **{"收到日期": "received_at", "征集渠道": "channel", "渠道": "channel", "建议人姓名(名称)": "name"},
    **{"建议人姓名": "name", "建议人": "name", "姓名": "name", "联系电话": "phone", "电话": "phone", "手机": "phone"},
    **{"联系地址": "address", "地址": "address", "身份类别": "identity", "身份": "identity"},
    **{"是否匿名": "anonymous", "是否同意公开": "public_ok", "已告知个人信息处理规则": "pi_notice_given"},
    **{"性质": "nature", "内容分类": "category", "分类": "category", "建议主题": "title", "主题": "title"},
    **{"标题": "title", "主要事由": "main_cause", "事由": "main_cause", "对策建议": "proposal", "建议": "proposal"},
    **{"原话": "original_text", "原文": "original_text", "内容": "original_text", "来访人数": "person_times"},
    **{"来访人数(人次)": "person_times", "记录人": "recorder", "初步意见": "first_opinion"},
    **{"反馈方式": "feedback_mode", "答复": "reply", "回复": "reply"},
    **{"答复日期": "replied_at", "答复时间": "replied_at"},
}
KEPT_OUT = ""  # what a map says of a column that is not to be taken over
_MOST_DIGITS = 9
_YES, _NO = ("是", "true", "yes", "1", "y"), ("否", "false", "no", "0", "n", "")
_POWER = re.compile(r"\s*[1-9](?:\.\d+)?[Ee]\+\d{1,2}\s*")  # 1.38E+10, as a spreadsheet shows a long number
_NUMBERS = ("phone", "source_id")


def fields_of(columns: tuple[str, ...], headers: Mapping[str, str]) -> dict[str, str]:
    """The columns that are taken over, and as which field: one column a field. What `headers` says goes before what
    is known of itself, then the order in the file. Raises BadInput map_unknown."""
    unknown = next((name for name in headers.values() if name not in (*FIELDS, KEPT_OUT)), None)
    if unknown is not None:
        raise BadInput("map_unknown", field=unknown)
    known = {**HEADERS, **headers}
    mapped = [name for name in columns if name in headers]
    mapped += [name for name in columns if name not in headers and name.strip() in known]
    fields: dict[str, str] = {}
    for name in mapped:
        field = headers[name] if name in headers else known[name.strip()]
        if field != KEPT_OUT and field not in fields.values():
            fields[name] = field
    return fields


def form_of(row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Form F1 of a row; a nested suggester is taken as it is. Raises BadInput where a cell holds no value, or a number
    that a spreadsheet has cut."""
    form: dict[str, Any] = {}
    suggester: dict[str, Any] = {}
    for column, name in fields.items():
        value = row.get(column)
        if isinstance(value, BadInput):
            raise BadInput(value.code, field=name)
        if name == "suggester":
            suggester |= _nested(value)
        elif name in SUGGESTER:
            suggester[name] = _typed(name, value)
        else:
            form[name] = _typed(name, value)
    return form | {"suggester": suggester}


def _nested(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    if value:
        raise BadInput("not_an_object", field="suggester")
    return {}


def _typed(name: str, value: Any) -> Any:
    """Tables know only text: yes, no and numbers are read from it."""
    if not isinstance(value, str):
        return str(value) if name == "source_id" and value is not None else value
    if name in ("anonymous", "public_ok", "pi_notice_given"):
        low = value.strip().lower()
        return True if low in _YES else False if low in _NO else value
    if name == "person_times" and value.strip().isdecimal() and len(value) < _MOST_DIGITS:
        return int(value)
    if name in _NUMBERS and _POWER.fullmatch(value):
        return _whole(name, value)
    return value.split("、") if name in ("identity", "feedback_mode") and value else value


def _whole(name: str, value: str) -> str:
    """The digits of 1.3900000001E+10; those of 1.39E+10 are lost."""
    number = Decimal(value.strip())
    if number != number.to_integral_value() or number.as_tuple().exponent != 0:
        raise BadInput("number_cut", field=name)
    return str(int(number))
