#!/usr/bin/env python3
# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)
"""Checks the sample province: references between the tables, dates, sums, and that every quote stands in its document.

Prints each fault on one line and exits 1 when there is any. Reads only this folder; needs Python 3.9 or newer.
"""
import html
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTE = "# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)"
FREEZE = "2026-06-30"
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
RANKS = ["Thiếu úy", "Trung úy", "Thượng úy", "Đại úy", "Thiếu tá", "Trung tá", "Thượng tá", "Đại tá"]
# number of a document of this sample (or an act it rests on) and the one date it may carry
DATES = {
    "07-NQ/TU": "25/3/2021", "04/CT-UBND": "22/01/2026", "12/KH-BCĐ": "10/3/2026", "1205/QC-BCHQS-CAT": "15/8/2025", "96/TB-UBND": "26/6/2026",
    "28-NQ/TW": "22/9/2008", "44-NQ/TW": "24/11/2023", "21/2019/NĐ-CP": "22/02/2019", "168/2018/NĐ-CP": "28/12/2018", "164/2018/NĐ-CP": "21/12/2018",
    "220/2025/NĐ-CP": "07/8/2025", "200/2025/NĐ-CP": "09/7/2025", "03/2019/NĐ-CP": "05/9/2019", "13/2014/NĐ-CP": "25/02/2014", "11/CT-UBND": "05/8/2025",
}
FIELDS = "politics economy culture_society science_technology defence security external civil_defence forces education policy land_works budget organisation other".split()
faults = []


def must(ok, *what):
    """Notes a fault when `ok` is false."""
    if not ok:
        faults.append(" ".join(map(str, what)))
    return ok


def table(name):
    """Rows of a table as dictionaries; the comment line and the column count are checked."""
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    must(lines[0] == NOTE, name, "thiếu dòng ghi chú dữ liệu mẫu")
    head, rows = lines[1].split("\t"), []
    for n, line in enumerate(lines[2:-1], 3):
        cells = line.split("\t")
        if must(len(cells) == len(head), f"{name}:{n}", "sai số cột"):
            rows.append(dict(zip(head, cells)))
    must(lines[-1] == "", name, "thiếu xuống dòng cuối")
    for r in rows:
        for k, v in r.items():
            if v and (k.endswith("_on") or k in ("valid_from", "valid_to", "rank_from", "rank_to", "on", "new_due_on")):
                must(DAY.match(v), name, k, v, "không phải ngày")
    return rows


def keyed(rows, name, key="key"):
    """Rows by key; keys are unique."""
    must(len({r[key] for r in rows}) == len(rows), name, "trùng khóa")
    return {r[key]: r for r in rows}


def held(row, day):
    """Whether a dated row holds on a day."""
    return (not row["valid_from"] or row["valid_from"] <= day) and (not row["valid_to"] or day <= row["valid_to"])


def document(name):
    """Front matter (lists of values) and text of a document, without layout marks, tags and scripts."""
    raw = (HERE / "documents" / name).read_text(encoding="utf-8")
    if name.endswith(".src.txt"):
        _, front, body = re.split(r"^---$", raw, maxsplit=2, flags=re.M)
        matter = defaultdict(list)
        for line in front.strip().splitlines():
            k, v = line.split(": ", 1)
            matter[k].append(v)
        return matter, re.sub(r"^@\w+ ?", "", body, flags=re.M)
    if name.endswith(".html"):
        raw = re.sub(r"(?s)<script.*?</script>|<style.*?</style>|<!--.*?-->", "", raw)
        return {}, html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(p|h1|td|li|figcaption|div)>", "\n", raw)))
    return {}, raw


