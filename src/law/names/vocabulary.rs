//! The words for kinds of acts, for what they belong to and for what has no significance, in the languages of the
//! Union, normalized.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::law::{Instrument, InstrumentKind, Pillar};
use crate::time::Day;

/// What the letters after a number, or in brackets before it, say of the treaty on which an act rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Domain {
    /// EC: the Community.
    Community,
    /// EEC: the Community before the Treaty on European Union.
    Economic,
    /// Euratom.
    Atomic,
    /// ECSC.
    CoalAndSteel,
    /// JHA: Title VI of the Treaty on European Union before Lisbon.
    JusticeAndHomeAffairs,
    /// CFSP.
    ForeignPolicy,
    /// EU; or letters that stand for several, as `ES` (EC in Czech, EU in Latvian).
    Union,
}

impl Domain {
    /// May this act carry it? `EU` is carried by all that it may be mistaken for; `Euratom`, `ECSC` and `CFSP` only where
    /// the data say so.
    pub fn agrees(self, act: &Instrument) -> bool {
        let is_third = act.pillar == Pillar::Third || act.kind == InstrumentKind::FrameworkDecision;
        match self {
            // until Lisbon acts of the third pillar carried JHA, never EC
            Domain::Community => !is_third,
            // the Treaty on European Union renamed the Community on 1 November 1993 (Art. G TEU, Maastricht)
            Domain::Economic => !is_third && Day::from_ymd(1993, 11, 1).is_some_and(|union| act.adopted < union),
            Domain::JusticeAndHomeAffairs => is_third,
            // the pillars of the data do not distinguish these: only a number in the data can show one
            Domain::Atomic | Domain::CoalAndSteel | Domain::ForeignPolicy => false,
            // people write EU for every act, of whatever treaty
            Domain::Union => true,
        }
    }

    /// Beside other letters, as in `(EU, Euratom)`, does it only add to what they say?
    pub(super) fn is_added(self) -> bool {
        matches!(self, Domain::Atomic | Domain::CoalAndSteel)
    }

    /// What these normalized letters stand for.
    pub(super) fn read(letters: &str) -> Option<Domain> {
        static KNOWN: LazyLock<HashMap<&str, Domain>> = LazyLock::new(|| by_word(&DOMAINS));
        KNOWN.get(letters).copied()
    }
}

const DOMAINS: [(Domain, &str); 7] = [
    (Domain::Union, "eu ue ae el es ес εε"),
    (Domain::Community, "ec ce eg ef εκ ek eb ey eo ez ke we ео"),
    (Domain::Economic, "eec cee eog ewg eeg eof εοκ ety ehs emu egk eeb eek kee egs eez еио"),
    (Domain::Atomic, "euratom ευρατομ евратом"),
    (Domain::CoalAndSteel, "ecsc ceca egks eksf ekax εκαχ"),
    (Domain::JusticeAndHomeAffairs, "jha jai ji gai cgb jbz ria rif yos wsisw svv pnz ib ti tvr jsk pup jvr δευ пвр"),
    (
        Domain::ForeignPolicy,
        "cfsp pesc gasp gbvb gusp kkbp zvsp szvp pesk cbes овппс fusp szbp wpzib yutp uvjp busp kadp kbp svbp psac κεππα",
    ),
];

