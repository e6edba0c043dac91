"""Every part in every state on one sheet, as in the drawings (17-parts)."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.reads.exchange import ExchangeView, HubView, Trouble
from desk.reads.exchange_rows import ExchangeRow
from ui.pages.sync_card import CameCard, LineCard
from ui.pages.sync_lines import LinesCard, Shelf
from ui.pages.sync_tiles import Tiles
from ui.pages.sync_traffic import Standing
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import Item, card, column, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.chip import Chip, FilterChip, suggestion
from ui.widgets.choice import Choice, Option
from ui.widgets.elided import Elided
from ui.widgets.field import LineField, SearchField
from ui.widgets.flow import flow
from ui.widgets.form import Form
from ui.widgets.keycap import Count, KeyCap
from ui.widgets.label import label
from ui.widgets.message import Act, Message, MessageLine
from ui.widgets.note import NotedField
from ui.widgets.number import NumberField
from ui.widgets.secret import SecretField
from ui.widgets.slip import SlipPreview, SlipWords
from ui.widgets.steps import Steps
from ui.widgets.timeline import Event, Timeline

SLIP = SlipWords(
    "人民建议回执",
    "晨光居民区征集点",
    "482-917-036",
    (
        ("主题", "建议小区重新划线解决晚间停车"),
        ("性质", "建议意见"),
        ("去向", "山阳镇征集工作站"),
        ("告知日", "2027-01-25 前（本站服务承诺）"),
        ("询问", "021-5700 0000，报编号即可"),
    ),
    "经手 卫某，11 月 24 日 10:41",
    "310116113000 482917036",
    "未打印",
)
FINE = Trouble("", {})
NOW = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)
STEPS = ("梳理研判", "转办摘报", "调研论证", "协调督办", "沟通反馈", "落实转化", "表彰奖励")
WORDS = (
    "阿拉小区夜里停车特别难，消防通道侪停满了，救护车也进勿来。顶好重新划一划车位线，僵尸车拖脱伊，"
    "再搭隔壁学堂商量商量，夜里借操场停停车，好伐？"
)


def gallery(look: Look) -> QWidget:
    """A page of 17-parts; scrolls where the room is narrow."""
    page = kind("page")
    halves: tuple[Item, ...] = ((_left(look), 1), (_right(look), 1))
    both = row(look, *halves, gap=16) if look.room == "wide" else column(look, *halves, gap=16)
    body = column(look, both, _case(look), _sync(look), None, gap=16, pad=(24, 12, 24, 12))
    return column(look, _messages(look), (scrolled(body), 1), gap=0, on=page)


def _left(look: Look) -> QWidget:
    off = Button(look, "不能按")
    off.setEnabled(False)
    buttons = (
        Button(look, "保存并打印", "primary", icon="printer", key="Ctrl+Enter"),
        Button(look, "先放着", key="Esc"),
        Button(look, "再试", "quiet", icon="undo-2"),
        Button(look, icon="eye", name="显示"),
        off,
    )
    states = (
        Chip(look, "草稿 10:41", "", "circle-dashed", height=32),
        Chip(look, "已存本机 10:42", "", "hard-drive", height=32),
        Chip(look, "已送达 10:44", "accent", "check-check", height=32),
        Chip(look, "被退回", "red", "undo-2", height=32),
    )
    dues = (
        Chip(look, "12 月 18 日前", "", "clock"),
        Chip(look, "剩 2 个工作日", "amber", "clock-alert"),
        Chip(look, "已过 1 天", "red", "circle-alert"),
    )
    small = (
        FilterChip(look, "本站", on=True),
        FilterChip(look, "快到期"),
        suggestion(look, "05 交通运输 › 停车", lambda: None),
        Count(look, 5),
        Count(look, 7, on=True),
        KeyCap(look, "Ctrl+Enter"),
    )
    nature = Choice(look, "性质", [Option("JY", "建议意见"), Option("ZX", "咨询"), Option("SQ", "申诉求决")], "JY")
    parts = (flow(look, *buttons), flow(look, *states), flow(look, *dues), nature, flow(look, *small))
    return card(look, label("零件一览", "title"), *parts, SlipPreview(look, SLIP), None, gap=12)


def _right(look: Look) -> QWidget:
    plain, read_only = LineField(look, "主题"), LineField(look, "已存")
    plain.set_text("建议小区重新划线解决晚间停车")
    read_only.set_text("已存的内容")
    read_only.setReadOnly(True)
    warned = NotedField(look, LineField(look, "对策建议", hint="问一句：您看怎么改好？"))
    warned.say("warn", "还没有对策建议。可以先存，以后再补。")
    wrong = NotedField(look, LineField(look, "电话"))
    wrong.field.set_text("139 0000 01")
    wrong.say("error", "电话少一位。补全，或者清空也能存。")
    words = TextArea(look, "原话", style="words", least=104)
    words.set_text(WORDS)
    form = Form(look)
    form.add("原话", words, hint="怎么说怎么记")
    form.add("主题", plain)
    form.add("对策建议", warned)
    form.add("来访人", row(look, (wrong, 1), NumberField(look, "人数"), Check(look, "匿名", on=True)))
    form.add("密码", SecretField(look, "密码"))
    return card(look, SearchField(look, "找", hint="找：两个字、编号、电话尾号"), form, read_only, None, gap=12)


def _case(look: Look) -> QWidget:
    events = (
        Event("11-18", "undo-2", "协调督办：夜间错时停车与学校谈定 60 个车位", "山阳镇城运中心", "accent"),
        Event("10-12", "square-pen", "收集登记：小区 1200 多户只有 420 个车位", "志愿者 卫某，当场打印回执"),
    )
    steps = Steps(look, [(str(n), word) for n, word in enumerate(STEPS)], ("0", "1", "2"), "3")
    return card(look, Elided(look, WORDS, "head"), steps, Timeline(look, events))


def _sync(look: Look) -> QWidget:
    """The exchange in its states: tiles, a refusal with its reason, the hub near, far and unwilling."""
    tiles, acts, came = Tiles(look), LinesCard(look, lambda: None), CameCard(look)
    tiles.show_view(_view())
    tiles.show_chosen("refused")
    acts.show_shelf(Shelf("", _view(), (), (), NOW))
    came.show_rows(_view().came, NOW)
    standings = (
        Standing(_view(None)),
        Standing(_view()),
        Standing(_view(Trouble("hub_unreachable", {}))),
        Standing(_view(Trouble("hub_revoked", {}))),
        Standing(_view(), running=True, doing="push", done=1_200, total=3_400),
    )
    cards = [LineCard(look) for _ in standings]
    for one, standing in zip(cards, standings, strict=True):
        one.show_standing(standing, NOW, sample=False)
    return column(look, tiles, acts, *cards, came, gap=12)


def _view(trouble: Trouble | None = FINE) -> ExchangeView:
    """Of a desk without a hub when `trouble` is None."""
    told = None if trouble is FINE else trouble
    hub = HubView("https://hub.example.cn", "晨光村", "village", "310116113201", "晨光村", NOW, told, False)
    refused = _row("corrected", "refused", reason="withdrawn", fields=("phone",), settled=True)
    rows = (refused, _row("registered", "saved"), _row("withdrawn", "saved"))
    return ExchangeView(2, 7, 1_284, 1, rows, (_row("replied", "came"),), hub if trouble is not None else None, 9)


def _row(kind: str, state: str, reason: str = "", fields: tuple[str, ...] = (), settled: bool = False) -> ExchangeRow:
    id = UUID(int=len(kind))
    title = "关于菜场门口停车秩序的建议"
    made = ExchangeRow(9, id, id, "482917036", kind, state, NOW, title, "柏*", fields, reason, settled)
    return made if state != "came" else replace(made, level="town", place="山阳镇征集工作站")


def _messages(look: Look) -> QWidget:
    line = MessageLine(look)
    line.say(Message("2027 年的节假日还没有。", "amber"))
    act = Act("补打", lambda: None, "printer", "Ctrl+P")
    line.say(Message("打印机没有响应。这一件已存本机（编号 482-917-036）。检查打印机后按 Ctrl+P 补打。", "red", (act,)))
    return line