def check_units(units, edges, areas):
    """Counts, parents, points, and the edges of the merger."""
    by = keyed(units, "units.tsv")
    count = Counter((u["level"], u["key"][0]) for u in units)
    must(count[("commune", "O")] == 168 and count[("commune", "N")] == 102 and count[("district", "D")] == 12, "units.tsv số đơn vị", dict(count))
    for u in units:
        must(not u["parent"] or u["parent"] in by, "units.tsv cấp trên", u["key"])
        must(re.fullmatch(r"9\d{4}|98|99|9[89]\d", u["code"]), "units.tsv mã", u["code"])
        must(21 < float(u["lat"]) < 22 and 105 < float(u["lon"]) < 106, "units.tsv tọa độ", u["key"])
    for day in ("2025-06-30", "2025-07-01"):
        codes = [u["code"] for u in units if held(u, day)]
        must(len(codes) == len(set(codes)), "units.tsv trùng mã trong ngày", day)
    out, into = defaultdict(list), defaultdict(list)
    for e in edges:
        if must(e["predecessor"] in by and e["successor"] in by, "succession.tsv khóa", e):
            must(by[e["predecessor"]]["valid_to"] == "2025-06-30" and by[e["successor"]]["valid_from"] == e["date"], "succession.tsv ngày", e)
        out[e["predecessor"]].append(e)
        into[e["successor"]].append(e)
    for u in units:
        must(u["level"] != "commune" or (out if u["key"][0] == "O" else into)[u["key"]], "succession.tsv thiếu", u["key"])
    for key, es in list(out.items()):
        must(es and (len(es) > 1) == (es[0]["area_part"] == "part"), "succession.tsv phần chia", key)
    kinds = Counter(e["kind"] for e in edges)
    must(kinds["divided"] == 2 and kinds["renamed"] == 1 and kinds["absorbed"] == 1, "succession.tsv loại", dict(kinds))
    must({a["unit"] for a in areas} == set(k for k in by if k[0] == "N") and len(areas) == 102, "areas.tsv chưa phủ đủ xã, phường")
    return by


def check_bodies(bodies, units, areas, people, posts):
    """References and dates of bodies, ranks and posts."""
    by = keyed(bodies, "bodies.tsv")
    for b in bodies:
        must(not b["unit"] or b["unit"] in units, "bodies.tsv đơn vị", b["key"])
        for k in [b["parent"]] + b["standing_agency_of"].split(";"):
            must(not k or k in by, "bodies.tsv tham chiếu", b["key"], k)
        if b["unit"]:
            u = units[b["unit"]]
            must(b["valid_from"] >= u["valid_from"] and (not u["valid_to"] or b["valid_to"] and b["valid_to"] <= "2025-06-30"), "bodies.tsv thời hạn", b["key"])
    for n in [k for k in units if k[0] == "N"]:
        must(all(f"{n}.{c}" in by for c in ("UBND", "BCHQS", "DU")), "bodies.tsv thiếu cơ quan cấp xã", n)
    must(all(a["body"] in by for a in areas), "areas.tsv cơ quan")
    ranks = defaultdict(list)
    for p in people:
        must((p["rank"] in RANKS) == bool(p["rank_from"]), "people.tsv cấp bậc", p["key"])
        ranks[p["key"]].append(p)
    for key, rows in ranks.items():
        must(len({p["name"] for p in rows}) == 1, "people.tsv tên", key)
        for a, b in zip(rows, rows[1:]):
            must(a["rank_to"] < b["rank_from"] and RANKS.index(a["rank"]) < RANKS.index(b["rank"]), "people.tsv thứ tự cấp bậc", key)
    must(len({p["name"] for p in people}) == len(ranks), "people.tsv trùng họ tên")
    for p in posts:
        if must(p["person"] in ranks and p["body"] in by, "posts.tsv khóa", p):
            b = by[p["body"]]
            must(p["valid_from"] >= b["valid_from"] and (not b["valid_to"] or p["valid_to"] and p["valid_to"] <= b["valid_to"]), "posts.tsv thời hạn", p["person"], p["title"])
            must(p["basis"], "posts.tsv căn cứ", p["person"])
    must({p["person"] for p in posts} == set(ranks), "posts.tsv người không có chức vụ")
    return by, ranks


