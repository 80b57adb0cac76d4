#!/usr/bin/env python3
"""Writes a corpus of a given size for measuring, and the same facts as flat cells for the peers: corpus.py DIR ACTS [--seed N].

DIR/data is what acquis reads: ACTS acts with three duties each, 28 states, their records, the sources that say so. DIR/cells.csv has
one row per state and duty (README.md says which columns, and what they leave out). The same size and seed give the same bytes."""
import argparse
import csv
import datetime as dt
import json
import pathlib
import random

STATES = {code: (iso, iso3, name, since) for code, iso, iso3, name, since in (line.split(",") for line in """
AT,AT,AUT,Austria,1995-01-01
BE,BE,BEL,Belgium,1958-01-01
BG,BG,BGR,Bulgaria,2007-01-01
CY,CY,CYP,Cyprus,2004-05-01
CZ,CZ,CZE,Czechia,2004-05-01
DE,DE,DEU,Germany,1958-01-01
DK,DK,DNK,Denmark,1973-01-01
EE,EE,EST,Estonia,2004-05-01
EL,GR,GRC,Greece,1981-01-01
ES,ES,ESP,Spain,1986-01-01
FI,FI,FIN,Finland,1995-01-01
FR,FR,FRA,France,1958-01-01
HR,HR,HRV,Croatia,2013-07-01
HU,HU,HUN,Hungary,2004-05-01
IE,IE,IRL,Ireland,1973-01-01
IT,IT,ITA,Italy,1958-01-01
LT,LT,LTU,Lithuania,2004-05-01
LU,LU,LUX,Luxembourg,1958-01-01
LV,LV,LVA,Latvia,2004-05-01
MT,MT,MLT,Malta,2004-05-01
NL,NL,NLD,Netherlands,1958-01-01
PL,PL,POL,Poland,2004-05-01
PT,PT,PRT,Portugal,1986-01-01
RO,RO,ROU,Romania,2007-01-01
SE,SE,SWE,Sweden,1995-01-01
SI,SI,SVN,Slovenia,2004-05-01
SK,SK,SVK,Slovakia,2004-05-01
UK,GB,GBR,United Kingdom,1973-01-01""".split("\n")[1:])}
DAY = dt.timedelta(days=1)
LAST = dt.date(2026, 6, 30)
NEVER = dt.date(9999, 12, 31)
EPOCH = dt.date(1970, 1, 1)
UNKNOWN, NOT_DONE, PARTLY, DONE = range(4)
STEPS = 3
COLUMNS = ["state", "act", "duty", "encouraged", "force_from", "force_to", "bound_from", "bound_to", "due", "silence"] + [
    f"{key}{step}" for step in range(1, STEPS + 1) for key in ("first", "last", "level")]


