#!/usr/bin/env python3
# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)
"""Makes addressed.tsv, receipts.tsv, issued.tsv and sessions.tsv: what became of Chỉ thị số 04/CT-UBND in the invented province.

Of 102 communes 4 are silent; of those that received it one did so late and 6 have no plan yet. Same input, same bytes.
`--check` compares with the tables on disk and writes nothing.
"""
import csv
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENT = "04/CT-UBND"
SILENT = {"N015", "N037", "N058", "N089"}
LATE_RECEIPT = {"N022"}
NO_PLAN = {"N009", "N018", "N044", "N066", "N071", "N093"}
LATE_PLAN = {"N030": date(2026, 3, 12), "N075": date(2026, 3, 4)}
SECTORS = ["SG2.BCHQS", "SG2.CAT", "SG2.MTTQ", "SG2.SNV", "SG2.STC", "SG2.SGDDT", "SG2.SYT", "SG2.SNNMT", "SG2.SXD", "SG2.SVHTTDL"]
ABSENT = "SG2.SVHTTDL"
NO_RECEIPT = {"SG2.SXD"}


def rows(name, key):
    """The rows of a table by a column."""
    lines = [l for l in (HERE / name).read_text(encoding="utf-8").splitlines() if not l.startswith("#")]
    return {r[key]: r for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def made():
    """Each table: name, columns, rows."""
    names = rows("bodies.tsv", "key")
    communes = [f"N{n:03d}" for n in range(1, 103)]
    both = ["document", "bodies", "below", "on", "receive_by", "disseminate_by", "implement_by", "report_by", "basis"]
    where = "Nơi nhận của Chỉ thị; tổ chức thực hiện"
    addressed = [
        [DOCUMENT, ";".join(f"{c}.UBND" for c in communes), "", "2026-01-22", "2026-01-30", "", "2026-02-28", "", where],
        [DOCUMENT, ";".join(SECTORS), "", "2026-01-22", "2026-01-30", "2026-02-10", "", "2026-11-15", where],
    ]
    receipts, issued = [], []
    for i, c in enumerate(communes):
        if c in SILENT:
            continue
        on = date(2026, 2, 12) if c in LATE_RECEIPT else date(2026, 1, 23) + timedelta(days=i % 5)
        receipts.append([DOCUMENT, f"{c}.UBND", on.isoformat(), str(31 + i % 40)])
        if c in NO_PLAN:
            continue
        day = LATE_PLAN.get(c, date(2026, 2, 3) + timedelta(days=i % 24))
        name = names[f"{c}.UBND"]["name"]
        subject = "Thực hiện nhiệm vụ quốc phòng, quân sự địa phương năm 2026"
        issued.append([f"K{i + 1:03d}", f"{4 + i % 30:02}/KH-UBND", "Kế hoạch", subject, f"{c}.UBND", name, day.isoformat(), DOCUMENT, "implements"])
    for i, s in enumerate(SECTORS):
        if s not in NO_RECEIPT:
            receipts.append([DOCUMENT, s, (date(2026, 1, 23) + timedelta(days=i % 3)).isoformat(), str(112 + i)])
    issued.append(["K901", "1466/BC-BCHQS", "Báo cáo", "Kết quả thực hiện Chỉ thị số 04/CT-UBND năm 2026", "SG2.BCHQS", names["SG2.BCHQS"]["name"], "2026-11-10", DOCUMENT, "reports"])
    sessions = [["A14", DOCUMENT, s, "" if s == ABSENT else str(2 + i % 2), "3"] for i, s in enumerate(SECTORS)]
    sessions += [[a, DOCUMENT, "", "", ""] for a in ("A15", "A16")]
    return [
        ("addressed.tsv", both, addressed),
        ("receipts.tsv", ["document", "body", "on", "number"], receipts),
        ("issued.tsv", ["key", "number", "type", "subject", "issuer", "issuer_name", "on", "document", "relation"], issued),
        ("sessions.tsv", ["activity", "document", "body", "present", "summoned"], sessions),
    ]


def main():
    """Writes the tables, or compares them."""
    faults = []
    for name, columns, body in made():
        text = "# Dữ liệu mẫu, hư cấu: tỉnh Sông Giang (mẫu)\n" + "".join("\t".join(r) + "\n" for r in [columns, *body])
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            faults.append(f"{name}: khác với make_cascade.py")
    print("\n".join(faults), file=sys.stderr, end="")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
