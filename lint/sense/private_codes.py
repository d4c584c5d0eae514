"""What private-use codes meant in the encodings that came before Unicode had the characters.

GB: the codes that GBK and GB 18030-2000 gave to private use, by the characters that GB 18030-2005
has at the same bytes. Derived from the charmap GB18030 of the GNU C library; the table
gb-18030-2005 of ICU agrees on all of them.

HKSCS: code page 950 gave the user-defined codes of Big5 to U+E000 and following in linear order (so
do ICU's windows-950_hkscs-2001 and ibm-5471, and the tables of HP-UX and Solaris). Read by Python's
codec big5hkscs; the charmap BIG5-HKSCS of the GNU C library agrees on all 4,896 they share.
"""

from __future__ import annotations

PRESENTATION, DESCRIPTION = "︐︒︑︓︔︕︖︗︘︙", "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻"
ADDED = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼"
    "䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
GB = {0xE76C: "€", 0xE7C7: "ḿ", 0xE7C8: "ǹ"}
GB |= dict(zip(range(0xE78D, 0xE797), PRESENTATION, strict=True))
GB |= dict(zip(range(0xE7E7, 0xE7F4), DESCRIPTION, strict=True))
GB |= dict(zip(range(0xE815, 0xE865), ADDED, strict=True))

BIG5 = ((0xF6B1, 0xC6, 63), (0xEEB8, 0x81, 0), (0xE311, 0x8E, 0), (0xE000, 0xFA, 0))
"""First code, its lead byte, its place in a row of 157 trail bytes: 63 from 0x40, 94 from 0xA1."""
BIG5_END, ROW, LOW = 0xF848, 157, 63


def gb(char: str) -> str:
    """The character that a private-use character is in GB 18030, empty if none."""
    return GB.get(ord(char), "")


def hkscs(char: str) -> str:
    """The character that a private-use character is in HKSCS, empty if none."""
    code = ord(char)
    if code > BIG5_END:
        return ""
    first, lead, skipped = next(row for row in BIG5 if code >= row[0])
    row, cell = divmod(code - first + skipped, ROW)
    trail = cell + 0x40 if cell < LOW else cell - LOW + 0xA1
    try:
        return bytes((lead + row, trail)).decode("big5hkscs")
    except UnicodeDecodeError:
        return ""
