//! The id of a finding in one form, `STATE/INSTRUMENT/OBLIGATION`. Names in other forms are read by the command line.

use std::fmt;
use std::str::FromStr;

use super::Error;
use crate::text::is_blank;

/// Which finding is meant: a state, one of the instruments, one of its obligations.
///
/// ```
/// use acquis::FindingId;
/// # fn main() -> Result<(), acquis::Error> {
/// let id: FindingId = "AT/budapest/ratification".parse()?;
/// assert_eq!((id.state(), id.instrument(), id.obligation()), ("AT", "budapest", "ratification"));
/// assert!("AT/budapest".parse::<FindingId>().is_err()); // which obligation?
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingId {
    state: String,
    instrument: String,
    obligation: String,
}

impl FindingId {
    /// Code of the state or institution.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Id of the instrument.
    #[must_use]
    pub fn instrument(&self) -> &str {
        &self.instrument
    }

    /// Id of the obligation within its instrument.
    #[must_use]
    pub fn obligation(&self) -> &str {
        &self.obligation
    }
}

impl FromStr for FindingId {
    type Err = Error;

    fn from_str(text: &str) -> Result<FindingId, Error> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            [state, instrument, obligation] if !parts.iter().any(|part| is_blank(part)) => Ok(FindingId {
                state: (*state).to_owned(),
                instrument: (*instrument).to_owned(),
                obligation: (*obligation).to_owned(),
            }),
            _ => Err(Error::Id(text.to_owned())),
        }
    }
}

impl TryFrom<&str> for FindingId {
    type Error = Error;

    fn try_from(text: &str) -> Result<FindingId, Error> {
        text.parse()
    }
}

impl TryFrom<&String> for FindingId {
    type Error = Error;

    fn try_from(text: &String) -> Result<FindingId, Error> {
        text.parse()
    }
}

impl From<&FindingId> for FindingId {
    fn from(id: &FindingId) -> FindingId {
        id.clone()
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.state, self.instrument, self.obligation)
    }
}
