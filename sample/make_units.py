#!/usr/bin/env python3
# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)
"""Makes units.tsv, succession.tsv, areas.tsv and bodies.tsv of the invented province.

The lists below are the source: per former district, which former communes went into which new one.
`t` thị trấn, `p` phường, `x` xã; `*` marks the one commune that was divided; `@D02` a commune of another district.
Same input, same bytes: the seed is fixed. `--check` compares with the tables on disk and writes nothing.
"""
import math
import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEAD = "# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)\n"
LAST, FIRST = "2025-06-30", "2025-07-01"
BASIS_COMMUNE = "Nghị quyết số 9998/NQ-UBTVQH15 ngày 16/6/2025 (mẫu)"
BASIS_PROVINCE = "Nghị quyết số 9997/2025/QH15 ngày 12/6/2025 (mẫu)"
BASIS_OLD = "Danh mục đơn vị hành chính tỉnh (mẫu)"
BASIS_2020 = "Nghị quyết số 9820/NQ-UBTVQH14 ngày 17/12/2019 (mẫu)"
TYPES = {"t": "thị trấn", "p": "phường", "x": "xã"}
SEED = 20250701

# key, type, name, province, latitude, longitude
DISTRICTS = [
    ("D01", "thành phố", "Khánh Giang", "SG1", 21.382, 105.462),
    ("D02", "thị xã", "Tường Ninh", "SG1", 21.301, 105.598),
    ("D03", "huyện", "Lạc Hà", "SG1", 21.468, 105.318),
    ("D04", "huyện", "Thuận Thạch", "SG1", 21.262, 105.388),
    ("D05", "huyện", "Sông Hạ", "SG1", 21.243, 105.196),
    ("D06", "huyện", "Tiên Lĩnh", "SG1", 21.517, 105.562),
    ("D07", "huyện", "Đồng Kiều", "SG1", 21.402, 105.667),
    ("D08", "thành phố", "Mây Sơn", "DM1", 21.703, 105.352),
    ("D09", "huyện", "Đồi Thông", "DM1", 21.652, 105.171),
    ("D10", "huyện", "Suối Ngần", "DM1", 21.801, 105.208),
    ("D11", "huyện", "Đèo Sương", "DM1", 21.853, 105.411),
    ("D12", "huyện", "Khe Vàng", "DM1", 21.722, 105.553),
]