def check_offices(bodies, posts, areas):
    """Chains, succession of bodies, posts laid down, reorganisations, parts: references, dates, one gap and one overlap."""
    def there(key, day, name):
        if must(key in bodies, name, "khóa", key):
            must(held(bodies[key], day), name, "cơ quan không tồn tại ngày", key, day)

    for c in table("chains.tsv"):
        must(c["chain"] in ("party", "state", "military", "front"), "chains.tsv hệ", c["chain"])
        there(c["body"], c["valid_from"], "chains.tsv")
        there(c["parent"], c["valid_from"], "chains.tsv")
    for e in table("body_succession.tsv"):
        must(bodies[e["predecessor"]]["valid_to"] < e["date"], "body_succession.tsv ngày", e["predecessor"])
        there(e["successor"], e["date"], "body_succession.tsv")
    for c in table("constitutions.tsv"):
        there(c["body"], c["on"], "constitutions.tsv")
        must("(mẫu)" in c["basis"] and (not c["term_from"] or c["term_from"] < c["term_to"]), "constitutions.tsv", c["body"])
    laid = table("posts_laid.tsv")
    for p in laid:
        there(p["body"], p["valid_from"], "posts_laid.tsv")
        day = max(p["valid_from"], "2026-06-30" if not p["valid_to"] else p["valid_from"])
        holders = {q["person"] for q in posts if q["body"] == p["body"] and q["title"].startswith(p["post"] + " ") and held(q, day)}
        others = [o["post"] for o in laid if o["body"] == p["body"] and o["post"].startswith(p["post"]) and o["post"] != p["post"]]
        must(others or len(holders) <= int(p["seats"]), "posts_laid.tsv quá định số", p["body"], p["post"])
    must(any(p["body"] == "SG2.SNGV" for p in laid) and not any(q["body"] == "SG2.SNGV" for q in posts), "posts_laid.tsv cần một chức vụ khuyết")
    charges = table("charges.tsv")
    for c in charges:
        there(c["body"], c["valid_from"], "charges.tsv")
        must(c["field"] in FIELDS and c["part"] in ("leads", "manages", "advises", "carries_out", "coordinates"), "charges.tsv mã", c)
    whole = Counter((c["field"], c["part"]) for c in charges if not c["matter"])
    gaps = [(f, p) for f in FIELDS if f != "other" for p in ("leads", "manages", "advises", "carries_out") if not whole[(f, p)]]
    doubled = [f for f in FIELDS if whole[(f, "leads")] > 1]
    must(gaps == [("external", "advises")] and doubled == ["education"], "charges.tsv phải có đúng một chỗ trống và một chỗ trùng", gaps, doubled)


def check_cells(forms, indicators, figures, units):
    """One cell for every form, entered indicator, unit and year; its state, value and days."""
    entered = {(i["form"], i["code"]): i for i in indicators if i["aggregation"] == "sum"}
    for i in indicators:
        for k in (i["numerator"], i["denominator"]):
            must((i["aggregation"] == "ratio") == bool(k) and (not k or (i["form"], k) in entered), "indicators.tsv tử số, mẫu số", i["code"])
    cells = {}
    for f in figures:
        k = (f["form"], f["indicator"], f["unit"], int(f["year"]))
        must(k not in cells, "figures.tsv trùng ô", k)
        cells[k] = f
        ind, form = entered.get(k[:2]), forms[f["form"]]
        if not must(ind, "figures.tsv chỉ tiêu", k):
            continue
        must(f["state"] in ind["states"].split(";"), "figures.tsv trạng thái", k, f["state"])
        must((f["state"] in ("number", "zero")) == bool(f["value"]), "figures.tsv giá trị", k)
        must(f["state"] != "number" or int(f["value"]) > 0, "figures.tsv số phải lớn hơn 0", k)
        must(f["state"] != "zero" or f["value"] == "0", "figures.tsv số không", k)
        if f["submitted_on"]:
            must(f["submitted_on"] <= f"{f['year']}-{form['open_until']}" and f["submitted_on"] <= f["approved_on"], "figures.tsv ngày", k)
    for year in range(2021, 2026):
        for u in units.values():
            if u["level"] == "commune" and u["key"][0] == ("N" if year == 2025 else "O"):
                for form, code in entered:
                    must((form, code, u["key"], year) in cells, "figures.tsv thiếu ô", form, code, u["key"], year)
    def value(form, code, unit, year):
        c = cells[(form, code, unit, year)]
        return int(c["value"]) if c["value"] else None
    for (form, code, unit, year) in cells:
        for small, big in (("QP04", "QP02"), ("QP10", "QP09"), ("QP13", "QP12"), ("QP02", "QP01")):
            if code == small:
                a, b = value(form, small, unit, year), value(form, big, unit, year)
                must(a is None or b is None or a <= b, "figures.tsv tử số lớn hơn mẫu số", unit, year, small)
    must(len(cells) == len(figures), "figures.tsv số ô")
    states = Counter(f["state"] for f in figures)
    must(all(states[s] for s in ("number", "zero", "none_occurred", "not_applicable", "not_reported")), "figures.tsv thiếu trạng thái", states)
    return cells


