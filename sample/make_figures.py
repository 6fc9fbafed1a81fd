#!/usr/bin/env python3
# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)
"""Makes figures.tsv, submissions.tsv and corrections.tsv from units.tsv and succession.tsv.

2021-2024 by the former communes of both provinces, 2025 by the new ones. figures.tsv holds what was approved at the
time; corrections.tsv what was corrected later. Same input, same bytes: the seed is fixed. `--check` compares with the
tables on disk and writes nothing; `--totals` prints the totals of each province and year.
"""
import datetime as dt
import random
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEAD = "# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)\n"
SEED = 21012019
YEARS = range(2021, 2026)
QP = ["QP01", "QP02", "QP04", "QP06", "QP07", "QP09", "QP10", "QP12", "QP13", "QP15", "QP16", "QP17", "QP18"]
GD = ["GD01", "GD02", "GD03", "GD04", "GD05", "GD06", "GD07", "GD08"]
FORMS = {"BC-QPQS": QP, "BC-GDQPAN": GD}
COLUMNS = ["form", "indicator", "unit", "year", "state", "value", "submitted_on", "approved_on", "note"]
# how many units did not report at all, by form and year
MISSING = {"BC-QPQS": [6, 4, 3, 2, 5], "BC-GDQPAN": [9, 6, 4, 3, 7]}
LATE = {"BC-QPQS": [0.11, 0.08, 0.06, 0.05, 0.12], "BC-GDQPAN": [0.14, 0.10, 0.07, 0.06, 0.13]}


def table(name):
    """Rows of a table as dictionaries."""
    lines = [l for l in (HERE / name).read_text(encoding="utf-8").splitlines() if l and not l.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, l.split("\t"))) for l in lines[1:]]


def write(name, columns, rows, check):
    """Writes one table, or with `check` compares it with the file on disk."""
    text = HEAD + "\t".join(columns) + "\n" + "".join("\t".join(map(str, r)) + "\n" for r in rows)
    path = HERE / name
    if check:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name}: khác với bảng sinh lại")
        return
    path.write_text(text, encoding="utf-8")


def bases(units):
    """What stays with a former commune through the years: size, rates, schools."""
    rng, out = random.Random(SEED), {}
    for u in units:
        if u["level"] != "commune" or not u["key"].startswith("O"):
            continue
        high = int(u["parent"][1:]) >= 8
        size = {"phường": 8600, "thị trấn": 7400, "xã": 6300}[u["type"]] * (0.56 if high and u["type"] == "xã" else 0.8 if high else 1.0)
        out[u["key"]] = {
            "population": int(size * rng.uniform(0.72, 1.34)),
            "militia": {"phường": 0.0118, "thị trấn": 0.0132, "xã": 0.0139}[u["type"]] * (1.38 if high and u["type"] == "xã" else 1.0) * rng.uniform(0.94, 1.06),
            "party": rng.uniform(0.155, 0.225), "quota": rng.uniform(0.0012, 0.0017), "school": u["type"] != "xã" or rng.random() < 0.16,
            "religion": rng.random() < 0.62, "skill": rng.uniform(0.30, 0.62), "exercise": rng.randrange(5), "spend": rng.uniform(0.021, 0.034),
        }
    return out


def joined(base, edges):
    """What the new communes start from: the sum of what they were formed from, 55/45 for the divided one."""
    seen, out = set(), {}
    groups = defaultdict(list)
    for e in edges:
        if e["predecessor"].startswith("O"):
            share = 1.0 if e["area_part"] == "all" else 0.45 if e["predecessor"] in seen else 0.55
            seen.add(e["predecessor"])
            groups[e["successor"]].append((share, base[e["predecessor"]]))
    for key, parts in groups.items():
        total = sum(s * b["population"] for s, b in parts)
        def mean(field):
            return sum(s * b["population"] * b[field] for s, b in parts) / total
        out[key] = {f: mean(f) for f in ("militia", "party", "quota", "skill", "spend")}
        out[key].update(population=int(total), school=any(b["school"] for _, b in parts), pupils_of=sum(s * b["population"] for s, b in parts if b["school"]), religion=any(b["religion"] for _, b in parts), exercise=parts[0][1]["exercise"], parts=len(parts))
    return out


def number(v):
    """A counted value with its state: nought is stated, not left open."""
    return ("number", v) if v else ("zero", 0)