GROUPS = {
    "D01": """
p Khánh Giang = p Khánh Đài; p Khánh Minh; p Khánh Phúc
p Thịnh Giang = p Thịnh Giang; p Thịnh Phúc
p Thọ Giang = p Thọ Giang; p Thọ Minh
p Minh Hà = p Minh Hà; p Minh Đình
p Kim Lãng = p Kim Lãng; x Kim Kiều
p Giang Phong = p Giang Phong
x Phượng Trì = x Phượng Trì; x Khánh Trì; x Tường Khê@D02
""",
    "D02": """
p Tường Ninh = p Tường Thịnh; p Tường Minh
p Ninh Liên = p Ninh Liên; p Ninh Đình
p Tường Lạc = p Tường Lạc; p Tường Lộc
p Ninh Lương = p Ninh Lương
x Ninh Hội = x Ninh Hội; x Ninh Viên
x Tường Xá = x Tường Xá
x Tường Yên = x Tường Yên
""",
    "D03": """
x Lạc Hà = t Lạc Hà; x Hà Liên
x Lạc Vinh = x Lạc Vinh; x Lạc Mỹ
x Lạc Môn = x Lạc Môn; x Lạc Tường*
x Hà Quán = x Hà Quán; x Lạc Tường*
x Hà Hạnh = x Hà Hạnh; x Hà Xá
x Lạc Lĩnh = x Lạc Lĩnh
x Hà Thọ = x Hà Thọ; x Hà Trì
x Lạc Viên = x Lạc Viên
x Lạc Đài = x Lạc Đài; x Lạc Yên
x Hà Đường = x Hà Đường
""",
    "D04": """
x Thuận Thạch = t Thuận Thạch; x Thuận Tiến
x Thuận Quang = x Thuận Quang; x Thuận Đài
x Thạch Khánh = x Thạch Khánh; x Thạch Phú
x Thạch Lãng = x Thạch Lãng
x Thuận Liên = x Thuận Liên; x Thuận Mai
x Thạch Ninh = x Thạch Ninh; x Thạch Thịnh
x Thuận Tường = x Thuận Tường
x Phúc Thạch = x Phúc Thạch; x Thuận Nham
x Thạch Môn = x Thạch Môn
""",
    "D05": """
x Sông Hạ = t Sông Hạ; x Hạ Liên
x Hạ Trì = x Hạ Trì; x Hạ Xá
x Thượng Lĩnh = x Thượng Lĩnh; x Thượng Trì
x Thượng Xuyên = x Thượng Xuyên
x Hạ Trường = x Hạ Trường; x Hạ Thọ
x Thượng Đôn = x Thượng Đôn; x Thượng Cầu
x Phúc Quán = x Phúc Quán
x Phúc Môn = x Phúc Môn; x Phúc Nham
x Thượng Hội = x Hạ Đôn
""",
    "D06": """
x Tiên Lĩnh = t Tiên Lĩnh; x Tiên Bình; x Tiên Đình
x Tiên Quang = x Tiên Quang; x Tiên Đài
x Tiên Lạc = x Tiên Lạc
x Tiên Nghĩa = x Tiên Nghĩa; x Tiên Môn
x Nhân Hạnh = x Nhân Hạnh; x Nhân Kiều
x Nhân Viên = x Nhân Viên
x Nhân Thành = x Nhân Thành; x Nhân Trì
x Tiên Nham = x Tiên Nham
""",
    "D07": """
x Đồng Kiều = t Đồng Kiều; x Đồng Hạnh
x Đồng Tường = x Đồng Tường; x Đồng Cầu
x Đồng Lãng = x Đồng Lãng
x Việt Quán = x Việt Quán; x Việt Hội
x Việt Đường = x Việt Đường
x Đồng Trường = x Đồng Trường
x Việt Nghĩa = x Việt Nghĩa; x Việt Đôn
x Việt Thạch = x Việt Thạch
""",
    "D08": """
p Mây Sơn = p Sơn Nghĩa; p Sơn Phúc; p Sơn Lạc
p Sơn Trường = p Sơn Trường; p Sơn Tâm
p Yên Hạnh = p Yên Hạnh; p Yên Đài
x Yên Nham = x Yên Nham; x Yên Xuyên
x Sơn Viên = x Sơn Viên; x Sơn Quán
x Yên Cầu = x Yên Cầu
""",
    "D09": """
x Đồi Thông = t Đồi Thông; x Đồi Sim
x Nà Thông = x Nà Thông; x Nà Mận
x Đồi Quế = x Đồi Quế; x Đồi Trám
x Khe Sâu = x Khe Sâu
x Lũng Mận = x Lũng Mận; x Lũng Trám
x Nà Khoai = x Nà Khoai; x Nà Lúa
x Nà Sim = x Nà Sim; x Phúc Thạch
x Đồi Bưởi = x Đồi Bưởi
x Lũng Giang = x Lũng Giang
""",
    "D10": """
x Suối Ngần = t Suối Ngần; x Suối Lanh
x Suối Đào = x Suối Đào; x Suối Vối
x Nà Ngần = x Nà Ngần
x Mường Sim = x Mường Sim; x Mường Lanh
x Mường Thông = x Mường Thông
x Suối Sâu = x Suối Sâu; x Suối Lạnh
x Nậm Đào = x Nậm Đào
x Nậm Mơ = x Nậm Mơ; x Nậm Quế
x Suối Xanh = x Suối Xanh
""",
    "D11": """
x Đèo Sương = t Đèo Sương; x Đèo Mơ
x Đèo Thông = x Đèo Thông; x Đèo Nghiến
x Pù Mây = x Pù Mây
x Pù Xanh = x Pù Xanh; x Pù Lanh
x Phiêng Sương = x Phiêng Sương
x Phiêng Đào = x Phiêng Đào; x Phiêng Mận
x Tà Sương = x Tà Sương
x Tà Quế = x Tà Quế; x Tà Sim
x Đèo Giang = x Đèo Giang
x Bản Chò = x Bản Chò
""",
    "D12": """
x Khe Vàng = t Khe Vàng; x Khe Trám
x Khe Hoa = x Khe Hoa
x Thác Đào = x Thác Đào; x Thác Bưởi
x Thác Ngần = x Thác Ngần
x Huổi Mơ = x Huổi Mơ; x Huổi Cọ
x Huổi Sương = x Huổi Sương
x Khe Quế = x Khe Quế
x Co Lúa = x Co Lúa; x Co Xanh
x Khe Tiên = x Khe Tiên
x Thác Quế = x Thác Quế
""",
}