/// What each of the words stands for; of two meanings the first.
fn by_word<T: Copy>(lists: &[(T, &'static str)]) -> HashMap<&'static str, T> {
    let mut known = HashMap::new();
    for (meaning, words) in lists {
        for word in words.split_whitespace() {
            known.entry(word).or_insert(*meaning);
        }
    }
    known
}

/// Short words for kinds of acts, each a whole word.
const SHORT_KINDS: [(InstrumentKind, &str); 4] = [
    (InstrumentKind::Directive, "dir rl"),
    (InstrumentKind::Regulation, "reg regl vo regula regulas regulai regulu"),
    (InstrumentKind::Decision, "dec"),
    (InstrumentKind::FrameworkDecision, "fd rb"),
];

/// How words for kinds of acts begin. The longer word comes first: in many languages one word names a framework decision.
const KIND_BEGINNINGS: [(InstrumentKind, &str); 6] = [
    (
        InstrumentKind::FrameworkDecision,
        "rahmenbeschlu kaderbeslu rammeafgorelse rambeslut puiteots puitepaato raamots pamatlemum kerethataroz",
    ),
    (
        InstrumentKind::Directive,
        "directiv direktiv direktyv diretiv direttiv direktiiv richtlini richtlijn dyrektyw smernic iranyelv treoir οδηγι директив",
    ),
    (
        InstrumentKind::Regulation,
        "regulation reglament reglement regulament regolament verordnung verordening forordning asetus asetuks maarus \
         rozporzadz narizeni nariadeni uredb rendelet rialachan κανονισμ регламент",
    ),
    (
        InstrumentKind::Decision,
        "decision decisao decisoe decizi decyzj decizj beschlu entscheidung beslui beschikking afgorelse beslut paatos \
         paatoks otsus lemum sprendim rozhodnuti sklep odlocb odluk hataroz cinneadh αποφασ решени",
    ),
    (
        InstrumentKind::Convention,
        "convention convenio convenzion convencao conventi konvent konvenc konwencj ubereinkommen verdrag \
         yleissopim egyezmeny umluv dohovor treaty traite vertrag tratado trattato συμβασ конвенц",
    ),
    (InstrumentKind::Protocol, "protocol protokol πρωτοκολλ протокол"),
];

/// The kind that a normalized word names.
pub(super) fn kind(word: &str) -> Option<InstrumentKind> {
    // a word with a stroke is a number or the path of a duty: `decision/transposition` names no kind
    if word.contains('/') {
        return None;
    }
    static SHORT: LazyLock<HashMap<&str, InstrumentKind>> = LazyLock::new(|| by_word(&SHORT_KINDS));
    static BEGINNINGS: LazyLock<Vec<(InstrumentKind, Vec<&str>)>> =
        LazyLock::new(|| KIND_BEGINNINGS.map(|(kind, all)| (kind, all.split_whitespace().collect())).to_vec());
    let begins = |all: &[&str]| all.iter().any(|known| word.starts_with(known));
    let long = || BEGINNINGS.iter().find(|(_, all)| begins(all)).map(|(kind, _)| *kind);
    SHORT.get(word).copied().or_else(long)
}

/// Does this word make a framework decision of a decision: `décision-cadre`, `decisione quadro`?
pub(super) fn is_framework(word: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "framework",
        "cadr",
        "marco",
        "quadro",
        "ramow",
        "ramcov",
        "okvirn",
        "qafas",
        "pamatini",
        "πλαισι",
        "рамков",
        "kader",
        "rahmen",
        "reime",
    ];
    BEGINNINGS.iter().any(|known| word.starts_with(known))
}

/// Is this a word for the number that follows?
pub(super) fn is_number_word(word: &str) -> bool {
    ["no", "nr", "n", "num", "numer", "numero", "number", "nummer", "c", "cislo", "st", "sz", "αριθ", "№"]
        .contains(&word)
}

/// The official journal, in which an act is cited after its number: `(OJ L 101, 15.4.2011, p. 1)`.
pub(super) fn is_journal(word: &str) -> bool {
    ["oj", "abl", "jo", "gu", "guue", "doue", "dz"].contains(&word)
}

/// Is this a word of a citation of the journal: series, page, number or day?
pub(super) fn is_in_journal(word: &str) -> bool {
    ["l", "c", "p", "pp", "s", "str"].contains(&word) || word.chars().all(|char| char.is_ascii_digit())
}

/// Is this a word for the treaties of the Council of Europe, not for one sort of them?
pub(super) fn is_treaty(word: &str) -> bool {
    ["treaty", "treaties", "traite", "traites"].contains(&word)
}

/// Does the word distinguish one act from the others? Not the institution that adopted it, nor a small word.
pub(super) fn is_significant(word: &str) -> bool {
    /// How the institutions are called in the languages of the Union.
    const INSTITUTIONS: &str = "europaisch europaeisk europeisk europeen europeo europejsk europsk europeu europees \
        europskeho eiropas europos euroopa evropsk ewrope eorpa ευρωπαικ европейск europai europea parlament parliament \
        parlement parlaim ευρωκοινοβουλ κοινοβουλ парламент commission kommission komisj komisi comisi comissa commissie \
        komission комиси επιτροπη consili conseil consigli consejo conselho consell neuvosto noukogu tarybos tanacs kunsill \
        vijec radet συμβουλι съвет";
    const INSIGNIFICANT: &str = "the of and on to act acts celex eli eu ec eec euratom jha jai ue ce eg council commission \
        european europe parliament union implementing delegated joint des der die das und vom rates rats \
        rat kommission europaischen parlaments europarates du de la le les et d l conseil parlement \
        europeen del della delle el y e consiglio consejo conselho parlamento europeo europeu van het en \
        raad number a az i na w z ze zo od o do dne dna dnia af av om og och ja und rady rada sveta padomes conselho eiropas \
        της του και για на и от за";
    static BEGINNINGS: LazyLock<Vec<&str>> = LazyLock::new(|| INSTITUTIONS.split_whitespace().collect());
    static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| INSIGNIFICANT.split_whitespace().collect());
    !SMALL.contains(word) && !BEGINNINGS.iter().any(|known| word.starts_with(known))
}
