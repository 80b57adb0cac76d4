//! Intervals as Apache Parquet: words of closed lists and ids as dictionaries, days as real days, one group of rows after the
//! other, so that a large corpus needs no more memory than a small one. The same rows give the same bytes.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;

use crate::report::{IntervalRow, Intervals};
use crate::time::Day;

/// The columns, in the order in which [`ColumnGroup::write`] writes them.
const SCHEMA: &str = "
    message intervals {
        required binary state (STRING);
        required binary instrument (STRING);
        required binary obligation (STRING);
        required int32 from (DATE);
        optional int32 to (DATE);
        required binary verdict (STRING);
        optional binary when (STRING);
        required binary severity (STRING);
        optional int32 due (DATE);
        optional binary enforcement (STRING);
        optional binary confidence (STRING);
        required binary rule (STRING);
        required boolean headline;
        required boolean shown_by_default;
        optional int32 known_as_of (DATE);
        required binary data_digest (STRING);
        required binary rules_digest (STRING);
        optional binary assumed (STRING);
    }";

/// So many rows are held and written together.
const ROWS_OF_A_GROUP: usize = 131_072;

/// Writes all rows.
pub(super) fn write(intervals: &Intervals, out: &mut dyn Write) -> io::Result<()> {
    let schema = Arc::new(parse_message_type(SCHEMA).map_err(plain)?);
    let properties = WriterProperties::builder()
        .set_created_by(format!("acquis {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .build();
    // a group is written to memory first: the writer of columns goes to another thread if it likes, which `out` must not
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).map_err(plain)?;
    let mut rows = Vec::new();
    intervals.each(|row| {
        rows.push(row);
        if rows.len() < ROWS_OF_A_GROUP {
            return Ok(());
        }
        write_group(intervals, &std::mem::take(&mut rows), &mut writer)?;
        hand_on(&mut writer, out)
    })?;
    if !rows.is_empty() {
        write_group(intervals, &rows, &mut writer)?;
    }
    out.write_all(&writer.into_inner().map_err(plain)?)
}

/// Hands on what is written so far.
fn hand_on(writer: &mut SerializedFileWriter<Vec<u8>>, out: &mut dyn Write) -> io::Result<()> {
    writer.flush()?;
    let written = writer.inner_mut();
    out.write_all(written)?;
    written.clear();
    Ok(())
}

fn write_group(
    intervals: &Intervals,
    rows: &[IntervalRow],
    writer: &mut SerializedFileWriter<Vec<u8>>,
) -> io::Result<()> {
    let mut group = ColumnGroup(writer.next_row_group().map_err(plain)?);
    group.write(intervals, rows).map_err(plain)?;
    group.0.close().map(drop).map_err(plain)
}

/// The group of rows to which their columns are written, one after the other.
struct ColumnGroup<'w>(SerializedRowGroupWriter<'w, Vec<u8>>);

impl ColumnGroup<'_> {
    fn write(&mut self, intervals: &Intervals, rows: &[IntervalRow]) -> Result<(), ParquetError> {
        let lines = || rows.iter().map(|row| intervals.line(*row));
        let assumed = rows.first().map(|row| intervals.line(*row).assumed.join("; ")).filter(|text| !text.is_empty());
        self.texts(rows.iter().map(|row| row.state))?;
        self.texts(rows.iter().map(|row| row.instrument))?;
        self.texts(rows.iter().map(|row| row.obligation))?;
        self.column::<Int32Type>(Presence::Always, rows.iter().map(|row| Some(row.from.number())))?;
        self.days(rows.iter().map(|row| row.to))?;
        self.texts(rows.iter().map(|row| row.verdict.as_str()))?;
        self.words(Presence::Maybe, rows.iter().map(|row| row.when))?;
        self.texts(rows.iter().map(|row| row.severity.as_str()))?;
        self.days(rows.iter().map(|row| row.due))?;
        self.words(Presence::Maybe, rows.iter().map(|row| row.enforcement))?;
        self.words(Presence::Maybe, rows.iter().map(|row| row.confidence))?;
        self.texts(rows.iter().map(|row| row.rule))?;
        self.column::<BoolType>(Presence::Always, rows.iter().map(|row| Some(row.headline)))?;
        self.column::<BoolType>(Presence::Always, rows.iter().map(|row| Some(row.shown_by_default)))?;
        self.days(lines().map(|line| line.known_as_of))?;
        self.texts(lines().map(|line| line.data_digest))?;
        self.texts(lines().map(|line| line.rules_digest))?;
        self.words(Presence::Maybe, rows.iter().map(|_| assumed.as_deref()))
    }

    /// A text in each row.
    fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Result<(), ParquetError> {
        self.words(Presence::Always, texts.map(Some))
    }

    /// Texts of which few differ: each is held once.
    fn words<'t>(
        &mut self,
        needed: Presence,
        words: impl Iterator<Item = Option<&'t str>>,
    ) -> Result<(), ParquetError> {
        let mut known: HashMap<&str, ByteArray> = HashMap::new();
        let mut held = |word: &'t str| known.entry(word).or_insert_with(|| ByteArray::from(word)).clone();
        self.column::<ByteArrayType>(needed, words.map(|word| word.map(&mut held)))
    }

    fn days(&mut self, days: impl Iterator<Item = Option<Day>>) -> Result<(), ParquetError> {
        self.column::<Int32Type>(Presence::Maybe, days.map(|day| day.map(Day::number)))
    }

    fn column<T: DataType>(
        &mut self,
        needed: Presence,
        values: impl Iterator<Item = Option<T::T>>,
    ) -> Result<(), ParquetError> {
        let (mut levels, mut held) = (Vec::new(), Vec::new());
        for value in values {
            levels.push(i16::from(value.is_some()));
            held.extend(value);
        }
        let Some(mut column) = self.0.next_column()? else { return Ok(()) };
        let levels = (needed == Presence::Maybe).then_some(levels.as_slice());
        column.typed::<T>().write_batch(&held, levels, None)?;
        column.close()
    }
}

/// Has each row a value in a column?
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Always,
    Maybe,
}

/// The writer's own error, so that a full disk is still known for what it is.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
