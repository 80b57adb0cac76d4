//! Where the result goes: stdout, or a file that is written whole or not at all.
//!
//! A reader that closes the pipe early (`| head`) ends the writing quietly and changes no exit code. A file is written
//! beside its place and moved there when it is complete; what is no regular file (`/dev/full`, a pipe) is written to
//! directly, and the other names of stdout (`/dev/stdout`, `/dev/fd/1`) are stdout.

use super::exit::{Failure, plain};
use super::inputs::{Inputs, pointed_to};
use super::streams::stdout::{self, StreamContent};
use super::streams::terminal::{USUAL_WIDTH, width};
use crate::load;
use crate::render::{self, Format, Look};
use crate::report::{Document, Report, Workbook};
use clap::ColorChoice;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Other names of stdout.
const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Where and how the result is written.
#[derive(Debug)]
pub struct Output {
    file: Option<PathBuf>,
    format: Format,
    color: ColorChoice,
    strict: bool,
    compact: bool,
}

impl Output {
    /// Settles file and format.
    ///
    /// # Errors
    /// The ending of the file names no format, and none is given; or it names another one than is given.
    pub fn new(file: Option<PathBuf>, format: Option<Format>, color: ColorChoice) -> Result<Output, Failure> {
        if format.or_else(|| Format::by_ending(file.as_deref()?)) == Some(Format::Parquet)
            && !Format::Parquet.is_built()
        {
            return Err(not_built());
        }
        let file = file.filter(|file| !STDOUT.iter().any(|name| file == Path::new(name)));
        let format = match (format, &file) {
            (Some(format), Some(file)) if !format.may_be_in(file) => return Err(disagreement(file, format)),
            (Some(format), _) => format,
            (None, Some(file)) if file.extension().is_some() => {
                Format::by_ending(file).ok_or_else(|| unknown_ending(file))?
            }
            (None, _) => Format::Table,
        };
        Ok(Output { file, format, color, strict: false, compact: false })
    }

    /// This output, under `--strict` or not.
    #[must_use]
    pub fn strict(self, strict: bool) -> Output {
        Output { strict, ..self }
    }

    /// This output, with JSON on one line or indented.
    #[must_use]
    pub fn compact(self, compact: bool) -> Output {
        Output { compact, ..self }
    }

    /// The format asked for, by the flag or the ending of the file.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Refuses to write over what is read, or among it.
    ///
    /// # Errors
    /// The file is among these.
    pub fn protect_inputs(&self, inputs: &Inputs) -> Result<(), Failure> {
        match (&self.file, stdout::metadata()) {
            (Some(file), _) => inputs.refuse(file, "the result"),
            (None, Ok(found)) => inputs.refuse_open(&found, "the result"),
            (None, Err(_)) => Ok(()),
        }
    }

    /// Writes a report, and says whether all of it was taken: a reader of stdout may stop early.
    ///
    /// # Errors
    /// The report does not have the format, or the format no compact form; the disk or the directory refuses.
    pub fn report(&self, report: &impl Report) -> Result<bool, Failure> {
        if !render::has(report, self.format) {
            let name = self.format.name();
            let had = render::formats_of(report).join("|");
            return Err(Failure::usage(format!("this command has no format {name}"), format!("use --format {had}")));
        }
        if self.compact && self.format != Format::Json {
            let help = "use --format json, or leave out --compact".to_owned();
            return Err(Failure::usage("--compact is for json alone", help));
        }
        self.refuse_terminal()?;
        self.write_with(|look, out| render::write(report, self.format, look, out))
    }

    /// Writes a document.
    ///
    /// # Errors
    /// Documents do not have the format; the disk or the directory refuses.
    pub fn document(&self, document: &Document) -> Result<bool, Failure> {
        if !render::DOCUMENT_FORMATS.contains(&self.format) {
            let had = render::DOCUMENT_FORMATS.map(Format::name).join("|");
            let message = format!("a note has no format {}", self.format.name());
            return Err(Failure::usage(message, format!("use --format {had}")));
        }
        self.refuse_terminal()?;
        self.write_with(|_, out| render::write_document(document, self.format, out))
    }

