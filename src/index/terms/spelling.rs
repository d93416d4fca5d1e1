//! What a stemmer is given in a folded word's place: the spelling that its rules look for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A folded English word in the spelling of the United States, which Snowball's rules are made for (`-ization` is an ending,
/// `-isation` is none). A rule has exceptions where it would make one word of two, or part a word from its own forms.
pub(super) fn american(word: &str) -> Cow<'_, str> {
    const RULES: [fn(&str) -> Option<String>; 9] =
        [with_start, with_or, with_er, with_ize, with_lys, with_ens, with_practic, with_gram, with_dgment];
    let mut spelt = Cow::Borrowed(word);
    for rule in RULES {
        if let Some(better) = rule(&spelt) {
            spelt = Cow::Owned(better);
        }
    }
    spelt
}

/// Beginnings with a spelling of their own. Not here: what is another word elsewhere (`cheque`, `kerb`, `storey`, `tyre`).
const STARTS: &str = "ageing>aging aluminium>aluminum anaem>anem anaesth>anesth analogu>analog archaeo>archeo \
                      artefact>artifact catalogu>catalog counsellor>counselor diall>dial dialogu>dialog \
                      diarrhoea>diarrhea duell>duel encyclopaed>encycloped enquir>inquir faec>fec focuss>focus \
                      foet>fet fuell>fuel gaol>jail grey>gray gynaec>gynec haemo>hemo homoeo>homeo \
                      jewellery>jewelry leukaem>leukem manoeuv>maneuv mediaev>mediev mould>mold \
                      moustache>mustache oesoph>esoph oestr>estr orthopaed>orthoped paed>ped plough>plow \
                      pyjama>pajama sceptic>skeptic skilful>skillful smoulder>smolder tranquilli>tranquili \
                      triall>trial wilful>willful woollen>woolen";

/// The same, cut once and kept by their first letter: every word is held against them.
static BEGINNINGS: LazyLock<BTreeMap<u8, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut beginnings: BTreeMap<u8, Vec<(&str, &str)>> = BTreeMap::new();
    for (from, to) in STARTS.split(' ').filter_map(|pair| pair.split_once('>')) {
        beginnings.entry(from.as_bytes()[0]).or_default().push((from, to));
    }
    beginnings
});

fn with_start(word: &str) -> Option<String> {
    BEGINNINGS.get(word.as_bytes().first()?)?.iter().find_map(|(from, to)| {
        let rest = word.strip_prefix(from)?;
        Some(format!("{to}{rest}"))
    })
}

/// What stands before `our` where that is `or`: `behaviour`, `colour`; not `contour`, `tour`, `hour`.
const OUR: &str = "arb ard arm behavi cand clam col demean dol enam endeav fav ferv flav glam hon hum lab neighb od \
                   parl ranc rig rum sav savi splend succ tum val vap vig";

fn with_or(word: &str) -> Option<String> {
    let at = word.find("our")?;
    is_end(OUR, &word[..at]).then(|| format!("{}or{}", &word[..at], &word[at + 3..]))
}

/// What stands before `re` where that is `er`: `centre`, `theatre`; not `massacre`, `cadre`.
const RE: &str = "calib cent fib lit lust maneuv meag met mit nit sab sepulch somb spect theat";

fn with_er(word: &str) -> Option<String> {
    [("re", "er"), ("res", "ers"), ("red", "ered"), ("ring", "ering")].iter().find_map(|(re, er)| {
        let stem = word.strip_suffix(re)?;
        is_end(RE, stem).then(|| format!("{stem}{er}"))
    })
}

/// What follows `is` where that is `iz`.
const AFTER_IS: [&str; 14] =
    ["e", "ed", "er", "es", "ers", "edly", "ing", "ings", "ingly", "able", "ability", "ation", "ations", "ational"];

/// What stands before `ise` in words that are spelt so everywhere, and do not end like one of [`is_never_ize`].
const NOT_ISE: &str = "advert ass cer chast chem prom comprom unprom uncomprom dem desp expert franch enfranch \
                       disenfranch highr merchand moonr mort parad pract malpract prem sunr surm treat val";

fn with_ize(word: &str) -> Option<String> {
    let after = |tail: &str| word.strip_suffix(tail).and_then(|start| start.strip_suffix("is"));
    let (stem, tail) = AFTER_IS.iter().chain(&["ationally"]).find_map(|tail| Some((after(tail)?, tail)))?;
    let is_ize = stem.len() >= 3 && !is_never_ize(stem) && !NOT_ISE.split(' ').any(|known| known == stem);
    is_ize.then(|| format!("{stem}iz{tail}"))
}

/// `raise`, `noise`, `disguise`, `otherwise`, `enterprise`; `precise`, not `criticise`; `advise`, not `relativise`.
fn is_never_ize(stem: &str) -> bool {
    stem.ends_with(['a', 'o', 'u', 'w'])
        || stem.ends_with("pr")
        || stem.ends_with('c') && !stem.ends_with("ic")
        || stem.ends_with('v') && !stem.ends_with("tiv")
}

