//! The words for kinds of acts, for what they belong to and for what tells nothing, in the languages of the Union, folded.

use crate::law::{InstrumentKind, Pillar};

/// What the letters after a number, or in brackets before it, say of the treaty on which an act rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Domain {
    /// EC, EEC, ECSC, Euratom: the Communities.
    Community,
    /// JHA: Title VI of the Treaty on European Union before Lisbon.
    JusticeAndHomeAffairs,
    /// CFSP.
    ForeignPolicy,
    /// EU; or letters that stand for several, as `ES` (EC in Czech, EU in Latvian).
    Union,
}

impl Domain {
    /// May an act of this pillar carry it? `EU` is carried by all that it may be mistaken for.
    pub fn agrees(self, pillar: Pillar) -> bool {
        match self {
            Domain::Community => pillar != Pillar::Third,
            Domain::JusticeAndHomeAffairs => pillar == Pillar::Third,
            Domain::ForeignPolicy => false,
            Domain::Union => true,
        }
    }

    /// What these folded letters stand for.
    pub(super) fn read(letters: &str) -> Option<Domain> {
        let found = DOMAINS.iter().find(|(_, all)| all.split(' ').any(|known| known == letters));
        found.map(|(domain, _)| *domain)
    }
}

const DOMAINS: [(Domain, &str); 4] = [
    (Domain::Union, "eu ue ae el es ес εε"),
    (
        Domain::Community,
        "ec ce eg ef εκ ek eb ey eo ez ke we ео eec cee eog ewg eeg eof εοκ ety ehs emu egk eeb eek kee egs eez \
         еио euratom ecsc ceca egks eksf",
    ),
    (Domain::JusticeAndHomeAffairs, "jha jai ji gai cgb jbz ria rif yos wsisw svv pnz ib ti tvr jsk pup jvr δευ пвр"),
    (Domain::ForeignPolicy, "cfsp pesc gasp gbvb fusp szbp wpzib yutp uvjp busp kadp kbp svbp psac оввпс κεππα"),
];

/// The kind that a folded word names.
pub(super) fn kind(word: &str) -> Option<InstrumentKind> {
    use InstrumentKind::{Convention, Decision, Directive, FrameworkDecision, Protocol, Regulation};
    const SHORT: [(InstrumentKind, &str); 4] = [
        (Directive, "dir rl"),
        (Regulation, "reg regl vo regula regulas regulai regulu"),
        (Decision, "dec"),
        (FrameworkDecision, "fd rb"),
    ];
    // the longer word comes first: a framework decision is named by a word of its own in many languages
    const BEGINNINGS: [(InstrumentKind, &str); 6] = [
        (
            FrameworkDecision,
            "rahmenbeschlu kaderbeslu rammeafgorelse rambeslut puiteots puitepaato raamots pamatlemum kerethataroz",
        ),
        (
            Directive,
            "directiv direktiv diretiv direttiv direktiiv richtlini richtlijn dyrektyw smernic iranyelv treoir οδηγι директив",
        ),
        (
            Regulation,
            "regulation reglament reglement regulament regolament verordnung verordening forordning asetus asetuks maarus \
             rozporzadz narizeni nariadeni uredb rendelet rialachan κανονισμ регламент",
        ),
        (
            Decision,
            "decision decisao decisoe decizi decyzj decizj beschlu entscheidung beslui beschikking afgorelse beslut paatos \
             paatoks otsus lemum sprendim rozhodnuti sklep odlocb odluk hataroz cinneadh αποφασ решени",
        ),
        (
            Convention,
            "convention convenio convenzion convencao conventi konvent konvenc konwencj ubereinkommen verdrag \
             yleissopim egyezmeny umluv dohovor treaty traite vertrag tratado trattato συμβασ конвенц",
        ),
        (Protocol, "protocol protokol πρωτοκολλ протокол"),
    ];
    if word.contains('/') {
        return None;
    }
    let short = SHORT.iter().find(|(_, all)| all.split(' ').any(|known| known == word));
    let long = || BEGINNINGS.iter().find(|(_, all)| all.split_whitespace().any(|known| word.starts_with(known)));
    short.or_else(long).map(|(kind, _)| *kind)
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

/// Does the word tell one act from another? Not who adopted it, nor a small word.
pub(super) fn is_telling(word: &str) -> bool {
    const SILENT: &str = "the of and on to act acts celex eli eu ec eec euratom jha jai ue ce eg council commission \
        european europe parliament union implementing delegated joint des der die das und vom rates rats \
        rat kommission europaischen parlaments europarates du de la le les et d l conseil parlement \
        europeen del della delle el y e consiglio consejo conselho parlamento europeo europeu van het en \
        raad number";
    !SILENT.split(' ').any(|silent| silent == word)
}
