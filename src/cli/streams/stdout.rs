//! The standard output, as it was handed to the program. The runtime opens `/dev/null` in the place of a stream that is
//! closed before `main` begins, and takes a stream that cannot be written to for one that takes everything: a result that
//! went nowhere would look delivered. Here it is looked at before, and written to without such kindness.

use super::filter::Filtered;
use super::terminal;
use clap::ColorChoice;
use std::fs::{File, Metadata};
use std::io::{self, BufWriter, IsTerminal, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;
use std::sync::atomic::{AtomicBool, Ordering};

/// Was it closed when the program began?
static IS_CLOSED: AtomicBool = AtomicBool::new(false);

#[cfg(unix)]
#[ctor::ctor]
fn look() {
    IS_CLOSED.store(rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err(), Ordering::Relaxed);
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamContent {
    /// Text, in which nothing may be obeyed.
    Plain,
    /// Text with colours.
    Coloured,
    /// Bytes, never to be shown on a terminal.
    Binary,
}

impl StreamContent {
    /// Text with colours, or without.
    pub fn text(is_coloured: bool) -> StreamContent {
        if is_coloured { StreamContent::Coloured } else { StreamContent::Plain }
    }
}

/// Writes to the standard output. Was all of it taken?
///
/// # Errors
/// It is closed, or refuses.
pub fn write(content: StreamContent, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<bool> {
    write_to(open()?, content, write)
}

/// Writes to what is no regular file: a terminal, a pipe, a device, by whatever name. Was all of it taken? A reader that stops
/// early is no error.
///
/// # Errors
/// It refuses.
pub fn write_to(
    file: File,
    content: StreamContent,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<bool> {
    let mut out = BufWriter::new(file);
    let written = match content {
        StreamContent::Binary => write(&mut out),
        text => {
            let mut filter = Filtered::new(&mut out, text == StreamContent::Coloured);
            write(&mut filter).and_then(|()| filter.finish())
        }
    };
    let written = written.and_then(|()| out.flush());
    if written.is_err() {
        // What is left in the buffer would be tried again, and fail again.
        drop(out.into_parts());
    }
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
    }
}

/// What it leads to.
///
/// # Errors
/// It is closed, or says nothing.
pub fn metadata() -> io::Result<Metadata> {
    open()?.metadata()
}

/// Does it lead to a terminal?
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Are there to be colours on it?
pub fn is_coloured(color: ColorChoice) -> bool {
    terminal::is_coloured(color, &io::stdout())
}

/// The standard output as a file.
fn open() -> io::Result<File> {
    if IS_CLOSED.load(Ordering::Relaxed) {
        return Err(io::Error::other("stdout is closed"));
    }
    #[cfg(unix)]
    let own = io::stdout().as_fd().try_clone_to_owned();
    #[cfg(windows)]
    let own = io::stdout().as_handle().try_clone_to_owned();
    own.map(File::from)
}
