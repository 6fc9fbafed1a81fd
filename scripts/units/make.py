#!/usr/bin/env python3
"""Makes the tables of the national register of administrative units (crates/units/data) from the package vietnamadminunits.

Run by hand, not in CI: python3 scripts/units/make.py. It downloads one pinned wheel from PyPI, checks its SHA-256, applies
crates/units/data/corrections.tsv and writes units.tsv, changes.tsv and succession.tsv beside it. Nothing of the package's centre
points is taken: those of the old units come from a geocoding service, those of the new ones from a site without known terms.
What the tables mean: crates/units/data/README.md.
"""

import csv
import hashlib
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

PACKAGE, VERSION = "vietnamadminunits", "1.0.4"
SHA256 = "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35"
DATA = pathlib.Path(__file__).resolve().parents[2] / "crates/units/data"

# The day from which the two-level map holds, and the day on which Đồng Nai became a city.
NEW, CITY = "2025-07-01", "2026-04-30"
LAST_OLD = "2025-06-30"
DONG_NAI = "75"
# Communes of Đồng Nai that became wards on that day, by code (237/NQ-UBTVQH16).
NEW_WARDS = ["25270", "25357", "25363", "26116", "26170", "26248", "26326", "26368", "26425", "26485"]
LETTER = {"province": "t", "district": "h", "commune": "x"}
TYPES = ["Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã"]


def wheel(folder):
    """The wheel of the pinned version, checked."""
    if len(sys.argv) > 1:
        path = pathlib.Path(sys.argv[1])
    else:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder, f"{PACKAGE}=={VERSION}"]
        subprocess.run(pip, check=True)
        path = next(pathlib.Path(folder).glob("*.whl"))
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{path.name}: sha256 {found}, not {SHA256}")
    return path


def rows(db, table):
    db.row_factory = sqlite3.Row
    return [dict(r) for r in db.execute(f"select * from {table}")]


