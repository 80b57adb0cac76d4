//! Draws a problem for a terminal: place and message, the excerpt, what to do.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Renderer, Snippet};

use crate::load::{Excerpt, Problem, ProblemSeverity};
use crate::text::{harmless, harmless_char};

/// The problem as text of several lines; the first one begins with `file:line:column`.
pub fn render_problem(problem: &Problem, colour: bool, width: usize) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width.max(40));
    let (level, word) = match problem.severity {
        ProblemSeverity::Error => (Level::ERROR, "error"),
        ProblemSeverity::Warning => (Level::WARNING, "warning"),
    };
    let title = format!("{}: {word}[{}]: {}", problem.place(), problem.code, problem.message);
    let title = level.no_name().primary_title(harmless(&title));
    let excerpt = problem.excerpt.as_ref().map(make_safe);
    let mut group = title.elements(excerpt.as_ref().map(|excerpt| snippet(excerpt, None)));
    let second = problem.related.as_ref().and_then(|related| Some((related, make_safe(related.excerpt.as_ref()?))));
    group = group.elements(second.as_ref().map(|(related, excerpt)| {
        snippet(excerpt, Some(harmless(&related.label).into_owned())).path(harmless(&related.file))
    }));
    let help = problem.help.as_ref().map(|help| Level::HELP.message(harmless(help)));
    let group: Group = group.elements(help.map(|message: Message| Element::from(message)));
    renderer.render(&[group])
}

/// The excerpt without what could write to a terminal; the place that is wrong moves with it.
fn make_safe(excerpt: &Excerpt) -> Excerpt {
    let Excerpt { first_line, text, span } = excerpt;
    let part = |range: Range<usize>| make_lines_safe(text.get(range).unwrap_or_default());
    let (before, wrong, after) = (part(0..span.start), part(span.clone()), part(span.end..text.len()));
    let span = before.len()..before.len() + wrong.len();
    Excerpt { first_line: *first_line, text: before + &wrong + &after, span }
}

/// Harmless text that keeps its lines.
fn make_lines_safe(text: &str) -> String {
    text.chars().map(|char| if char == '\n' { char } else { harmless_char(char) }).collect()
}

fn snippet<'a>(excerpt: &'a Excerpt, label: Option<String>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let mark = kind.span(excerpt.span.clone()).label(label);
    Snippet::source(excerpt.text.as_str()).line_start(excerpt.first_line).fold(false).annotation(mark)
}