def defence(rng, b, year):
    """The cells of the defence report of one unit and year."""
    t = year - 2021
    people = int(b["population"] * (1 + 0.008 * t) * rng.uniform(0.995, 1.005))
    militia = round(people * b["militia"] * (1 + 0.016 * t) * rng.uniform(0.99, 1.01))
    party = min(militia, round(militia * (b["party"] + 0.018 * t) * rng.uniform(0.96, 1.04)))
    quota = round(people * b["quota"] * rng.uniform(0.85, 1.15))
    if b["population"] < 3000 and rng.random() < 0.3:
        quota = 0
    sent = quota if quota == 0 or rng.random() < 0.93 else quota + (1 if rng.random() < 0.45 else -1)
    due = round(militia * rng.uniform(0.62, 0.74))
    trained = due - min(due, int(due * rng.uniform(0, 0.045)))
    staff = 4 if year < 2025 else 5 + (b.get("parts", 1) > 1)
    skilled = min(staff, round(staff * min(1.0, b["skill"] + 0.06 * t) + rng.uniform(-0.4, 0.4)))
    held = int(b["exercise"] == year % 5 or (year == 2023 and rng.random() < 0.05))
    took = rng.randrange(70, 190) if held else None
    storm = rng.random() < (0.62 if year in (2022, 2024) else 0.34)
    spend = round(people * b["spend"] * (1 + 0.07 * t) * rng.uniform(0.93, 1.08) * 10)
    return {
        "QP01": ("number", people), "QP02": number(militia), "QP04": number(party), "QP06": number(quota), "QP07": number(sent),
        "QP09": number(due), "QP10": number(trained), "QP12": ("number", staff), "QP13": number(skilled), "QP15": number(held),
        "QP16": ("number", took) if held else ("not_applicable", ""),
        "QP17": ("number", rng.randrange(8, 120)) if storm else ("none_occurred", ""), "QP18": ("number", spend),
    }


def education(rng, b, year):
    """The cells of the defence-education report of one unit and year."""
    t, size = year - 2021, b["population"] / 6000
    due3 = round(rng.uniform(0.4, 2.6) * max(1, b.get("parts", 1)))
    got3 = due3 - (1 if due3 and rng.random() < 0.10 - 0.012 * t else 0)
    due4 = round(size * rng.uniform(26, 44))
    got4 = max(0, due4 - int(due4 * rng.uniform(0, 0.16 - 0.02 * t))) + (rng.randrange(1, 4) if rng.random() < 0.06 else 0)
    priests = number(rng.choice([0, 0, 1, 1, 2, 3, 4])) if b["religion"] else ("not_applicable", "")
    elders = round(size * rng.uniform(3, 9))
    pupils = ("number", round(b.get("pupils_of", b["population"]) * rng.uniform(0.085, 0.13))) if b["school"] else ("not_applicable", "")
    classes = ("number", 1 + (got4 > 60)) if got4 and rng.random() < 0.9 else ("none_occurred", "")
    return {"GD01": number(due3), "GD02": number(got3), "GD03": number(due4), "GD04": number(got4), "GD05": priests, "GD06": number(elders), "GD07": pupils, "GD08": classes}


def days(rng, form, year):
    """Day handed in and day approved; some late, none after the form closed."""
    late = rng.random() < LATE[form][year - 2021]
    start = dt.date(year, 11, 15) if late else dt.date(year, 10, 27)
    handed = start + dt.timedelta(days=rng.randrange(0, 15 if late else 18))
    return handed, handed + dt.timedelta(days=rng.randrange(2, 8))


def submit(rng, form, year, key, cells, missing, rows, handed):
    """Adds one unit's report of one year to the tables."""
    codes = FORMS[form]
    if missing:
        rows += [(form, c, key, year, "not_reported", "", "", "", "Chưa nhận được báo cáo") for c in codes]
        handed.append((form, key, year, "missing", "", "", "", "", "", ""))
        return
    sent, ok = days(rng, form, year)
    returned = reason = again = first = ""
    if (form, year) == ("BC-QPQS", 2024) and key == "O058":
        sent, back, again = dt.date(2024, 11, 12), dt.date(2024, 11, 18), dt.date(2024, 11, 21)
        ok, returned = dt.date(2024, 11, 25), back.isoformat()
        reason = "Số dân quân tự vệ đã tham gia huấn luyện lớn hơn số phải huấn luyện; đề nghị rà soát lại chỉ tiêu QP10"
        first = f"QP10={cells['QP09'][1] + 9}"
        again = again.isoformat()
    timing = "late" if sent > dt.date(year, 11, 14) else "on_time"
    handed.append((form, key, year, timing, sent.isoformat(), returned, reason, again, first, ok.isoformat()))
    for c in codes:
        state, value = cells[c]
        note = ""
        if c in ("QP18", "GD06", "QP13") and rng.random() < 0.006:
            state, value, note = "not_reported", "", "Đơn vị để trống ô này"
        if first and c == "QP10":
            note = "Đã trả lại để rà soát, nộp lại ngày 21/11/2024"
        rows.append((form, c, key, year, state, value, again or sent.isoformat(), ok.isoformat(), note))


