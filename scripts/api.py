"""Writes the settings under which schemathesis asks for real objects of a served installation, not for random ones."""

import json
import sys
import urllib.request

base, token, out = sys.argv[1:4]


def get(path):
    request = urllib.request.Request(base + path, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def quoted(value):
    return json.dumps(value, ensure_ascii=False)


def first(room, fits=lambda item: True):
    """Site and id of the first object of a list that fits."""
    found = next(item for item in get(f"/api/v1/{room}")["items"] if fits(item))
    return found["ref"].split("/")[1:]


form = get("/api/v1/forms")["items"][0]
drafts = get("/api/v1/submissions?state=draft")["items"] or get("/api/v1/submissions")["items"]
report = drafts[0]["ref"].split("/")[1:]
objects = {
    "GET /api/v1/documents/{site}/{id}": first("documents"),
    "GET /api/v1/documents/{site}/{id}/edxml": first("documents", lambda d: d["number"] and len(d["issued_on"] or "") == 10),
    "GET /api/v1/tasks/{site}/{id}": first("tasks"),
    "POST /api/v1/tasks/{site}/{id}/steps": first("tasks?state=not_yet_due"),
    "GET /api/v1/forms/{site}/{id}": form["ref"].split("/")[1:],
    "GET /api/v1/submissions/{site}/{id}": first("submissions"),
    "POST /api/v1/submissions/{site}/{id}/cells": report,
    "POST /api/v1/submissions/{site}/{id}/submit": report,
}
with open(out, "w", encoding="utf-8") as file:
    for name, (site, ident) in objects.items():
        file.write(f"[[operations]]\ninclude-name = {quoted(name)}\n")
        file.write(f"parameters = {{ \"path.site\" = {quoted(site)}, \"path.id\" = {quoted(ident)} }}\n\n")
    file.write(f"[[operations]]\ninclude-name = \"GET /api/v1/totals\"\nparameters = {{ \"query.form\" = {quoted(form['ref'])} }}\n")
