//! Signed cases over the shipped data: the boundary day and the day after, judged from the acts, the register of
//! infringements and the treaty chart by hand.

use super::world::{Case, On, World, causes_of, day, try_case};
use acquis::report::change::{Direction, changes};
use acquis::report::survey::Survey;

const fn on(day: &'static str) -> On {
    On(day, None)
}

const fn known(day: &'static str, known: &'static str) -> On {
    On(day, Some(known))
}

const TIME: &[Case] = &[
    Case {
        id: "CY/anti-trafficking/transposition",
        from: on("2013-04-05"),
        to: on("2013-04-06"),
        expect: ["pending", "pending"],
        causes: &[],
        because: "Art. 22(1): by 6 April 2013; the day itself is still good, although it is a Saturday",
    },
    Case {
        id: "CY/anti-trafficking/transposition",
        from: on("2013-04-06"),
        to: on("2013-04-07"),
        expect: ["pending", "overdue"],
        causes: &[("deadline-passed", "the deadline of 2013-04-06 has passed")],
        because: "the day after; that nothing was notified the letter of 29 May 2013 says",
    },
    Case {
        id: "UK/prum/dna",
        from: on("2012-02-24"),
        to: on("2012-02-25"),
        expect: ["overdue", "overdue"],
        causes: &[("threshold-passed", "183 days overdue")],
        because: "due by 26 August 2011: 27 August is day 1, 25 February 2012 day 183, from which it is of medium severity",
    },
    Case {
        id: "UK/prum/dna",
        from: on("2013-08-24"),
        to: on("2013-08-25"),
        expect: ["overdue", "overdue"],
        causes: &[("threshold-passed", "730 days overdue")],
        because: "two years: from day 730 it is of high severity",
    },
    Case {
        id: "IT/prum/dna",
        from: on("2023-03-24"),
        to: on("2023-03-25"),
        expect: ["overdue", "possible-gap"],
        causes: &[("source-stale", "of 2022-03-24")],
        because: "on 24 March 2022 there was a draft; 365 days later that still proves the gap, a day after no more",
    },
    Case {
        id: "IT/prum/dna",
        from: on("2023-03-23"),
        to: on("2023-03-24"),
        expect: ["overdue", "overdue"],
        causes: &[],
        because: "the last day on which the evidence is not too old",
    },
];

const ACTS: &[Case] = &[
    Case {
        id: "SK/anti-trafficking/transposition",
        from: on("2013-07-31"),
        to: on("2013-08-01"),
        expect: ["overdue", "met-late"],
        causes: &[("state-acted", "204/2013")],
        because: "Act No 204/2013 in force on 1 August 2013, after the deadline; by its own word it takes over the directive",
    },
    Case {
        id: "CY/anti-trafficking/transposition",
        from: on("2013-05-28"),
        to: on("2013-05-29"),
        expect: ["overdue", "overdue"],
        causes: &[("commission-acted", "formal notice 2013-05-29")],
        because: "letter of formal notice in INFR(2013)0210: the gap is the same, it is pursued now",
    },
    Case {
        id: "CY/anti-trafficking/transposition",
        from: on("2013-10-16"),
        to: on("2013-11-20"),
        expect: ["overdue", "overdue"],
        causes: &[("commission-acted", "reasoned opinion 2013-11-20")],
        because: "the Commissioner's statement of 17 October lies between too, and changes nothing: the gap was proved by the letter",
    },
    Case {
        id: "AT/data-retention/telephony",
        from: known("2010-07-28", "2013-01-01"),
        to: known("2010-07-29", "2013-01-01"),
        expect: ["overdue", "overdue"],
        causes: &[("court-acted", "judgment 2010-07-29 (cjeu-c-189-09)")],
        because: "Case C-189/09: the Court of Justice found the failure",
    },
    Case {
        id: "DE/data-retention/telephony",
        from: known("2010-03-01", "2013-01-01"),
        to: known("2010-03-02", "2013-01-01"),
        expect: ["met-late", "overdue"],
        causes: &[("court-acted", "national law annulled 2010-03-02")],
        because: "the Federal Constitutional Court struck the law down; what was done is undone from that day",
    },
    Case {
        id: "PL/anti-trafficking/transposition",
        from: on("2013-04-14"),
        to: on("2013-04-15"),
        expect: ["unknown", "met"],
        causes: &[("source-found", "found done 2013-04-15 (ip-13-322)")],
        because: "a press release lists those that had transposed; it does not say since when",
    },
    Case {
        id: "BE/anti-trafficking/transposition",
        from: on("2013-04-14"),
        to: on("2013-04-15"),
        expect: ["overdue", "partial"],
        causes: &[("source-found", "found done in part 2013-04-15")],
        because: "the same press release: Belgium in part",
    },
    Case {
        id: "ES/anti-trafficking/transposition",
        from: on("2013-11-20"),
        to: on("2013-11-21"),
        expect: ["overdue", "possible-gap"],
        causes: &[("source-found", "it may be done already: case closed, no reason given 2015-04-29")],
        because: "the last proof of the gap is the opinion of 20 November 2013; the Commission closed the case on 29 April 2015, \
            which is presumed to mean that it is done, and nobody says since when",
    },
    Case {
        id: "ES/anti-trafficking/transposition",
        from: on("2015-04-28"),
        to: on("2015-04-29"),
        expect: ["possible-gap", "met-late"],
        causes: &[("commission-acted", "case closed, no reason given 2015-04-29")],
        because: "done by the day of the closing at the latest, after the letter that found it wanting: late",
    },
];

