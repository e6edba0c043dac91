"""Views of digests."""

from dataclasses import replace
from datetime import date
from typing import Any

from desk.domain.codes import Label
from desk.reads.digest_views import DigestPaperView, DigestTexts, SuggesterView

CAUSE = "个别业主装修时敲掉承重墙，物业劝阻无效，报城管又要房管认定，来回一周，墙已敲完，整栋楼居民担惊受怕。"
PROPOSAL = (
    "1. 建立“物业发现—房管认定—城管执法”24小时联动流程。\n2. 装修备案时由业主签署承重结构承诺书，图纸上标红。\n"
    "3. 房屋交易时核验是否有结构破坏记录。\n4. 加强宣传案例。"
)
OPINION = (
    "该建议涉及公共安全，具有普遍性和政策价值，需房管、城管、建设等部门共同研究。拟请区房管局牵头，"
    "会同区城管执法局、区建管委研究办理，并将结果反馈建议人。"
)
TEXTS = DigestTexts(
    office="金山区人民建议征集办公室",
    title="关于建立破坏房屋承重结构“管执联动”机制的建议",
    cause=CAUSE,
    proposal=PROPOSAL,
    opinion=OPINION,
    report_to="区委、区政府有关领导",
    send_to="区房管局，区城管执法局，区建管委",
    editor="戚某",
    phone="021-0000 0116",
)
SUGGESTER = SuggesterView(
    identity=Label("党外人士", "Non-Party figure"),
    name="姜*",
    anonymous=False,
    town="亭林镇",
    channel=Label("人民建议征集信箱", "People's suggestion mailbox"),
    received=date(2022, 11, 9),
)
DIGEST = DigestPaperView(
    sample=False,
    level="district",
    issue=7,
    day=date(2022, 11, 16),
    texts=TEXTS,
    suggesters=(SUGGESTER,),
    numbers=("482917036",),
)


def digest_view(texts: dict[str, str] | None = None, **changes: Any) -> DigestPaperView:
    return replace(DIGEST, texts=replace(TEXTS, **(texts or {})), **changes)
