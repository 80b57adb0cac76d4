//! Places in a corpus: small integers that stand for an instrument, an obligation or a source, so that records are small and
//! comparing is cheap. Not here: what stands at a place (`corpus`). A place is good for the corpus that gave it alone.

/// Place of an instrument in the corpus (in order of id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstrumentIx(pub u32);

/// Place of an obligation in its instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObligationIx(pub u16);

/// Place of a source in the corpus (in order of id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIx(pub u32);