def check_submissions(submissions, corrections, cells, forms):
    """Submissions agree with the cells; corrections change what was approved."""
    for s in submissions:
        mine = [c for c in cells.values() if (c["form"], c["unit"], c["year"]) == (s["form"], s["unit"], s["year"])] if s["returned_on"] or s["timing"] == "missing" else []
        due = f"{s['year']}-{forms[s['form']]['on_time_until']}"
        must(s["timing"] == ("missing" if not s["submitted_on"] else "late" if s["submitted_on"] > due else "on_time"), "submissions.tsv hạn", s)
        must(all(c["state"] == "not_reported" for c in mine) if s["timing"] == "missing" else True, "submissions.tsv vắng", s)
        must(not s["returned_on"] or s["submitted_on"] < s["returned_on"] < s["resubmitted_on"] <= s["approved_on"], "submissions.tsv trả lại", s)
        must(not s["returned_on"] or all(c["submitted_on"] == s["resubmitted_on"] for c in mine), "submissions.tsv nộp lại", s)
    must(any(s["returned_on"] for s in submissions) and any(s["timing"] == "late" for s in submissions), "submissions.tsv thiếu trường hợp")
    for c in corrections:
        cell = cells[(c["form"], c["indicator"], c["unit"], int(c["year"]))]
        must((c["old_state"], c["old_value"]) == (cell["state"], cell["value"]) and c["new_value"] != c["old_value"], "corrections.tsv số cũ", c)
        must(c["corrected_on"] > cell["approved_on"] and c["reason"], "corrections.tsv ngày, lý do", c)
    must(any(c["corrected_on"] > FREEZE for c in corrections), "corrections.tsv thiếu đính chính sau khi duyệt")


def sums(cells, units, corrections, until):
    """Totals by form, indicator, year and by each level above, corrections up to a day applied."""
    fixed = {(c["form"], c["indicator"], c["unit"], int(c["year"])): int(c["new_value"]) for c in corrections if c["corrected_on"] <= until}
    total = defaultdict(int)
    for k, f in cells.items():
        if f["value"]:
            above = [units[k[2]]["parent"]]
            while above[-1]:
                above.append(units[above[-1]]["parent"])
            for place in ["ALL"] + [a for a in above if a]:
                total[(k[1], k[3], place)] += fixed.get(k, int(f["value"]))
    return total


def check_sums(total, units):
    """The parts equal the whole: districts make provinces, provinces make all."""
    for (code, year, place), v in list(total.items()):
        if place == "ALL":
            parts = ("SG2",) if year == 2025 else ("SG1", "DM1")
            must(v == sum(total[(code, year, p)] for p in parts), "tổng theo tỉnh", code, year)
        elif place in ("SG1", "DM1"):
            must(v == sum(total[(code, year, u["key"])] for u in units.values() if u["parent"] == place), "tổng theo huyện", code, year, place)


