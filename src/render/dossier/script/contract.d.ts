// The data block of the page (schema "acquis/dossier/1"): what the binary writes and what the script reads.
// This file holds types alone; it is not part of the page. docs: see README.md beside it.

/** Days since 2001-01-01 (that day is 0; earlier days are negative). */
type Day = number;
/** Absent day. A real day can be -1 (2000-12-31), so absence is null, never a number. */
type MaybeDay = Day | null;
type Clock = "then" | "today";

interface Dossier {
  schema: "acquis/dossier/1";
  open: {
    on: Day;
    clock: Clock;
    /** What the clock "today" knows, where the run limits it; absent: everything. Words of that clock say so already. */
    known?: Day;
    /** What the run assumes beside the data, in words. */
    assumed?: string[];
    /** Day of the run: what comes after it is "ahead". */
    today: Day;
    /** Ends of the time bar. */
    from: Day;
    to: Day;
    /** View and state shown first; the address overrides them. */
    view?: string;
    state?: string;
  };
  about: { program: string; data: string; rules: string };
  /** Every word of the page. Templates: see words.js. */
  words: Record<string, string>;
  months: string[];
  monthsShort: string[];
  /** In the order of the numbers 0-11 (see VERDICTS in data.js); 11 is "met, on a day not known". */
  verdicts: { letter: string; word: string }[];
  /** Rising: info, low, medium, high, critical. */
  severities: string[];
  /** none, formal notice, reasoned opinion, referral, judgment, penalty. */
  stages: string[];
  /** Columns, in the Union's protocol order. */
  states: StateData[];
  /** Headings over the acts: objectives or families. */
  groups: string[];
  acts: ActData[];
  /** Rows: all duties, act by act, in the order of the act. */
  duties: DutyData[];
  /** Distinct sentences of reasons. "{on}" stands for the day asked for. */
  texts: string[];
  /** Distinct findings without their days. */
  grounds: GroundData[];
  /** Distinct timelines: base 36 numbers parted by blanks: first day, ground, step to the next day, ground ... */
  lines: string[];
  /** [state * duties.length + duty]: number of the line, -1 where the duty never concerns the state. */
  then: number[];
  today: number[];
  sources: SourceData[];
  records: RecordData[];
  /** Distinct lists of records (base 36, parted by blanks), by first day. */
  recordLists: string[];
  /** [state * duties.length + duty]: number of the list, -1 for none. */
  recordsOf: number[];
  recommendations: RecommendationData[];
  recommendationLists: number[][];
  /** Per state, coded like `lines`; the second number of each pair is a list. */
  recommended: { then: string[]; today: string[] };
  /** What falls due beside duties: replies, entries into force, reviews. */
  dues: DueData[];
  programme: BulletData[];
  /** Distinct states of play. */
  plays: PlayData[];
  marks: MarkData[];
}
interface StateData {
  code: string;
  name: string;
  /** The name in a sentence: "the Netherlands". */
  inText: string;
  /** Place on the tile map, null for a state without one. */
  at: [number, number] | null;
  /** Half-open times in which it is a member, or bound by Union law. */
  member: [Day, MaybeDay][];
}
interface ActData {
  id: string;
  name: string;
  title: string;
  group: number;
  /** "2008/615/JHA", "CETS 185". */
  number: string;
  link: string | null;
  /** A remark shown beside its rows, or "". */
  remark: string;
}
interface DutyData {
  /** Within its act: "dna". */
  id: string;
  act: number;
  /** Short: "DNA exchange". */
  label: string;
  title: string;
  article: string;
  headline: boolean;
  binding: boolean;
  due: MaybeDay;
  /** What a state has not done, as a participle: "ratified the Budapest Convention"; "" if only encouraged duties have one. */
  did: string;
  /** The short form for a count: "not ratified". */
  undone: string;
}
/** [verdict, due, start of the present gap, severity, stage, contested stage, flags, texts, records that count] */
type GroundData = [number, MaybeDay, MaybeDay, number, number, number, number, number[], [number, number][]];
interface SourceData {
  id: string;
  reference: string;
  title: string;
  kind: string;
  published: MaybeDay;
  /** Kept up day by day: what it shows counts as known from its own day on, whatever the edition. */
  continuous: boolean;
  publishedText: string;
  link: string | null;
  /** Instruments that rest on it (number of acts). */
  acts: number[];
}
interface RecordData {
  first: MaybeDay;
  last: MaybeDay;
  /** First day on which it counts as known; null: from the beginning. */
  known: MaybeDay;
  /** The day as written: "16 Jun 2011", "Jan 2008". */
  on: string;
  text: string;
  /** F R C J P for the steps of a case, x for annulled or repealed, c for closed, "" for no step. */
  step: string;
  source: number;
  locator: string;
  note: string;
  recalled: boolean;
}
interface RecommendationData {
  /** 0 at once, 1 soon, 2 in time, 3 when convenient. */
  urgency: number;
  text: string;
  /** "COM(2011) 790, II.1, Member States, bullet 4". */
  urged: string;
  exposure: string;
}
interface DueData {
  on: Day;
  state: number;
  act: number;
  text: string;
  /** Half-open times in which it is announced, by clock. */
  then: [Day, MaybeDay][];
  today: [Day, MaybeDay][];
}
interface BulletData {
  id: string;
  group: string;
  addressee: string;
  text: string;
  locator: string;
  source: number;
  duties: number[];
  /** Coded like `lines`; the second number of each pair is a state of play. */
  then: string;
  today: string;
}
interface PlayData {
  /** 0 done, 1 partly, 2 open, 3 late, 4 unknown, 5 not evaluable, 6 nobody bound or dropped */
  play: number;
  word: string;
  because: string;
  done: number[];
  partly: number[];
  notDone: number[];
  unknown: number[];
}
interface MarkData {
  on: Day;
  /** deadline, judgment, accession, report, adoption */
  kind: string;
  text: string;
}