const LAW: &[Case] = &[
    Case {
        id: "FI/anti-trafficking/transposition",
        from: on("2011-04-14"),
        to: on("2011-04-15"),
        expect: ["not-in-force", "pending"],
        causes: &[("law-changed", "the act is in force")],
        because: "published on 15 April 2011 and in force on that day",
    },
    Case {
        id: "FI/anti-trafficking/national-action-plan",
        from: on("2024-07-13"),
        to: on("2024-07-14"),
        expect: ["not-in-force", "pending"],
        causes: &[("law-changed", "the duty has begun")],
        because: "Directive (EU) 2024/1712 brought the duty on 14 July 2024",
    },
    Case {
        id: "SK/swedish-initiative/transposition",
        from: on("2024-12-11"),
        to: on("2024-12-12"),
        expect: ["met", "ended"],
        causes: &[("law-changed", "repealed or replaced")],
        because: "replaced by Directive (EU) 2023/977 on 12 December 2024",
    },
    Case {
        id: "DE/data-retention/telephony",
        from: known("2014-04-08", "2014-04-07"),
        to: known("2014-04-08", "2014-04-08"),
        expect: ["overdue", "ended"],
        causes: &[("law-changed", "the act is void, as known by 2014-04-08")],
        because: "C-293/12 of 8 April 2014: invalid from the beginning, which nobody could know the day before",
    },
    Case {
        id: "AT/swedish-initiative/transposition",
        from: known("2007-03-15", "2007-03-14"),
        to: known("2007-03-15", "2007-03-15"),
        expect: ["unknown", "pending"],
        causes: &[("law-changed", "the last good day is 2008-12-18, as known by 2007-03-15, it was 2006-12-18")],
        because: "the corrigendum in OJ L 75 of 15 March 2007 put 2008 in the place of 2006",
    },
];

const BOND: &[Case] = &[
    Case {
        id: "HR/anti-trafficking/transposition",
        from: on("2013-06-30"),
        to: on("2013-07-01"),
        expect: ["not-bound", "pending"],
        causes: &[("bond-changed", "the state is bound")],
        because: "accession on 1 July 2013; the duty falls due on that day, which is still good",
    },
    Case {
        id: "HR/anti-trafficking/transposition",
        from: on("2013-07-01"),
        to: on("2013-07-02"),
        expect: ["pending", "unknown"],
        causes: &[("deadline-passed", "2013-07-01")],
        because: "the day after; what Croatia had done no source says before 17 October 2013",
    },
    Case {
        id: "UK/prum/dna",
        from: on("2014-11-30"),
        to: on("2014-12-01"),
        expect: ["overdue", "not-bound"],
        causes: &[("bond-changed", "outside by an exception")],
        because: "Protocol (No 36), Art. 10(4): the acts ceased to apply to the United Kingdom on 1 December 2014",
    },
    Case {
        id: "UK/prum/dna",
        from: on("2016-05-20"),
        to: on("2016-05-21"),
        expect: ["not-bound", "pending"],
        causes: &[("bond-changed", "the state is bound")],
        because: "Commission Decision (EU) 2016/809: it takes part again",
    },
    Case {
        id: "UK/prum/dna",
        from: on("2014-11-30"),
        to: on("2016-05-22"),
        expect: ["overdue", "overdue"],
        causes: &[
            ("bond-changed", "the last good day is 2016-05-21, it was 2011-08-26"),
            ("deadline-passed", "2016-05-21"),
        ],
        because: "gone and returned between the two days: overdue again, under another deadline",
    },
    Case {
        id: "UK/anti-trafficking/transposition",
        from: on("2020-12-31"),
        to: on("2021-01-01"),
        expect: ["met-late", "not-bound"],
        causes: &[("bond-changed", "Union law does not bind it")],
        because: "Withdrawal Agreement, Art. 126 and 127: Union law bound until 31 December 2020",
    },
    Case {
        id: "UK/budapest/ratification",
        from: on("2020-01-15"),
        to: on("2020-03-01"),
        expect: ["met", "not-bound"],
        causes: &[("bond-changed", "no Member State, and the encouragement addresses Member States")],
        because: "Union law still bound the United Kingdom; the strategy of 2010 speaks to Member States",
    },
    Case {
        id: "HR/budapest/ratification",
        from: on("2013-06-30"),
        to: on("2013-07-01"),
        expect: ["not-bound", "met"],
        causes: &[("bond-changed", "the state is among those whom the encouragement addresses")],
        because: "Treaty of Accession of Croatia: a Member State from 1 July 2013; nothing binds it to be a party",
    },
    Case {
        id: "AT/budapest/contact-point-24-7",
        from: on("2012-09-30"),
        to: on("2012-10-01"),
        expect: ["not-bound", "met"],
        causes: &[
            ("state-acted", "designated on a day from 2012-06-13 to 2012-10-01"),
            ("bond-changed", "treaty in force for the state from 2012-10-01"),
        ],
        because: "ratified on 13 June 2012, in force for Austria on 1 October 2012; the contact point was named by then",
    },
    Case {
        id: "AT/budapest/ratification",
        from: on("2012-06-12"),
        to: on("2012-06-13"),
        expect: ["encouraged", "met"],
        causes: &[("state-acted", "consent to be bound deposited 2012-06-13")],
        because: "the deposit itself",
    },
];