# area defence command: number, seat, former districts whose communes it covers
AREAS = [
    (1, "Khánh Giang", ["D01", "D02"]),
    (2, "Lạc Hà", ["D03", "D06", "D07"]),
    (3, "Sông Hạ", ["D04", "D05"]),
    (4, "Mây Sơn", ["D08", "D09", "D12"]),
    (5, "Đèo Sương", ["D10", "D11"]),
]
BASIS_AREA = "Quyết định số 9950/QĐ-BQP ngày 20/6/2025 (mẫu)"

DEPARTMENTS = [
    ("SNV", "Sở Nội vụ"), ("STC", "Sở Tài chính"), ("SXD", "Sở Xây dựng"),
    ("SNNMT", "Sở Nông nghiệp và Môi trường"), ("SCT", "Sở Công Thương"),
    ("SKHCN", "Sở Khoa học và Công nghệ"), ("SGDDT", "Sở Giáo dục và Đào tạo"), ("SYT", "Sở Y tế"),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch"), ("STP", "Sở Tư pháp"),
    ("SDTTG", "Sở Dân tộc và Tôn giáo"), ("SNGV", "Sở Ngoại vụ"), ("TTT", "Thanh tra tỉnh"),
]
MASS = [
    ("HLHPN", "Hội Liên hiệp Phụ nữ tỉnh", "Hội LHPN tỉnh"), ("HND", "Hội Nông dân tỉnh", "Hội Nông dân tỉnh"),
    ("HCCB", "Hội Cựu chiến binh tỉnh", "Hội CCB tỉnh"), ("TDTN", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", "Tỉnh đoàn"),
    ("LDLD", "Liên đoàn Lao động tỉnh", "LĐLĐ tỉnh"),
]
CENTRAL = [
    ("TW.QH", "Quốc hội", "QH", "assembly"), ("TW.CP", "Chính phủ", "CP", "government"),
    ("TW.BCT", "Bộ Chính trị", "BCT", "party_central"), ("TW.BQP", "Bộ Quốc phòng", "BQP", "ministry"),
    ("TW.BCA", "Bộ Công an", "BCA", "ministry"), ("TW.QK", "Bộ Tư lệnh Quân khu", "BTL Quân khu", "military_region"),
]


def write(name, columns, rows, check):
    """Writes one table, or with `check` compares it with the file on disk."""
    text = HEAD + "\t".join(columns) + "\n" + "".join("\t".join(map(str, r)) + "\n" for r in rows)
    path = HERE / name
    if check:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name}: khác với bảng sinh lại")
        return
    path.write_text(text, encoding="utf-8")


def parse(item):
    """`x Lạc Tường*@D02` -> (type letter, name, divided, district or None)"""
    item, _, district = item.partition("@")
    letter, _, name = item.strip().partition(" ")
    return letter, name.rstrip("*"), name.endswith("*"), district.strip() or None


def place(rng, centre, taken):
    """A point near the district's centre, not on top of another commune."""
    for attempt in range(400):
        r, a = 0.012 + 0.075 * math.sqrt(rng.random()), rng.random() * 2 * math.pi
        p = (centre[0] + r * math.sin(a) * 0.9, centre[1] + r * math.cos(a))
        gap = 0.018 if attempt < 200 else 0.012
        if all(math.dist(p, q) > gap for q in taken):
            taken.append(p)
            return p
    raise SystemExit("không còn chỗ đặt điểm")


def territory():
    """Old communes, new communes and the edges between them, in a stable order."""
    rng, taken = random.Random(SEED), []
    centre = {d[0]: (d[4], d[5]) for d in DISTRICTS}
    province = {d[0]: d[3] for d in DISTRICTS}
    old, new, edges = {}, [], []
    groups = {d: [g.split(" = ") for g in text.strip().splitlines()] for d, text in GROUPS.items()}
    for d, rows in groups.items():
        for _, sources in rows:
            for s in sources.split("; "):
                letter, name, _, other = parse(s)
                home = other or d
                old.setdefault((home, name), {"letter": letter, "district": home, "name": name})
    serial = {"SG1": 98001, "DM1": 99001}
    for i, (_, o) in enumerate(sorted(old.items(), key=lambda kv: kv[0][0]), 1):
        p = province[o["district"]]
        o.update(key=f"O{i:03d}", code=serial[p], at=place(rng, centre[o["district"]], taken), since="1997-01-01", basis=BASIS_OLD)
        if i % 19 == 0:
            o.update(since="2020-01-01", basis=BASIS_2020)
        serial[p] += 3
    for d, rows in groups.items():
        for head, sources in rows:
            letter, name, _, _ = parse(head)
            parts = [(parse(s), old[(parse(s)[3] or d, parse(s)[1])]) for s in sources.split("; ")]
            seat = parts[0][1]
            key = f"N{len(new) + 1:03d}"
            new.append({"key": key, "letter": letter, "name": name, "code": seat["code"], "at": seat["at"], "district": d})
            for (_, _, divided, _), o in parts:
                kind = "divided" if divided else "consolidated" if len(parts) > 1 else "continued" if o["name"] == name else "renamed"
                share = "part" if divided else "all"
                edges.append((o["key"], key, FIRST, share, share, kind, BASIS_COMMUNE))
    return old, new, edges