    /// Writes a workbook that was put together from several reports.
    ///
    /// # Errors
    /// It does not fit into a spreadsheet; the disk or the directory refuses.
    pub fn workbook(&self, workbook: &Workbook) -> Result<(), Failure> {
        self.refuse_terminal()?;
        self.write_with(|_, out| render::workbook(workbook, out)).map(drop)
    }

    /// Refuses to write on a terminal what is no text.
    fn refuse_terminal(&self) -> Result<(), Failure> {
        if self.file.is_some() || !self.format.is_binary() || !stdout::is_terminal() {
            return Ok(());
        }
        let name = self.format.name();
        let message = format!("{name} is no text, and stdout is a terminal");
        Err(Failure::usage(message, format!("name a file: -o FILE.{}; or write to a pipe", self.format.ending())))
    }

    /// Writes a page or a picture as it is.
    ///
    /// # Errors
    /// The disk or the directory refuses.
    pub fn text(&self, text: &[u8]) -> Result<(), Failure> {
        self.refuse_terminal()?;
        self.write_with(|_, out| out.write_all(text)).map(drop)
    }

    fn write_with(&self, write: impl Fn(Look, &mut dyn Write) -> io::Result<()>) -> Result<bool, Failure> {
        match &self.file {
            None => {
                let look = self.look();
                write_to_stdout(self.content(look.colour), |out| write(look, out))
            }
            Some(file) => {
                let colour = self.color == ColorChoice::Always;
                // what is there and no regular file, as a pipe, is a stream like stdout
                let to_file = fs::metadata(file).map_or(true, |found| found.is_file());
                let look = Look { width: USUAL_WIDTH, colour, strict: self.strict, compact: self.compact, to_file };
                let written = write_to_file(file, self.content(colour), || Ok(()), |out| write(look, out));
                written.map_err(|error| cannot_write(file, &error))
            }
        }
    }

    fn look(&self) -> Look {
        let (strict, compact) = (self.strict, self.compact);
        Look { width: width(), colour: stdout::is_coloured(self.color), strict, compact, to_file: false }
    }

    fn content(&self, is_coloured: bool) -> StreamContent {
        if self.format.is_binary() { StreamContent::Binary } else { StreamContent::text(is_coloured) }
    }
}

/// Writes a file: all of it or, if that fails, nothing.
///
/// # Errors
/// The disk or the directory refuses.
pub fn replace(file: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    replace_unless(file, || Ok(()), write)
}

/// Writes a file as [`replace`] does, unless what is asked at the last moment speaks against it.
///
/// # Errors
/// It does, or the disk or the directory refuses.
pub fn replace_unless(
    file: &Path,
    at_the_last_moment: impl FnOnce() -> io::Result<()>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    write_to_file(file, StreamContent::Plain, at_the_last_moment, write)
        .map(drop)
        .map_err(|error| cannot_write(file, &error))
}

/// Prints a text on stdout, with colours or without.
///
/// # Errors
/// It cannot be written; a reader that stops early is no error.
pub fn print(text: &[u8], is_coloured: bool) -> Result<(), Failure> {
    write_to_stdout(StreamContent::text(is_coloured), |out| out.write_all(text)).map(drop)
}

