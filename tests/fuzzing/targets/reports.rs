//! What `check` and `diff` read: waivers, settings, baselines, earlier reports. A baseline that is read is written as it is.

use std::io::Cursor;
use std::path::Path;

use acquis::cli::readers;
use acquis::load;
use acquis::render;
use acquis::report::survey::{self, BASELINE, EarlierReportError, Survey};

use super::{Outcome, assert_placed, has_errors, is_blank, is_sampled, listed};

pub fn waivers(input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match load::waivers_in("waivers.json", input.to_vec()) {
        Ok(waivers) => {
            let lines = text.split('\n').count();
            for waiver in &waivers {
                assert!((1..=lines).contains(&waiver.line), "{waiver:?} of {lines} lines");
                assert!(
                    ![&waiver.finding, &waiver.reason, &waiver.owner].into_iter().any(|text| is_blank(text)),
                    "{waiver:?}"
                );
            }
            Outcome::accepted(format!("{waivers:?}"))
        }
        Err(problems) => {
            assert!(has_errors(&problems), "waivers are refused without a reason");
            assert_placed(&problems, "waivers.json", text);
            Outcome::refused(listed(&problems))
        }
    }
}

pub fn settings(input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match readers::settings(Path::new("acquis.toml"), input.to_vec()) {
        Ok(said) => Outcome::accepted(said),
        Err(problems) => {
            assert!(has_errors(&problems), "settings are refused without a reason");
            assert_placed(&problems, "acquis.toml", text);
            Outcome::refused(listed(&problems))
        }
    }
}

pub fn baseline(input: &[u8]) -> Outcome {
    earlier(input)
}

pub fn report(input: &[u8]) -> Outcome {
    earlier(input)
}

fn earlier(input: &[u8]) -> Outcome {
    let whole = survey::read_from(&mut Cursor::new(input));
    if is_sampled(input, 3) {
        assert_parts_agree(input, &whole);
    }
    let survey = match whole {
        Ok(survey) => survey,
        Err(error) => {
            if let EarlierReportError::Broken { line, column, .. } = error {
                let lines = input.split(|byte| *byte == b'\n').count();
                assert!((0..=lines).contains(&line) && column > 0, "{error:?}");
            }
            assert!(!error.to_string().is_empty());
            return Outcome::refused(error.to_string());
        }
    };
    assert_written_is_read(&survey);
    Outcome::accepted(format!("{} findings of {}", survey.findings.len(), survey.as_of))
}

/// Read without what its findings were computed from, or only up to them, it says the same.
fn assert_parts_agree(input: &[u8], whole: &Result<Survey, EarlierReportError>) {
    let without = survey::read_without_bases(&mut Cursor::new(input));
    assert_eq!(whole.is_ok(), without.is_ok(), "{whole:?}\n{without:?}");
    let (Ok(whole), Ok(without)) = (whole, without) else { return };
    assert_eq!(bare(&without), bare(whole), "without what findings were computed from, a report says something else");
    if let Some(head) = survey::head_of(&mut Cursor::new(input)) {
        let head = Survey { content: None, findings: Vec::new(), ..head };
        let said = Survey { content: None, findings: Vec::new(), ..whole.head() };
        assert_eq!(head, said, "its head says something else");
    }
}

/// The survey without what its findings were computed from.
fn bare(survey: &Survey) -> Survey {
    let findings = survey.findings.iter().map(survey::Snapshot::bare).collect();
    Survey { findings, content: None, ..survey.head() }
}

/// The survey, written as a baseline, is read again, and then has the same bytes.
fn assert_written_is_read(survey: &Survey) {
    let written = |survey: &Survey| {
        let mut bytes = Vec::new();
        render::baseline(survey, &mut bytes).unwrap();
        bytes
    };
    let kept = Survey { schema: BASELINE.to_owned(), ..survey.clone() };
    let bytes = written(&kept);
    let again = survey::read_from(&mut Cursor::new(&bytes))
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&bytes)));
    assert_eq!(again, kept, "a baseline says something else after it was written");
    assert_eq!(written(&again), bytes, "a baseline has other bytes after it was read");
}