def unit_rows(old, new):
    """Rows of units.tsv: provinces, districts, old communes, new communes."""
    def row(key, level, kind, name, code, parent, since, until, at, basis):
        label = f"{kind} {name}" + (" (mẫu)" if level == "province" else "")
        return (key, level, kind, name, label, code, parent, since, until, f"{at[0]:.4f}", f"{at[1]:.4f}", basis)
    rows = [
        row("SG1", "province", "tỉnh", "Sông Giang", "98", "", "1997-01-01", LAST, (21.3820, 105.4620), BASIS_OLD),
        row("DM1", "province", "tỉnh", "Đồi Mây", "99", "", "1997-01-01", LAST, (21.7030, 105.3520), BASIS_OLD),
        row("SG2", "province", "tỉnh", "Sông Giang", "98", "", FIRST, "", (21.3820, 105.4620), BASIS_PROVINCE),
    ]
    for i, (key, kind, name, province, lat, lon) in enumerate(DISTRICTS):
        rows.append(row(key, "district", kind, name, str(981 + i), province, "1997-01-01", LAST, (lat, lon), BASIS_OLD))
    for o in sorted(old.values(), key=lambda o: o["key"]):
        rows.append(row(o["key"], "commune", TYPES[o["letter"]], o["name"], o["code"], o["district"], o["since"], LAST, o["at"], o["basis"]))
    for n in new:
        rows.append(row(n["key"], "commune", TYPES[n["letter"]], n["name"], n["code"], "SG2", FIRST, "", n["at"], BASIS_COMMUNE))
    return rows


def province_bodies(unit, name, since, until, basis):
    """The bodies that every province has, before and after the merger."""
    u = unit
    def row(code, full, short, kind, parent="", standing=""):
        return (f"{u}.{code}", full, short, kind, u, parent and f"{parent}", standing, since, until, basis)
    return [
        row("TU", f"Tỉnh ủy {name}", "Tỉnh ủy", "party_committee"),
        row("BTVTU", f"Ban Thường vụ Tỉnh ủy {name}", "BTV Tỉnh ủy", "party_standing_committee", f"{u}.TU"),
        row("HDND", f"Hội đồng nhân dân tỉnh {name}", "HĐND tỉnh", "peoples_council"),
        row("UBND", f"Ủy ban nhân dân tỉnh {name}", "UBND tỉnh", "peoples_committee", "TW.CP"),
        row("BCDKVPT", f"Ban Chỉ đạo khu vực phòng thủ tỉnh {name}", "Ban Chỉ đạo KVPT tỉnh", "steering_committee", f"{u}.UBND"),
        row("HDGDQPAN", f"Hội đồng Giáo dục quốc phòng và an ninh tỉnh {name}", "Hội đồng GDQPAN tỉnh", "council", f"{u}.UBND"),
        row("HDNVQS", f"Hội đồng nghĩa vụ quân sự tỉnh {name}", "Hội đồng NVQS tỉnh", "council", f"{u}.UBND"),
        row("DUQS", f"Đảng ủy Quân sự tỉnh {name}", "ĐUQS tỉnh", "party_committee", f"{u}.TU"),
        row("BCHQS", f"Bộ Chỉ huy quân sự tỉnh {name}", "Bộ CHQS tỉnh", "military_command", "TW.QK", f"{u}.BCDKVPT;{u}.HDGDQPAN;{u}.HDNVQS" + (f";{u}.BCHPTDS" if u == "SG2" else "")),
        row("CAT", f"Công an tỉnh {name}", "Công an tỉnh", "police", "TW.BCA"),
    ]