def check_documents(texts, people):
    """Front matter, note, length, dates of cited numbers, people and their ranks on the day."""
    names = {rows[0]["name"]: rows for rows in people.values()}
    for name, (matter, text) in texts.items():
        must("Văn bản mẫu, nội dung hư cấu" in text, name, "thiếu dòng văn bản mẫu")
        must(not re.search(r"(?mi)^\s*(tuyệt |tối )?mật\s*$", text), name, "có dấu mật")
        must(400 <= len(text.split()) <= 1200, name, "độ dài", len(text.split()))
        if name.endswith(".src.txt"):
            must(all(matter[k] for k in ("layout", "issuer", "number", "place", "date", "type", "subject", "recipient", "signer")), name, "thiếu phần đầu")
            must(all(len(s.split(" | ")) >= 4 or s.count("|") == 4 for s in matter["signer"]), name, "người ký")
            for s in matter["signer"]:
                must(s.split("|")[3].strip() in names, name, "người ký lạ", s)
        day = matter["date"][0] if matter else {"06": "2026-06-18", "07": "2025-09-24", "08": "2023-10-12", "09": "2026-01-14", "10": "2026-02-06"}[name[:2]]
        for number, d, m, y in re.findall(r"(\d+[/-][\w/Đ-]*[A-ZĐ]\w*),? ngày (\d{1,2})/(\d{1,2})/(\d{4})", text):
            if number in DATES:
                must(DATES[number] == f"{d}/{m}/{y}", name, "ngày của", number)
            must(f"{y}-{int(m):02d}-{int(d):02d}" <= day, name, "viện dẫn văn bản chưa có", number)
        for rank, who in re.findall(rf"({'|'.join(RANKS)}) ((?:[A-ZĐÂÊÔƠƯÁÀẢÃẠẤẦẨẪẬÓÒÚÙÍÌÝÉÈỦỬỊ]\w+ ){{1,3}}[A-ZĐÂÊÔƠƯÁÀẢÃẠẤẦẨẪẬÓÒÚÙÍÌÝÉÈỦỬỊ]\w+)(?=,)", text):
            rows = names.get(who)
            if must(rows, name, "người lạ", who):
                must(any(p["rank"] == rank and p["rank_from"] <= day and (not p["rank_to"] or day <= p["rank_to"]) for p in rows), name, "cấp bậc không khớp", who, rank)
        for who in re.findall(r"đồng chí ((?:[A-ZĐÂÊÔƠƯ]\w+ ){2,3}[A-ZĐÂÊÔƠƯ]\w+)(?=,)", text):
            must(who in names, name, "người lạ", who)


def quoted(row, name, texts):
    """A quote stands in the text of its document."""
    if row["document"]:
        must(row["document"] in texts and row["quote"] and row["quote"] in texts[row["document"]][1], name, "không thấy câu trích", row.get("key", ""), row["quote"][:60])


def state(task, steps, day):
    """State of a task on a day: `done_on_time`, `done_late`, `not_due`, `overdue`; None when handed in past the term and not yet judged."""
    due, handed, closed, last = task["due_on"], "", "", ""
    for s in (s for s in steps if s["on"] <= day):
        if s["kind"] == "extend":
            due = s["new_due_on"]
        elif s["kind"] == "hand_in":
            handed, last = s["on"], "hand_in"
        elif s["kind"] == "close":
            closed, last = handed, "close"
        elif s["kind"] == "reopen":
            closed, last = "", "reopen"
    if closed:
        return "done_on_time" if not due or closed <= due else "done_late"
    if due and day > due:
        return None if last == "hand_in" else "overdue"
    return "not_due"