def correct(rows):
    """The corrections: what was approved first, what holds now, when and why."""
    cell = {(r[0], r[1], r[2], r[3]): (r[4], r[5]) for r in rows}
    out = []
    def fix(form, code, unit, year, state, change, on, why):
        was = cell[(form, code, unit, year)]
        value = was[1] + change if isinstance(change, int) else ""
        assert was[0] in ("number", "zero"), (unit, was)
        out.append((form, code, unit, year, was[0], was[1], state, value, on, why))
    fix("BC-QPQS", "QP02", "O031", 2022, "number", 9, "2023-02-14", "Cộng thiếu một tiểu đội tự vệ của doanh nghiệp đóng trên địa bàn")
    fix("BC-GDQPAN", "GD04", "O104", 2023, "number", -12, "2024-01-22", "Tính trùng học viên của hai lớp mở cùng tháng")
    fix("BC-QPQS", "QP07", "N024", 2025, "number", 1, "2026-02-10", "Bổ sung công dân nhập ngũ bù đổi, có biên bản giao nhận quân kèm theo")
    fix("BC-GDQPAN", "GD07", "N001", 2025, "number", -38, "2026-04-17", "Trừ học sinh đã chuyển trường trước khi kết thúc học kỳ I")
    fix("BC-QPQS", "QP10", "N041", 2025, "number", -6, "2026-07-21", "Kiểm tra lại danh sách điểm danh: sáu người chưa dự đủ thời gian quy định")
    fix("BC-QPQS", "QP04", "N066", 2025, "number", 3, "2026-08-05", "Bổ sung đảng viên chuyển sinh hoạt đảng về địa phương trước ngày lập báo cáo")
    return out


def totals(rows, units, corrections):
    """Sums by province and year with the number of units that gave the figure, corrections to 30/06/2026 applied."""
    district = {u["key"]: u["parent"] for u in units}
    fixed = {(c[0], c[1], c[2], c[3]): c[7] for c in corrections if c[8] <= "2026-06-30"}
    total, given = defaultdict(int), defaultdict(int)
    for f, c, u, y, state, value, *_ in rows:
        p = district[u]
        p = p if p == "SG2" else district[p]
        for place in (p, "ALL"):
            given[(place, y, c)] += state != "not_reported"
            total[(place, y, c)] += fixed.get((f, c, u, y), value) if state == "number" else 0
    return total, given


def build():
    """All rows of the three tables."""
    units, edges = table("units.tsv"), table("succession.tsv")
    base = bases(units)
    new = joined(base, edges)
    rows, handed = [], []
    for year in YEARS:
        at = new if year == 2025 else base
        for form, make in (("BC-QPQS", defence), ("BC-GDQPAN", education)):
            rng = random.Random(f"{SEED}/{form}/{year}")
            safe = {"O031", "O058", "O104", "N001", "N024", "N041", "N066"}
            silent = set(rng.sample(sorted(set(at) - safe), MISSING[form][year - 2021]))
            for key in sorted(at):
                submit(rng, form, year, key, make(rng, at[key], year), key in silent, rows, handed)
    return units, rows, handed, correct(rows)


def main():
    """Writes (or checks) the tables; `--totals` prints the sums."""
    check = "--check" in sys.argv
    units, rows, handed, corrections = build()
    write("figures.tsv", COLUMNS, rows, check)
    write("submissions.tsv", ["form", "unit", "year", "timing", "submitted_on", "returned_on", "return_reason", "resubmitted_on", "first_values", "approved_on"], handed, check)
    write("corrections.tsv", ["form", "indicator", "unit", "year", "old_state", "old_value", "new_state", "new_value", "corrected_on", "reason"], corrections, check)
    if "--totals" in sys.argv:
        total, given = totals(rows, units, corrections)
        for p in ("SG1", "DM1", "ALL", "SG2"):
            for c in QP + GD:
                print(p, c, *(f"{total[(p, y, c)]} ({given[(p, y, c)]})" for y in YEARS))


if __name__ == "__main__":
    main()
