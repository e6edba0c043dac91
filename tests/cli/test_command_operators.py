"""operators: who may sit at the desk, each with a password of his own."""

from pathlib import Path

from tests.cli.command_tools import Commands


def test_somebody_is_let_in_writes_under_his_name_and_is_taken_away(station: Commands, tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("另一个密码啊\n", encoding="utf-8")
    assert station.inside("operators").value["operators"] == ["卫某"]
    added = station.inside("operators", "add", "苏某", "--new-password-file", secret)
    assert added.value["operators"] == ["卫某", "苏某"]
    as_other = ("--operator", "苏某", "--password-file", secret)
    number = station.inside("record", station.file({"title": "灯"}), *as_other).value["number"]
    assert station.inside("show", number).value["steps"][0]["who"] == "苏某"
    assert station.inside("operators", "remove", "苏某").value["operators"] == ["卫某"]
    refused = station.inside("cases", *as_other)
    assert (refused.code, refused.fault["code"]) == (2, "operator_unknown")
    for words, code in (
        (("remove", "卫某"), "operator_head"),
        (("remove", "谁"), "operator_unknown"),
        (("fire", "谁"), "bad_option"),
        (("add", "卫某", "--new-password-file", secret), "operator_known"),
    ):
        said = station.inside("operators", *words)
        assert (said.code, said.fault["code"]) == (2, code), words