def check_tasks(tasks, steps, states, bodies, texts):
    """References, order of steps, and the states told for past days."""
    by, of = keyed(tasks, "tasks.tsv"), defaultdict(list)
    for s in steps:
        must(s["task"] in by and s["body"] in bodies, "task_steps.tsv khóa", s)
        must(s["kind"] in ("accept", "progress", "extend", "hand_in", "close", "reopen") and bool(s["new_due_on"]) == (s["kind"] == "extend"), "task_steps.tsv loại", s)
        must(s["role"] == ("approver" if s["kind"] in ("extend", "close", "reopen") else "officer"), "task_steps.tsv vai trò", s)
        must(s["on"] <= "2026-11-23" and s["text"], "task_steps.tsv ngày", s)
        of[s["task"]].append(s)
    for t in tasks:
        quoted(t, "tasks.tsv", texts)
        must(t["field"] in FIELDS, "tasks.tsv lĩnh vực", t["key"])
        for k in [t["assigner"], t["lead"]] + [c for c in t["coordinating"].split(";") if c]:
            must(k in bodies and held(bodies[k], t["assigned_on"]), "tasks.tsv cơ quan", t["key"], k)
        must(not t["due_on"] or t["assigned_on"] < t["due_on"], "tasks.tsv thời hạn", t["key"])
        mine = of[t["key"]]
        must([s["step"] for s in mine] == [str(i) for i in range(1, len(mine) + 1)] and [s["on"] for s in mine] == sorted(s["on"] for s in mine), "task_steps.tsv thứ tự", t["key"])
        must(not mine or (mine[0]["kind"] == "accept" and mine[0]["on"] >= t["assigned_on"]), "task_steps.tsv bước đầu", t["key"])
        before = ""
        for s in mine:
            must(s["kind"] != "close" or before == "hand_in", "task_steps.tsv đóng khi chưa nộp", t["key"])
            must(s["kind"] != "reopen" or before == "close", "task_steps.tsv mở lại khi chưa đóng", t["key"])
            before = s["kind"]
    for s in states:
        must(state(by[s["task"]], of[s["task"]], s["day"]) == s["state"], "task_states.tsv", s)
    must(len({s["state"] for s in states if s["day"] == "2026-11-23"}) == 4, "task_states.tsv thiếu trạng thái")