/// `analyze` as `analyse`: its noun is `analysis` everywhere.
fn with_lys(word: &str) -> Option<String> {
    word.contains("lyz").then(|| word.replacen("lyz", "lys", 1))
}

/// `defence`, `licence`, `offence`, `pretence`.
fn with_ens(word: &str) -> Option<String> {
    let at = before_e_or_ing(word, "enc").find(|at| is_end("def off pret lic", &word[..*at]))?;
    Some(format!("{}ens{}", &word[..at], &word[at + 3..]))
}

/// `practise`, the verb, as the noun.
fn with_practic(word: &str) -> Option<String> {
    let at = before_e_or_ing(word, "practis").next()?;
    Some(format!("{}practic{}", &word[..at], &word[at + 7..]))
}

/// `programme`.
fn with_gram(word: &str) -> Option<String> {
    let stem = word.strip_suffix("grammes").map(|stem| (stem, "grams"));
    let (stem, end) = stem.or_else(|| Some((word.strip_suffix("gramme")?, "gram")))?;
    Some(format!("{stem}{end}"))
}

/// `judgement`.
fn with_dgment(word: &str) -> Option<String> {
    word.contains("dgement").then(|| word.replacen("dgement", "dgment", 1))
}

/// Whether a stem ends with one of some.
fn is_end(known: &str, stem: &str) -> bool {
    known.split(' ').any(|known| stem.ends_with(known))
}

/// Where a part stands before `e` or `ing`.
fn before_e_or_ing<'w>(word: &'w str, part: &'w str) -> impl Iterator<Item = usize> {
    let places = word.match_indices(part).map(|(at, _)| at);
    places.filter(move |at| word[at + part.len()..].starts_with('e') || word[at + part.len()..].starts_with("ing"))
}

/// A folded French word with those accents that Snowball's rules look for, where its ending leaves little doubt: `libérée`
/// then meets `libéré`, `première` `premier`, `activité` `active`. Plurals in `-us` and `-os`, which Snowball
/// leaves alone, lose their `s`: `détenus`, `vidéos`; not `refus`, `inclus`, which have a feminine or a verb with `s`.
pub(super) fn french(word: &str) -> Cow<'_, str> {
    const ENDINGS: [(&str, &str); 8] = [
        ("iere", "ière"),
        ("ieres", "ières"),
        ("ierement", "ièrement"),
        ("ierements", "ièrements"),
        ("ite", "ité"),
        ("ites", "ités"),
        ("ee", "ée"),
        ("ees", "ées"),
    ];
    let accented =
        ENDINGS.iter().find_map(|(plain, accented)| Some(format!("{}{accented}", word.strip_suffix(plain)?)));
    if let Some(accented) = accented {
        return Cow::Owned(accented);
    }
    let is_plural = word.len() > 4 && (word.ends_with("us") || word.ends_with("os"));
    let is_plural = is_plural && !is_end("fus clus trus btus ous pos", word);
    Cow::Borrowed(if is_plural { &word[..word.len() - 1] } else { word })
}

/// A folded Arabic word as Snowball knows what to do with it.
///
/// 1. `و` and `ف` before an article go, which Snowball takes off before anything but an alif; the parents (`والد`) keep theirs.
/// 2. An article goes: Snowball counts it among the letters of the word, so that `السجون` would not meet `سجون`.
/// 3. A final `ه` is the ta marbuta that folding took, except after `ت`, where it is a pronoun more often.
pub(super) fn arabic(word: &str) -> Cow<'_, str> {
    let word = without_and(word).unwrap_or(word);
    let word = after_article(word).unwrap_or(word);
    let stem = word.strip_suffix('ه').filter(|stem| stem.chars().count() >= 3 && !stem.ends_with('ت'));
    match stem {
        Some(stem) if word != "الله" => Cow::Owned(format!("{stem}ة")),
        _ => Cow::Borrowed(word),
    }
}

/// What may follow `والد`, which is no `و` with an article.
const OF_PARENTS: &str = "ا ان اه اها ات اي ت تنا ته تها تهم تك تي ك كم نا ه ها هم هما ي ين ينا يه يها يهم يك";

fn without_and(word: &str) -> Option<&str> {
    let rest = word.strip_prefix(['و', 'ف'])?;
    let is_parent = word.strip_prefix("والد").is_some_and(|end| OF_PARENTS.split(' ').any(|known| known == end));
    (!is_parent && (rest == "الله" || after_article(rest).is_some())).then_some(rest)
}

/// A word without its article, where three letters are left, or two after `ال`: not `الآن`, now.
fn after_article(word: &str) -> Option<&str> {
    let (article, rest) =
        ["ال", "بال", "كال", "لل"].iter().find_map(|article| Some((*article, word.strip_prefix(article)?)))?;
    let is_short = rest.chars().count() == 2 && article == "ال" && rest != "له" && rest != "ان";
    (is_short || rest.chars().count() > 2).then_some(rest)
}
