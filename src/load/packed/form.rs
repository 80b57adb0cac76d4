//! How values are written into one text, each after the one before, and read back. Numbers are written in characters below 128,
//! so that the whole is text: the compiler checks the encoding once, and reading never does.

/// What is read is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damaged;

/// What is left to be read.
#[derive(Debug)]
pub(super) struct PackedText<'t> {
    rest: &'t str,
}

impl<'t> PackedText<'t> {
    pub(super) fn new(text: &'t str) -> PackedText<'t> {
        PackedText { rest: text }
    }

    /// The next bytes.
    #[inline]
    pub(super) fn text(&mut self, length: usize) -> Result<&'t str, Damaged> {
        let (text, rest) = self.rest.split_at_checked(length).ok_or(Damaged)?;
        self.rest = rest;
        Ok(text)
    }

    #[inline]
    pub(super) fn number(&mut self) -> Result<u64, Damaged> {
        match self.rest.as_bytes().first() {
            // most numbers are lengths of short texts
            Some(digit) if *digit <= DIGIT => {
                self.rest = self.rest.get(1..).ok_or(Damaged)?;
                Ok((*digit).into())
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Result<u64, Damaged> {
        let (mut number, mut shift) = (0, 0);
        for (place, byte) in self.rest.bytes().take(DIGITS).enumerate() {
            if byte > LAST {
                break;
            }
            number |= u64::from(byte & DIGIT) << shift;
            shift += BITS;
            if byte & MORE == 0 {
                self.text(place + 1)?;
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Bits of a number in one character.
const BITS: u32 = 6;
const DIGIT: u8 = 0x3f;
/// Set where another digit follows.
const MORE: u8 = 0x40;
const LAST: u8 = DIGIT | MORE;
/// Characters of the longest number, of 64 bits.
const DIGITS: usize = 11;

/// Writes a number, its lowest digit first.
pub(super) fn put_number(mut number: u64, out: &mut String) {
    loop {
        let digit = (number & u64::from(DIGIT)) as u8;
        number >>= BITS;
        if number == 0 {
            return out.push(char::from(digit));
        }
        out.push(char::from(digit | MORE));
    }
}

/// Something that can be written into a text and read back.
pub(super) trait Packed: Sized {
    fn put(&self, out: &mut String);

    /// # Errors
    /// Something else was written.
    fn take(from: &mut PackedText) -> Result<Self, Damaged>;
}

macro_rules! numbers {
    ($($name:ty),+) => {
        $(impl Packed for $name {
            fn put(&self, out: &mut String) {
                put_number((*self).into(), out);
            }

            fn take(from: &mut PackedText) -> Result<Self, Damaged> {
                from.number()?.try_into().map_err(|_| Damaged)
            }
        })+
    };
}

numbers!(u8, u16, u32, u64);

impl Packed for bool {
    fn put(&self, out: &mut String) {
        u8::from(*self).put(out);
    }

    fn take(from: &mut PackedText) -> Result<bool, Damaged> {
        match from.number()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Damaged),
        }
    }
}

impl Packed for Box<str> {
    fn put(&self, out: &mut String) {
        put_number(self.len() as u64, out);
        out.push_str(self);
    }

    fn take(from: &mut PackedText) -> Result<Box<str>, Damaged> {
        taken_text(from).map(Box::from)
    }
}

/// A text of which the length stands before it.
pub(super) fn taken_text<'t>(from: &mut PackedText<'t>) -> Result<&'t str, Damaged> {
    let length = usize::try_from(from.number()?).map_err(|_| Damaged)?;
    from.text(length)
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, out: &mut String) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut PackedText) -> Result<Option<T>, Damaged> {
        if bool::take(from)? { T::take(from).map(Some) } else { Ok(None) }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, out: &mut String) {
        put_number(self.len() as u64, out);
        self.iter().for_each(|item| item.put(out));
    }

    fn take(from: &mut PackedText) -> Result<Vec<T>, Damaged> {
        let length = usize::try_from(from.number()?).map_err(|_| Damaged)?;
        // a length that is damaged asks for no more room than a long list
        let mut list = Vec::with_capacity(length.min(LONG));
        for _ in 0..length {
            list.push(T::take(from)?);
        }
        Ok(list)
    }
}

const LONG: usize = 1024;

/// Structures are written field by field, in this order.
macro_rules! fields {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {
        $(impl Packed for $name {
            fn put(&self, out: &mut String) {
                let $name { $($field),+ } = self;
                $($field.put(out);)+
            }

            fn take(from: &mut PackedText) -> Result<Self, Damaged> {
                Ok($name { $($field: Packed::take(from)?),+ })
            }
        })+
    };
}

/// Enumerations are written as the number of the variant, then what it holds.
macro_rules! variants {
    ($($name:ident { $($tag:literal = $variant:ident $({ $($field:ident),+ })? $(( $($value:ident),+ ))?),+ $(,)? })+) => {
        $(impl Packed for $name {
            fn put(&self, out: &mut String) {
                match self {
                    $($name::$variant $({ $($field),+ })? $(( $($value),+ ))? => {
                        put_number($tag, out);
                        $($($field.put(out);)+)?
                        $($($value.put(out);)+)?
                    })+
                }
            }

            fn take(from: &mut PackedText) -> Result<Self, Damaged> {
                match from.number()? {
                    $($tag => {
                        $($(let $field = Packed::take(from)?;)+)?
                        $($(let $value = Packed::take(from)?;)+)?
                        Ok($name::$variant $({ $($field),+ })? $(( $($value),+ ))?)
                    })+
                    _ => Err(Damaged),
                }
            }
        })+
    };
}

/// Words of closed lists are written as they are spelt.
macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        $(impl Packed for $name {
            fn put(&self, out: &mut String) {
                put_number(self.as_str().len() as u64, out);
                out.push_str(self.as_str());
            }

            fn take(from: &mut PackedText) -> Result<Self, Damaged> {
                $name::parse(taken_text(from)?).ok_or(Damaged)
            }
        })+
    };
}

pub(super) use {fields, variants, words};

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Packed>(text: &str) -> Result<T, Damaged> {
        T::take(&mut PackedText::new(text))
    }

    #[test]
    fn numbers_are_read_as_they_were_written_and_no_others() {
        for number in [0, 1, 63, 64, 4095, 4096, u64::from(u32::MAX), u64::MAX] {
            let mut out = String::new();
            number.put(&mut out);
            assert_eq!(read(&out), Ok(number));
            assert!(out.is_ascii());
        }
        assert_eq!(read("\u{41}\u{4}"), Ok(257_u16));
        assert_eq!(read::<u8>("\u{41}\u{4}"), Err(Damaged));
        assert_eq!(read::<bool>("\u{2}"), Err(Damaged));
        // without an end, of too many digits, of letters that are no digits
        for wrong in ["", "A", "@@@@@@@@@@@A", "A\u{e9}", "\u{e9}"] {
            assert_eq!(read::<u64>(wrong), Err(Damaged), "{wrong:?}");
        }
        assert_eq!(read::<Box<str>>("\u{1}\u{e9}"), Err(Damaged));
    }
}