def check_findings(findings, bodies, texts, cells, units, corrections):
    """References, causes, and that the figures printed in the documents are those of the tables."""
    by = keyed(findings, "findings.tsv")
    for f in findings:
        quoted(f, "findings.tsv", texts)
        must(f["kind"] in ("result", "strength", "shortcoming", "cause", "lesson") and f["field"] in FIELDS and f["body"] in bodies, "findings.tsv", f["key"])
        must((f["kind"] == "cause") == bool(f["cause_of"]) and (not f["cause_of"] or by[f["cause_of"]]["kind"] == "shortcoming"), "findings.tsv nguyên nhân", f["key"])
        if not f["indicator"]:
            continue
        want, _, until = f["value"].partition("@")
        total = sums(cells, units, corrections, until or f["effective_on"])
        first, _, last = f["years"].partition("-")
        def over(code):
            return sum(total[(code, y, "ALL")] for y in range(int(first), int(last or first) + 1))
        if f["indicator"] == "QP05":
            must(f"{100 * over('QP04') / over('QP02'):.2f}" == want, "findings.tsv số liệu", f["key"])
        elif f["indicator"] == "QP14":
            must(69 < 100 * over("QP13") / over("QP12") < 70, "findings.tsv số liệu", f["key"])
        elif f["indicator"] == "QP18":
            must(over("QP18") // 10000 == int(want), "findings.tsv số liệu", f["key"], over("QP18"))
        else:
            must(over(f["indicator"]) == int(want), "findings.tsv số liệu", f["key"], over(f["indicator"]), want)
    total = sums(cells, units, corrections, FREEZE)
    def percent(a, b, *years):
        return f"{100 * sum(total[(a, y, 'ALL')] for y in years) / sum(total[(b, y, 'ALL')] for y in years):.2f}".replace(".", ",")
    news, notice = texts["06-bao-hoi-nghi-so-ket.html"][1], texts["05-thong-bao-96-TB-UBND.src.txt"][1]
    for text, a, b, years in [(news, "QP07", "QP06", range(2021, 2026)), (news, "QP02", "QP01", [2025]), (news, "QP04", "QP02", [2021]), (news, "QP04", "QP02", [2025]), (news, "QP10", "QP09", [2025]), (news, "GD04", "GD03", [2025]), (notice, "QP02", "QP01", [2025])]:
        must(percent(a, b, *years) + "%" in text, "tỷ lệ in trong văn bản", a, b, percent(a, b, *years))
    short = [y for y in range(2021, 2026) if total[("QP07", y, "ALL")] < total[("QP06", y, "ALL")]]
    must(short == [2021, 2022, 2024], "năm giao quân chưa đủ", short)
    silent = {f: sum(c["state"] == "not_reported" for k, c in cells.items() if k[0] == f and k[1] == i and k[3] == 2025) for f, i in (("BC-QPQS", "QP01"), ("BC-GDQPAN", "GD03"))}
    must(silent == {"BC-QPQS": 5, "BC-GDQPAN": 7}, "số xã không báo cáo", silent)
    for u in [k[2] for k, c in cells.items() if k[1] == "QP01" and k[3] == 2025 and c["state"] == "not_reported"]:
        must(units[u]["label"] in notice or f"xã {units[u]['name']}" in notice, "xã không báo cáo chưa nêu tên", u)


def main():
    """Runs every check."""
    for script in ("make_units.py", "make_figures.py", "make_cascade.py"):
        done = subprocess.run([sys.executable, str(HERE / script), "--check"], capture_output=True, text=True)
        must(done.returncode == 0, script, done.stderr.strip())
    units = check_units(table("units.tsv"), table("succession.tsv"), areas := table("areas.tsv"))
    bodies, people = check_bodies(table("bodies.tsv"), units, areas, table("people.tsv"), table("posts.tsv"))
    check_offices(bodies, table("posts.tsv"), areas)
    forms = keyed(table("forms.tsv"), "forms.tsv")
    indicators, corrections = table("indicators.tsv"), table("corrections.tsv")
    cells = check_cells(forms, indicators, table("figures.tsv"), units)
    check_submissions(table("submissions.tsv"), corrections, cells, forms)
    check_sums(sums(cells, units, corrections, FREEZE), units)
    texts = {p.name: document(p.name) for p in sorted((HERE / "documents").iterdir())}
    must(len(texts) == 10, "documents: cần 10 văn bản")
    check_documents(texts, people)
    check_tasks(table("tasks.tsv"), table("task_steps.tsv"), table("task_states.tsv"), bodies, texts)
    check_findings(table("findings.tsv"), bodies, texts, cells, units, corrections)
    for a in table("planned.tsv"):
        must(a["entered_on"] < a["date"] and bool(a["basis"]), "planned.tsv ngày, nguồn", a["key"])
        must(all(h in bodies for h in a["hosts"].split(";")) and all("*" in c or c in bodies for c in a["convened"].split(";")), "planned.tsv khóa", a["key"])
    for a in table("activities.tsv"):
        quoted(a, "activities.tsv", texts)
        must(bool(a["document"]) != bool(a["basis"]), "activities.tsv nguồn", a["key"])
        must(a["unit"] in units and all(h in bodies for h in a["hosts"].split(";")) and all(not c or c in people for c in a["chairs"].split(";")), "activities.tsv khóa", a["key"])
    held_by = {a["key"]: a for a in table("activities.tsv")}
    for r in table("receipts.tsv"):
        must(r["body"] in bodies and held(bodies[r["body"]], r["on"]), "receipts.tsv", r["body"])
    for r in table("issued.tsv"):
        must(r["issuer"] in bodies and held(bodies[r["issuer"]], r["on"]), "issued.tsv", r["key"])
    for r in table("sessions.tsv"):
        must(r["activity"] in held_by and (not r["body"] or r["body"] in bodies), "sessions.tsv", r["activity"], r["body"])
        must(not r["present"] or int(r["present"]) <= int(r["summoned"]), "sessions.tsv số dự", r["body"])
    known = {(i["form"], i["code"]) for i in indicators}
    for t in table("targets.tsv"):
        quoted(t, "targets.tsv", texts)
        must((t["form"], t["indicator"]) in known and t["unit"] in units and t["basis"], "targets.tsv", t["indicator"], t["year"])
    for f in faults:
        print(f)
    print(f"{len(units)} đơn vị, {len(bodies)} cơ quan, {len(people)} người, {len(cells)} ô số liệu, {len(texts)} văn bản: {len(faults)} lỗi")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