/// Was all of it taken?
fn write_to_stdout(
    content: StreamContent,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<bool, Failure> {
    stdout::write(content, write)
        .map_err(|error| Failure::Output(format!("cannot write the result: {}", plain(&error))))
}

/// Was all of it taken? A regular file always takes all.
fn write_to_file(
    file: &Path,
    content: StreamContent,
    at_the_last_moment: impl FnOnce() -> io::Result<()>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<bool> {
    match fs::metadata(file) {
        Ok(found) if found.is_dir() => return Err(io::Error::other("it is a directory")),
        // by its own name: what a pipe among the open files points to is no path
        Ok(found) if !found.is_file() => {
            return stdout::write_to(OpenOptions::new().write(true).open(file)?, content, write);
        }
        _ => {}
    }
    // A link stays a link: what it points to is replaced, or made.
    let target = pointed_to(file);
    replace_atomically(&target, at_the_last_moment, write).map(|()| true)
}

/// Writes beside the target and moves the complete file into its place. Nobody may read it meanwhile who may not read the
/// target.
fn replace_atomically(
    target: &Path,
    at_the_last_moment: impl FnOnce() -> io::Result<()>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut draft = load::draft(load::parent_of(target))?;
    if let Ok(found) = fs::metadata(target) {
        draft.as_file().set_permissions(found.permissions())?;
    }
    {
        let mut out = BufWriter::new(draft.as_file_mut());
        write(&mut out)?;
        out.flush()?;
    }
    draft.as_file().sync_all()?;
    at_the_last_moment()?;
    load::take_place(draft, target)
}

/// Said before anything is evaluated: to write it would fail in any case.
fn not_built() -> Failure {
    let help = "cargo install --path . --features parquet builds it; or use --format csv";
    Failure::usage("this program was built without the feature parquet", help.to_owned())
}

fn unknown_ending(file: &Path) -> Failure {
    let names: Vec<&str> = Format::ALL.iter().map(|(_, name)| *name).collect();
    let message = format!("the ending of {} names no format", file.display());
    Failure::usage(
        message,
        format!(
            "use .json, .jsonl, .csv, .md, .xlsx, .docx, .html, .svg, .png, .ics, .parquet, .sarif, .xml or .txt, or --format {}",
            names.join("|")
        ),
    )
}

/// Whoever opens the file by its ending would read something else than is in it.
fn disagreement(file: &Path, format: Format) -> Failure {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let own = Format::by_ending(file).map(Format::name);
    let says = own.unwrap_or(&ending);
    let message =
        format!("--format {} disagrees with the ending of {}, which says {says}", format.name(), file.display());
    let or = if own.is_some() { "leave out --format, or " } else { "" };
    Failure::usage(message, format!("{or}name a file that ends in .{}", format.ending()))
}

fn cannot_write(file: &Path, error: &io::Error) -> Failure {
    Failure::Output(format!("cannot write {}: {}", file.display(), plain(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_and_every_ending_of_another_disagree() {
        const ENDINGS: [&str; 20] = [
            "txt",
            "text",
            "json",
            "CSV",
            "md",
            "markdown",
            "jsonl",
            "ndjson",
            "sarif",
            "sarif.json",
            "xml",
            "ics",
            "ical",
            "html",
            "HTM",
            "xlsx",
            "docx",
            "svg",
            "png",
            "parquet",
        ];
        for ending in ENDINGS {
            let file = PathBuf::from(format!("x.{ending}"));
            let own = Format::by_ending(&file).unwrap();
            for (format, name) in Format::ALL {
                let output = Output::new(Some(file.clone()), Some(format), ColorChoice::Auto);
                // what this build cannot write is refused whatever the ending says
                let is_built = format != Format::Parquet || cfg!(feature = "parquet");
                assert_eq!(output.is_ok(), format == own && is_built, "{name} in {ending}");
            }
            assert_eq!(Format::by_ending(Path::new(&format!("x.{}", own.ending()))), Some(own));
        }
        for other in ["XLS", "ods", "doc", "odt", "pdf", "tsv"] {
            let file = PathBuf::from(format!("x.{other}"));
            for format in Format::ALL.iter().map(|(format, _)| Some(*format)).chain([None]) {
                assert!(Output::new(Some(file.clone()), format, ColorChoice::Auto).is_err(), "{format:?} in {other}");
            }
        }
        for unknown in ["x", "x.out", ".json", ".xls"] {
            assert!(Output::new(Some(unknown.into()), Some(Format::Sarif), ColorChoice::Auto).is_ok(), "{unknown}");
        }
    }
}