class Maker:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        quarters = [dt.date(1998 + n // 4, 1 + 3 * (n % 4), 1) - DAY for n in range(1, 115)]
        self.sources = [(day, f"source-{number:03}") for number, day in enumerate(quarters, 1)]

    def happens(self, share):
        return self.dice.random() < share

    def day(self, first, last):
        return first + DAY * self.dice.randint(0, max(0, (last - first).days))

    def source(self, day):
        """A source of that day or later, most often the next one."""
        later = next(at for at, (published, _) in enumerate(self.sources) if published >= day)
        at = later + (self.dice.randint(0, 6) if self.happens(0.3) else 0)
        return self.sources[min(at, len(self.sources) - 1)][1]

    # acts

    def act(self, number):
        kind = self.dice.choices(["directive", "framework-decision", "convention"], [65, 12, 23])[0]
        last = dt.date(2009, 11, 30) if kind == "framework-decision" else dt.date(2021, 12, 31)
        adopted = self.day(dt.date(1999, 6, 1), last)
        published = adopted + DAY * self.dice.randint(1, 60)
        in_force = published + DAY * (self.dice.randint(30, 900) if kind == "convention" else 20)
        word = {"directive": "Directive", "framework-decision": "Framework Decision", "convention": "Convention"}[kind]
        act = {"$schema": "../schemas/instrument.schema.json", "id": f"{kind}-{number:06}", "kind": kind,
               "title": f"{word} number {number} of a generated corpus", "short_title": f"Act {number}",
               "family": "information-exchange", "objective": 1 + number % 5,
               "legal_base": {"directive": "Art. 83 TFEU", "framework-decision": "Art. 34(2)(b) TEU", "convention": "treaty"}[kind],
               "pillar": {"directive": "first" if adopted < dt.date(2009, 12, 1) else "union", "framework-decision": "third",
                          "convention": "none"}[kind],
               "adopted": str(adopted), "published": {"on": str(published), "in": f"OJ L {number % 400 + 1}, p. 1"},
               "in_force": str(in_force), "binds": {"group": "parties" if kind == "convention" else "member-states",
                                                    "except": [], "also": []},
               "ended": [], "obligations": [], "not_modelled": [], "sources": [self.source(published)]}
        if kind != "convention":
            act["enforceable_from"] = "2014-12-01" if kind == "framework-decision" else str(in_force)
            self.outside(act, adopted)
            if self.happens(0.06):
                act["ended"].append({"how": "repealed", "from": str(self.day(in_force + DAY * 900, LAST)), "effect": "ex-nunc"})
        act["obligations"] = self.treaty_duties(in_force) if kind == "convention" else self.duties(kind, in_force)
        return act

    def outside(self, act, adopted):
        """Denmark and Ireland do not take part in some of the acts."""
        for state, share in (("DK", 0.3), ("IE", 0.15)):
            if act["kind"] == "directive" and adopted >= dt.date(2009, 12, 1) and self.happens(share):
                act["binds"]["except"].append({"state": state, "from": str(adopted), "basis": "Protocol", "source": act["sources"][0]})

    def duties(self, kind, in_force):
        due = in_force + DAY * self.dice.randint(300, 1300)
        second = ("operation", "operate", ["operational"], ["suspended"]) if kind == "framework-decision" else (
            "report", "report", ["notified"], [])
        shapes = [("transposition", "transpose", ["notified", "measure"], ["repealed-nationally"]), second,
                  ("contact-point", "designate", ["designated"], [])]
        return [{"id": name, "article": str(10 + place), "kind": word, "duty": "binding", "title": f"Duty {place + 1}",
                 "deadline": {"by": str(due + DAY * 120 * place), "wording": "by this day at the latest", "article": "20(1)"},
                 "fulfilled_by": done, "undone_by": undone, "silence": self.silence(in_force)}
                for place, (name, word, done, undone) in enumerate(shapes)]

    def treaty_duties(self, in_force):
        at = {"at": "in-force-for-state", "article": "36"}
        return [{"id": "ratification", "article": "36", "kind": "ratify", "duty": "encouraged", "title": "Become a party",
                 "binds": {"group": "member-states"}, "fulfilled_by": ["ratification"], "undone_by": ["denunciation"],
                 "silence": self.silence(in_force)},
                {"id": "offences", "article": "2", "kind": "implement", "duty": "binding", "title": "Make it an offence",
                 "deadline": at, "fulfilled_by": ["measure"], "undone_by": [], "silence": {"means": "unknown"}},
                {"id": "contact-point", "article": "35", "kind": "designate", "duty": "binding", "title": "Name a contact point",
                 "deadline": at, "fulfilled_by": ["designated"], "undone_by": [], "silence": {"means": "unknown"}}]

    def silence(self, in_force):
        """Where a register is complete up to a day, what it does not show was not done."""
        if self.happens(0.5):
            return {"means": "unknown"}
        through = self.day(max(in_force, dt.date(2012, 1, 1)), LAST)
        return {"means": "not-done", "registers": [{"source": self.source(through), "through": str(through)}]}

    # records

    def on(self, first):
        """A day as a source gives it, from this one on, and its first and last possible day."""
        chance = self.dice.random()
        if chance < 0.05:
            month = (first.replace(day=1) + 32 * DAY).replace(day=1)
            return f"{month:%Y-%m}", month, (month + 32 * DAY).replace(day=1) - DAY
        if chance < 0.07:
            return str(first.year + 1), dt.date(first.year + 1, 1, 1), dt.date(first.year + 1, 12, 31)
        if chance < 0.12:
            last = first + DAY * self.dice.randint(2, 400)
            return {"after": str(first - DAY), "by": str(last)}, first, last
        return str(first), first, first

    def record(self, act, duty, event, on, last, **more):
        about = {"obligations": [duty["id"]]} if duty else {}
        return {"instrument": act["id"], **about, "event": event, "on": on, **more, "source": self.source(last),
                "confidence": "recalled" if self.happens(0.15) else "read"}

    def course(self, act, duty, begin):
        """What became of one duty of one state: records, and steps (first day, last day, level); possible days never overlap."""
        records, steps, level = [], [], NOT_DONE
        cursor = begin
        for _ in range(self.dice.choice([0, 0, 1, 1, 1, 2])):
            on, first, last = self.on(cursor)
            if last > LAST:
                break
            event, more, level = self.next_step(duty, level)
            records.append(self.record(act, duty, event, on, last, **more))
            steps.append((first, last, level))
            cursor = last + DAY * self.dice.randint(1, 1500)
        return records, steps

    def next_step(self, duty, level):
        if level == DONE:
            if duty["undone_by"] and self.happens(0.6):
                return duty["undone_by"][0], {}, NOT_DONE
            return "observed", {"status": "not-done"}, NOT_DONE
        event = self.dice.choice(duty["fulfilled_by"])
        if event not in ("notified", "measure"):
            return event, {}, DONE
        partial = level == NOT_DONE and self.happens(0.3)
        return event, {"extent": "partial" if partial else "full"}, PARTLY if partial else DONE

    def case(self, act, duty, due):
        """An infringement case over how a duty is applied, which proves nothing about the duty for the peers."""
        on, out = max(due, dt.date(2014, 12, 1)) + DAY * self.dice.randint(60, 500), []
        number = f"INFR({on.year})2{self.dice.randint(1, 999):03}"
        for event in ("formal-notice", "reasoned-opinion", "closed"):
            if on > dt.date(2025, 12, 31):
                break
            more = {"outcome": "complied"} if event == "closed" else {}
            out.append(self.record(act, duty, event, str(on), on, case=number, procedure="258",
                                   kind="bad-application", **more))
            on += DAY * self.dice.randint(90, 600)
            if self.happens(0.3):
                break
        return out

    def about(self, code, act):
        """Records of a state about an act, and a cell for each of its duties."""
        if act["kind"] == "convention":
            return self.about_treaty(code, act)
        records, cells = [], []
        since = dt.date.fromisoformat(STATES[code][3])
        adopted, in_force = (dt.date.fromisoformat(act[key]) for key in ("adopted", "in_force"))
        to = dt.date.fromisoformat(act["ended"][0]["from"]) if act["ended"] else NEVER
        is_outside = any(one["state"] == code for one in act["binds"]["except"])
        bound = (NEVER, NEVER) if is_outside else (since, dt.date(2021, 1, 1) if code == "UK" else NEVER)
        for duty in act["obligations"]:
            due = max(dt.date.fromisoformat(duty["deadline"]["by"]), since)
            begin = max(self.day(adopted, due + DAY * self.dice.choice([0, 0, 40, 800])), since)
            own, steps = self.course(act, duty, begin)
            if duty["kind"] == "transpose" and not is_outside and code != "UK" and self.happens(0.08):
                own += self.case(act, duty, due)
            records += own
            cells.append(self.cell(code, act, duty, (in_force, to), bound, due, steps))
        return records, cells

    def about_treaty(self, code, act):
        records, cells = [], []
        adopted, in_force = (dt.date.fromisoformat(act[key]) for key in ("adopted", "in_force"))
        signed = self.day(adopted, adopted + DAY * 1500)
        on, first, last = self.on(signed + DAY * self.dice.randint(1, 3000))
        party, steps = NEVER, []
        duties = act["obligations"]
        if last < dt.date(2025, 6, 1) and self.happens(0.7):
            party = max(in_force, (last + 124 * DAY).replace(day=1))
            records = [self.record(act, None, "signature", str(signed), signed),
                       self.record(act, None, "ratification", on, last, consent="ratification"),
                       self.record(act, None, "in-force-for-state", str(party), party)]
            steps = [(first, last, DONE)]
        since = dt.date.fromisoformat(STATES[code][3])
        member = (since, dt.date(2020, 2, 1) if code == "UK" else NEVER)
        cells.append(self.cell(code, act, duties[0], (adopted, NEVER), member, NEVER, steps))
        for duty in duties[1:]:
            own, steps = self.course(act, duty, party + DAY * self.dice.randint(0, 900)) if party < NEVER else ([], [])
            records += own
            bound = (max(party, since), member[1]) if party < NEVER else (NEVER, NEVER)
            cells.append(self.cell(code, act, duty, (in_force, NEVER), bound, party, steps))
        return records, cells

    @staticmethod
    def cell(code, act, duty, force, bound, due, steps):
        number = lambda day: (day - EPOCH).days
        silence = NOT_DONE if duty["silence"]["means"] == "not-done" else UNKNOWN
        row = [code, act["id"], duty["id"], int(duty["duty"] == "encouraged"), *map(number, (*force, *bound, due)), silence]
        for first, last, level in steps + [(NEVER, NEVER, UNKNOWN)] * (STEPS - len(steps)):
            row += [number(first), number(last), level]
        return row


def state(code, records):
    iso, iso3, name, since = STATES[code]
    membership = {"from": since, "basis": "accession"}
    if code == "UK":
        membership |= {"to": "2020-02-01", "union_law_to": "2021-01-01"}
    return {"$schema": "../schemas/member-state.schema.json", "code": code, "iso": iso, "iso3": iso3, "name": name,
            "membership": [membership], "records": records}


def source(published, name):
    return {"$schema": "../schemas/seed.schema.json", "id": name, "title": f"Document {name} of a generated corpus", "reference": name,
            "kind": "commission", "published": str(published), "official": f"https://example.org/{name}", "urges": [], "states": []}


def write(file, value):
    file.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace('},{"instrument"', '},\n{"instrument"') + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("acts", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    maker = Maker(options.seed)
    data = options.directory / "data"
    for folder in ("instruments", "member-states", "seeds"):
        (data / folder).mkdir(parents=True)
    acts = [maker.act(number) for number in range(1, options.acts + 1)]
    for act in acts:
        write(data / "instruments" / f"{act['id']}.json", act)
    for published, name in maker.sources:
        write(data / "seeds" / f"{name}.json", source(published, name))
    count = 0
    with open(options.directory / "cells.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for code in STATES:
            records = []
            for act in acts:
                own, cells = maker.about(code, act)
                records += own
                table.writerows(cells)
            count += len(records)
            write(data / "member-states" / f"{code}.json", state(code, records))
    print(f"{len(acts)} acts, {len(STATES)} states, {count} records")


if __name__ == "__main__":
    main()