def table(name):
    """The rows of a table of this project."""
    lines = [l for l in (DATA / name).read_text("utf-8").splitlines() if not l.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def parted(full):
    """Type word and name of a full name: `Phường Ba Đình` is `phường` and `Ba Đình`."""
    full = unicodedata.normalize("NFC", " ".join(full.split()))
    for word in TYPES:
        if full.lower().startswith(word.lower() + " "):
            return word.lower(), full[len(word) + 1 :]
    sys.exit(f"no type word: {full}")


class Register:
    def __init__(self, db, converter):
        self.old, self.new = rows(db, "admin_units_legacy"), rows(db, "admin_units")
        self.converter = converter
        self.corrections = table("corrections.tsv")
        self.units, self.changes, self.edges = [], [], []
        self.seen_types = set()

    def typed(self, era, code, full, column):
        """The type word is read from the full name; where the package's own column differs, a correction must say so."""
        word, name = parted(full)
        if column is not None and column.lower() != word:
            key = (code, "", word) if era == "old" else ("", code, word)
            if key not in {(c["old"], c["new"], c["value"]) for c in self.corrections if c["what"] == "type"}:
                sys.exit(f"type of {full} ({code}): column says {column}; no correction")
            self.seen_types.add(key)
        return word, name

    def unit(self, level, code, nth, word, name, parent, since, until):
        at = f"{LETTER[level]}{code}.{nth}"
        self.units.append([at, level, word, name, code, parent, since, until])
        return at

    def pairs(self):
        """Old code -> new code, and whether the old unit was divided, as the package has it and then corrected."""
        old = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": r["wardCode"] or r["districtCode"] for r in self.old}
        new = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in self.new}
        whole = self.converter["DICT_PROVINCE_WARD_NO_DIVIDED"]
        parts = self.converter["DICT_PROVINCE_WARD_DIVIDED"]
        found = {(old[o], new[p, w]) for p, wards in whole.items() for w, olds in wards.items() for o in olds}
        found |= {(old[o], new[p, t["newWardKey"]]) for p, olds in parts.items() for o, ts in olds.items() for t in ts}
        for c in self.corrections:
            pair = (c["old"], c["new"])
            if c["what"] == "drop":
                found.remove(pair)
            elif c["what"] == "add":
                assert pair not in found, pair
                found.add(pair)
        return sorted(found)

    def make(self):
        self.provinces()
        self.districts()
        self.communes()
        unused = [c for c in self.corrections if c["what"] == "type" and (c["old"], c["new"], c["value"]) not in self.seen_types]
        if unused:
            sys.exit(f"corrections that correct nothing: {unused}")

    def provinces(self):
        olds = {r["provinceCode"]: r for r in self.old}
        news = {r["provinceCode"]: r for r in self.new}
        code_old = {r["provinceKey"]: r["provinceCode"] for r in self.old}
        code_new = {r["provinceKey"]: r["provinceCode"] for r in self.new}
        into = {code_old[o]: code_new[n] for n, os in self.converter["DICT_PROVINCE"].items() for o in os}
        count = {n: sum(1 for v in into.values() if v == n) for n in into.values()}
        # A province that took in none keeps its identity.
        kept = {o for o, n in into.items() if count[n] == 1}
        self.province_old, self.province_new = {}, {}
        for code, r in sorted(olds.items()):
            word, name = parted(r["province"])
            at = self.unit("province", code, 1, word, name, "", "", "" if code in kept else LAST_OLD)
            self.province_old[code] = at
            if code in kept:
                assert into[code] == code and parted(news[code]["province"]) == (word, name), r
                self.province_new[code] = at
        for code, r in sorted(news.items()):
            if code not in kept:
                word, name = parted(r["province"])
                self.province_new[code] = self.unit("province", code, 2, word, name, "", NEW, "")
        for o, n in sorted(into.items()):
            if o not in kept:
                self.edges.append([self.province_old[o], self.province_new[n], NEW, "all", "all", "provinces"])
        at = self.province_new[DONG_NAI]
        self.changes.append([at, CITY, "thành phố", parted(news[DONG_NAI]["province"])[1], DONG_NAI, "", "dong-nai"])

    def districts(self):
        self.district = {}
        for r in sorted(self.old, key=lambda r: r["districtCode"]):
            code = r["districtCode"]
            if code not in self.district:
                word, name = parted(r["district"])
                parent = self.province_old[r["provinceCode"]]
                self.district[code] = self.unit("district", code, 1, word, name, parent, "", LAST_OLD)

    def communes(self):
        acts = {a["province"]: a["key"] for a in table("acts.tsv") if a["key"].isdigit()}
        pairs = self.pairs()
        targets, sources = {}, {}
        for o, n in pairs:
            targets.setdefault(o, []).append(n)
            sources.setdefault(n, []).append(o)
        news = {r["wardCode"]: r for r in self.new}
        # A commune that went on in its bounds, and took in none, keeps its identity whatever its name and type became.
        kept = {o: ns[0] for o, ns in targets.items() if len(ns) == 1 and sources[ns[0]] == [o] and len(o) == 5}
        commune_old, commune_new = {}, {}
        for r in sorted((r for r in self.old if r["wardCode"]), key=lambda r: r["wardCode"]):
            code = r["wardCode"]
            word, name = self.typed("old", code, r["ward"], r["wardType"])
            parent = self.district[r["districtCode"]]
            at = self.unit("commune", code, 1, word, name, parent, "", "" if code in kept else LAST_OLD)
            commune_old[code] = at
            if code in kept:
                commune_new[kept[code]] = at
        for code, r in sorted(news.items()):
            word, name = self.typed("new", code, r["ward"], r["wardType"])
            parent = self.province_new[r["provinceCode"]]
            if code in commune_new:
                self.changes.append([commune_new[code], NEW, word, name, code, parent, acts[r["provinceCode"]]])
            else:
                nth = 2 if code in commune_old else 1
                commune_new[code] = self.unit("commune", code, nth, word, name, parent, NEW, "")
            if code in NEW_WARDS:
                self.changes.append([commune_new[code], CITY, "phường", name, code, parent, "dong-nai-wards"])
        for o, n in pairs:
            if kept.get(o) == n:
                continue
            divided = len(targets[o]) > 1
            # Where a commune was divided, only its area is known to have been; nobody says where its people went.
            share = ("part", "unknown") if divided else ("all", "all")
            before = commune_old.get(o) or self.district[o]
            self.edges.append([before, commune_new[n], NEW, *share, acts[news[n]["provinceCode"]]])


def write(name, header, note, lines):
    head = [f"# {n}" for n in note] + ["\t".join(header)]
    (DATA / name).write_text("\n".join(head + ["\t".join(l) for l in lines]) + "\n", "utf-8")
    print(f"{name}: {len(lines)} rows")


def main():
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(wheel(folder)) as z:
            z.extract(f"{PACKAGE}/data/dataset.db", folder)
            converter = json.loads(z.read(f"{PACKAGE}/data/converter_2025.json"))
        db = sqlite3.connect(f"{folder}/{PACKAGE}/data/dataset.db")
        register = Register(db, converter)
        register.make()
        db.close()
    made = f"Made by scripts/units/make.py from {PACKAGE} {VERSION} (MIT; notice in LICENSE-{PACKAGE}); do not edit."
    write("units.tsv", ["id", "level", "type", "name", "code", "parent", "since", "until"],
          [made, "A unit as it first stood: empty `since` is before the data, empty `until` is no end known."], register.units)
    write("changes.tsv", ["unit", "on", "type", "name", "code", "parent", "act"],
          [made, "What a unit was called and stood under from a day on, where it went on as itself."], register.changes)
    write("succession.tsv", ["old", "new", "on", "area", "population", "act"],
          [made, "How much of an old unit's area and people went into a new one: all, part, none or unknown."], register.edges)


main()