def body_rows(old, new):
    """Rows of bodies.tsv."""
    rows = [(k, n, s, kind, "", "", "", "", "", "") for k, n, s, kind in CENTRAL]
    rows += province_bodies("SG1", "Sông Giang", "1997-01-01", LAST, BASIS_OLD)
    for code, full, short, parent in [("BTGTU", "Ban Tuyên giáo Tỉnh ủy Sông Giang", "BTGTU", "SG1.TU"), ("BTCTU", "Ban Tổ chức Tỉnh ủy Sông Giang", "BTCTU", "SG1.TU"), ("BCSDUBND", "Ban cán sự đảng Ủy ban nhân dân tỉnh Sông Giang", "BCSĐ UBND tỉnh", "SG1.TU")]:
        rows.append((f"SG1.{code}", full, short, "party_office", "SG1", parent, "", "1997-01-01", LAST, BASIS_OLD))
    rows.append(("SG1.VPTU", "Văn phòng Tỉnh ủy Sông Giang", "VPTU", "party_office", "SG1", "SG1.TU", "", "1997-01-01", LAST, BASIS_OLD))
    rows.append(("SG1.DUCA", "Đảng ủy Công an tỉnh Sông Giang", "ĐUCA tỉnh", "party_committee", "SG1", "SG1.TU", "", "1997-01-01", LAST, BASIS_OLD))
    rows += province_bodies("DM1", "Đồi Mây", "1997-01-01", LAST, BASIS_OLD)
    rows.append(("D03.BCDDT", "Ban Chỉ đạo diễn tập khu vực phòng thủ huyện Lạc Hà", "Ban Chỉ đạo diễn tập", "steering_committee", "D03", "D03.UBND", "", "2023-06-15", "2023-12-31", "Quyết định số 1460/QĐ-UBND ngày 15/6/2023 của UBND huyện Lạc Hà (mẫu)"))
    rows += province_bodies("SG2", "Sông Giang", FIRST, "", BASIS_PROVINCE)
    def sg(code, full, short, kind, parent, standing="", basis=BASIS_PROVINCE):
        rows.append((f"SG2.{code}", full, short, kind, "SG2", parent, standing, FIRST, "", basis))
    sg("BCHPTDS", "Ban Chỉ huy phòng thủ dân sự tỉnh Sông Giang", "Ban Chỉ huy PTDS tỉnh", "steering_committee", "SG2.UBND")
    sg("VPTU", "Văn phòng Tỉnh ủy Sông Giang", "VPTU", "party_office", "SG2.TU")
    sg("BTCTU", "Ban Tổ chức Tỉnh ủy Sông Giang", "BTCTU", "party_office", "SG2.TU")
    sg("BTGDVTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy Sông Giang", "BTGDVTU", "party_office", "SG2.TU")
    sg("UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy Sông Giang", "UBKTTU", "party_office", "SG2.TU")
    sg("VPUBND", "Văn phòng Ủy ban nhân dân tỉnh Sông Giang", "Văn phòng UBND tỉnh", "office", "SG2.UBND")
    for code, full in DEPARTMENTS:
        sg(code, f"{full} Sông Giang" if code != "TTT" else "Thanh tra tỉnh Sông Giang", full, "department", "SG2.UBND")
    sg("MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Giang", "Ủy ban MTTQ Việt Nam tỉnh", "front", "")
    for code, full, short in MASS:
        sg(code, f"{full} Sông Giang", short, "mass_organisation", "SG2.MTTQ")
    sg("TCT", "Trường Chính trị tỉnh Sông Giang", "Trường Chính trị tỉnh", "school", "SG2.TU")
    sg("BAO", "Báo và phát thanh, truyền hình Sông Giang", "Báo Sông Giang", "press", "SG2.TU")
    for n, seat, _ in AREAS:
        sg(f"PTKV{n}", f"Ban Chỉ huy phòng thủ khu vực {n} - {seat}", f"Ban CH PTKV {n}", "area_defence_command", "SG2.BCHQS", "", BASIS_AREA)
    party = {"huyện": "Huyện ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}
    for key, kind, name, province, _, _ in DISTRICTS:
        for code, full, short, k, parent in [
            ("HU", f"{party[kind]} {name}", party[kind], "party_committee", f"{province}.TU"),
            ("UBND", f"Ủy ban nhân dân {kind} {name}", f"UBND {kind} {name}", "peoples_committee", f"{province}.UBND"),
            ("BCHQS", f"Ban Chỉ huy quân sự {kind} {name}", f"Ban CHQS {kind} {name}", "military_command", f"{province}.BCHQS"),
        ]:
            rows.append((f"{key}.{code}", full, short, k, key, parent, "", "1997-01-01", LAST, BASIS_OLD))
    for o in sorted(old.values(), key=lambda o: o["key"]):
        t = f"{TYPES[o['letter']]} {o['name']}"
        rows.append((f"{o['key']}.UBND", f"Ủy ban nhân dân {t}", f"UBND {t}", "peoples_committee", o["key"], f"{o['district']}.UBND", "", o["since"], LAST, o["basis"]))
    for n in new:
        t, k = f"{TYPES[n['letter']]} {n['name']}", n["key"]
        rows.append((f"{k}.DU", f"Đảng ủy {t}", f"Đảng ủy {t}", "party_committee", k, "SG2.TU", "", FIRST, "", BASIS_COMMUNE))
        rows.append((f"{k}.UBND", f"Ủy ban nhân dân {t}", f"UBND {t}", "peoples_committee", k, "SG2.UBND", "", FIRST, "", BASIS_COMMUNE))
        rows.append((f"{k}.BCHQS", f"Ban Chỉ huy quân sự {t}", f"Ban CHQS {t}", "commune_military_command", k, f"{k}.UBND", "", FIRST, "", BASIS_COMMUNE))
    return rows


def chain_rows(bodies, areas):
    """Rows of chains.tsv: superiors in a chain that is not that of the principal superior."""
    there = {b[0] for b in bodies}
    rows = []

    def place(body, chain, parent, basis):
        if body in there and parent in there:
            rows.append((body, chain, parent, FIRST, basis))

    for code in ("UBND", "HDND", "MTTQ", "CAT"):
        place(f"SG2.{code}", "party", "SG2.TU", BASIS_PROVINCE)
    place("SG2.BCHQS", "party", "SG2.DUQS", BASIS_PROVINCE)
    for n in range(1, 6):
        place(f"SG2.PTKV{n}", "party", "SG2.DUQS", BASIS_AREA)
    for body, unit, *_ in areas:
        place(f"{unit}.UBND", "party", f"{unit}.DU", BASIS_COMMUNE)
        place(f"{unit}.BCHQS", "military", body, BASIS_AREA)
    return sorted(rows)


def body_succession(bodies, edges):
    """Rows of body_succession.tsv: which body took over from one that ceased with the old units."""
    there = {b[0] for b in bodies}
    rows = []
    for body in (b[0] for b in bodies if b[8] == LAST):
        unit, code = body.split(".")
        heirs = [e[1] for e in edges if e[0] == unit]
        code = {"BTGTU": "BTGDVTU"}.get(code, code)
        rows += [(body, f"{h}.{code}", FIRST) for h in heirs if f"{h}.{code}" in there]
    return rows


def main():
    """Writes (or checks) the six tables."""
    check = "--check" in sys.argv
    old, new, edges = territory()
    assert len(old) == 168 and len(new) == 102, (len(old), len(new))
    assert len({n["name"] for n in new}) == 102
    edges = [("SG1", "SG2", FIRST, "all", "all", "continued", BASIS_PROVINCE), ("DM1", "SG2", FIRST, "all", "all", "absorbed", BASIS_PROVINCE)] + edges
    write("units.tsv", ["key", "level", "type", "name", "label", "code", "parent", "valid_from", "valid_to", "lat", "lon", "basis"], unit_rows(old, new), check)
    write("succession.tsv", ["predecessor", "successor", "date", "area_part", "population_part", "kind", "basis"], edges, check)
    area_of = {d: n for n, _, ds in AREAS for d in ds}
    areas = [(f"SG2.PTKV{area_of[n['district']]}", n["key"], FIRST, "", BASIS_AREA) for n in new]
    write("areas.tsv", ["body", "unit", "valid_from", "valid_to", "basis"], sorted(areas), check)
    bodies = body_rows(old, new)
    write("bodies.tsv", ["key", "name", "short_name", "kind", "unit", "parent", "standing_agency_of", "valid_from", "valid_to", "basis"], bodies, check)
    write("chains.tsv", ["body", "chain", "parent", "valid_from", "basis"], chain_rows(bodies, areas), check)
    write("body_succession.tsv", ["predecessor", "successor", "date"], body_succession(bodies, edges), check)


if __name__ == "__main__":
    main()