const KNOWLEDGE: &[Case] = &[Case {
    id: "UK/prum/dna",
    from: known("2012-12-01", "2012-12-06"),
    to: known("2012-12-01", "2012-12-07"),
    expect: ["unknown", "overdue"],
    causes: &[("record-added", "now known, as known by 2012-12-07: found not done 2012-12-07 (com-2012-732)")],
    because: "the Commission's report of 7 December 2012 says what had not been done before",
}];

#[test]
fn each_change_over_time_has_its_cause() {
    let world = World::shipped();
    for case in TIME.iter().chain(ACTS).chain(LAW).chain(BOND).chain(KNOWLEDGE) {
        try_case(&world, &world, case);
    }
}

#[test]
fn a_new_member_state_is_new_in_the_report_because_it_acceded() {
    let world = World::shipped();
    let [before, after] = ["2013-06-30", "2013-07-01"].map(|on| world.survey_of(day(on), None, &[], false));
    let all = changes(&before, &after);
    let croatian: Vec<_> = all.iter().filter(|change| change.id.starts_with("HR/")).collect();
    assert!(!croatian.is_empty());
    for change in croatian {
        assert_eq!((change.direction, change.causes.len()), (Direction::New, 1), "{}", change.id);
        assert_eq!(change.causes[0].kind.as_str(), "bond-changed");
    }
}

#[test]
fn a_state_that_was_not_asked_for_is_no_change() {
    let world = World::shipped();
    let [before, after] = [&["AT"], &["DE"]].map(|states| world.survey_of(day("2013-04-07"), None, states, false));
    for change in changes(&before, &after) {
        let kinds: Vec<&str> = change.causes.iter().map(|cause| cause.kind.as_str()).collect();
        assert_eq!(kinds, ["scope-changed"], "{}", change.id);
    }
}

#[test]
fn another_version_of_the_program_is_the_last_explanation() {
    let world = World::shipped();
    let (id, after) = ("CY/anti-trafficking/transposition", world.survey(day("2013-04-07"), None));
    let mut before = after.clone();
    before.tool.version = "0.0.1".to_owned();
    assert!(changes(&before, &after).is_empty());
    let place = before.findings.iter().position(|one| &*one.id == id).unwrap();
    before.findings[place].severity = acquis::rules::Severity::Critical;
    let causes = causes_of(&before, &after, id);
    assert_eq!(causes.len(), 1);
    assert_eq!(causes[0].0, "program-changed");
    assert!(causes[0].1.contains("before by 0.0.1"), "{}", causes[0].1);
}

#[test]
fn a_report_that_does_not_say_what_it_rests_on_is_not_explained_by_guesses() {
    let world = World::shipped();
    let id = "SK/anti-trafficking/transposition";
    let [mut before, mut after] = ["2013-07-31", "2013-08-01"].map(|on| world.survey(day(on), None));
    let forget = |survey: &mut Survey| survey.findings.iter_mut().for_each(|one| one.basis = None);
    let kinds = |before: &Survey, after: &Survey, id: &str| -> Vec<String> {
        causes_of(before, after, id).into_iter().map(|(kind, _)| kind).collect()
    };
    forget(&mut before);
    // the data are the same, so the records that the later report names held then too
    assert_eq!(kinds(&before, &after, id), ["state-acted"]);
    forget(&mut after);
    assert_eq!(kinds(&before, &after, id), ["not-recorded"]);
    let [mut before, after] = ["2013-04-06", "2013-04-07"].map(|on| world.survey(day(on), None));
    forget(&mut before);
    assert_eq!(kinds(&before, &after, "CY/anti-trafficking/transposition"), ["deadline-passed"]);
}
