//! Draws a problem for a terminal: place and message, the excerpt, what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Renderer, Snippet};

use super::problem::{Excerpt, Problem, Severity};

/// The problem as text of several lines; the first one begins with `file:line:column`.
pub fn render_problem(problem: &Problem, colour: bool, width: usize) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width.max(40));
    let level = || match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let word = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let title = format!("{}: {word}[{}]: {}", problem.place(), problem.code, problem.message);
    let title = level().no_name().primary_title(clean(&title));
    let mut group = title.elements(problem.excerpt.as_ref().map(|excerpt| snippet(excerpt, None)));
    if let Some(related) = &problem.related {
        group = group.elements(
            related.excerpt.as_ref().map(|excerpt| snippet(excerpt, Some(&related.label)).path(related.file.as_str())),
        );
    }
    let help = problem.help.as_ref().map(|help| Level::HELP.message(clean(help)));
    let group: Group = group.elements(help.map(|message: Message| Element::from(message)));
    renderer.render(&[group])
}

fn snippet<'a>(excerpt: &'a Excerpt, label: Option<&'a str>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let mark = kind.span(excerpt.span.clone()).label(label);
    Snippet::source(excerpt.text.as_str()).line_start(excerpt.first_line).fold(false).annotation(mark)
}

/// Foreign text without control characters, so that data cannot write escape sequences to a terminal.
fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{FFFD}' } else { letter }).collect()
}
