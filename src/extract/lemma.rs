//! Lemmas of verbs and nouns, by rules and a list of exceptions.

use super::quick::Map;
use super::tag::Tag;

/// Forms that follow no rule, with their lemmas.
const IRREGULAR: &str = "
am be are be is be was be were be been be being be 's be 're be 'm be ai be has have had have having have 've have 'd would
does do did do done do goes go went go gone go said say told tell thought think felt feel heard hear knew know known know
wrote write written write spoke speak spoken speak saw see seen see held hold made make making make took take taken take taking take
gave give given give giving give got get gotten get came come coming come became become becoming become began begin begun begin
brought bring bought buy built build broke break broken break chose choose chosen choose choosing choose caught catch drew draw drawn draw
drove drive driven drive fell fall fallen fall found find fought fight forgot forget forgotten forget grew grow grown grow kept keep led lead
left leave leaving leave lost lose losing lose meant mean met meet paid pay ran run running run rose rise risen rise sent send shook shake shaken shake
shot shoot showed show shown show sold sell sought seek spent spend stood stand stuck stick struck strike swore swear sworn swear taught teach
threw throw thrown throw understood understand went go won win withdrew withdraw withdrawn withdraw wore wear worn wear foresaw foresee foreseen foresee
laid lay lain lie lay lay lying lie dying die tying tie vying vie bore bear born bear borne bear beaten beat bent bend bet bet bit bite bitten bite
blew blow blown blow dealt deal dug dig ate eat eaten eat fed feed fled flee flew fly flown fly forbade forbid forbidden forbid forgave forgive forgiven forgive
froze freeze frozen freeze hung hang hid hide hidden hide leapt leap lent lend lit light misled mislead mistook mistake mistaken mistake overcame overcome
overheard overhear pled plead proven prove rang ring rode ride ridden ride sang sing sung sing sank sink sunk sink sat sit slept sleep slid slide spun spin
stole steal stolen steal stung sting swept sweep swam swim swung swing tore tear torn tear woke wake woken wake wept weep wound wind upheld uphold
withheld withhold undertook undertake undertaken undertake retold retell rewrote rewrite rewritten rewrite rebuilt rebuild outlined outline
agreed agree agreeing agree disagreed disagree disagreeing disagree guaranteed guarantee freed free seeing see being be fleeing flee
believed believe argued argue arguing argue valued value continued continue continuing continue issued issue issuing issue pursued pursue sued sue rescued rescue
used use using use accused accuse accusing accuse refused refuse refusing refuse focused focus focusing focus proposed propose opposed oppose
quoted quote quoting quote noted note noting note voted vote voting vote promoted promote stated state stating state hated hate rated rate
added add adding add asked ask answered answer answering answer offered offer offering offer opened open opening open happened happen happening happen
listened listen entered enter entering enter remembered remember considered consider considering consider delivered deliver suffered suffer covered cover
visited visit visiting visit credited credit edited edit limited limit exhibited exhibit inherited inherit posited posit solicited solicit
cited cite citing cite invited invite inviting invite united unite uniting unite excited excite ignited ignite recited recite reciting recite incited incite
written write writing write waited wait wanted want targeted target marketed market budgeted budget interpreted interpret tweeted tweet retweeted retweet
repeated repeat repeating repeat defeated defeat treated treat greeted greet created create creating create related relate
explained explain explaining explain maintained maintain maintaining maintain complained complain contained contain obtained obtain remained remain
appeared appear appearing appear cleared clear feared fear fearing fear favored favor favoring favor honored honor labored labor mirrored mirror monitored monitor
answered answer reported report supported support endorsed endorse endorsing endorse urged urge urging urge charged charge charging charge
pledged pledge acknowledged acknowledge acknowledging acknowledge judged judge alleged allege alleging allege challenged challenge changed change
changing change hinged hinge belonged belong banged bang hanged hang longed long longing long bringing bring singing sing ringing ring
convinced convince announced announce announcing announce denounced denounce pronounced pronounce danced dance
raised raise raising raise praised praise praising praise promised promise promising promise advised advise advising advise released release releasing release
increased increase pleased please teased tease ceased cease based base erased erase chased chase purchased purchase
dismissed dismiss discussed discuss expressed express stressed stress pressed press witnessed witness passed pass missed miss addressed address
handled handle struggled struggle settled settle tackled tackle labeled label modeled model traveled travel canceled cancel signaled signal
revealed reveal appealed appeal detailed detail failed fail failing fail hailed hail assailed assail called call calling call recalled recall
telling tell selling sell yelled yell filled fill filling fill killed kill controlled control controlling control patrolled patrol compelled compel
admitted admit admitting admit committed commit committing commit submitted submit permitted permit referred refer referring refer preferred prefer preferring prefer
occurred occur occurring occur planned plan planning plan stopped stop dropped drop dropping drop slipped slip dubbed dub
quipped quip quipping quip tapped tap rapped rap ripped rip vetted vet betting bet putting put cutting cut hitting hit letting let setting set sitting sit
getting get forgetting forget beginning begin winning win running run swimming swim shutting shut quitting quit
died die lied lie tied tie vied vie dies die lies lie ties tie
schooled school cooled cool echoed echo echoes echo echoing echo vetoed veto vetoes veto
challenging challenge competing compete competed compete completing complete completed complete deleted delete ignored ignore ignoring ignore explored explore exploring explore
restored restore restoring restore deplored deplore deploring deplore underscored underscore underscoring underscore conceded concede conceding concede receded recede
limiting limit biased bias developing develop developed develop benefited benefit benefiting benefit crediting credit discredited discredit prohibited prohibit prohibiting prohibit
ranged range ranging range arranged arrange arranging arrange exchanged exchange exchanging exchange infringed infringe infringing infringe
guided guide guiding guide wasted waste wasting waste convened convene convening convene intervened intervene intervening intervene postponed postpone postponing postpone
relied rely implied imply totaled total arose arise arisen arise oversaw oversee overseen oversee underwent undergo withstood withstand misunderstood misunderstand
bound bind owed owe owing owe pivoted pivot pivoting pivot profiting profit treating treat retreating retreat boycotted boycott focuses focus biases bias
caucuses caucus caucused caucus bonuses bonus campuses campus movies movie cookies cookie clothes clothes politics politics economics economics data data
crises crisis bases basis analyses analysis gentlemen gentleman chairmen chairman businessmen businessman countrymen countryman lawmen lawman spokesmen spokesman
spokeswomen spokeswoman congressmen congressman congresswomen congresswoman grandchildren grandchild troops troops odds odds shelves shelf headaches headache
woes woe foes foe need need drank drink canceled cancel cancelled cancel panicked panic
men man women woman children child people people feet foot teeth tooth mice mouse lives life wives wife knives knife leaves leave
voiced voice voicing voice forced force
";

/// Finds the lemma of a lower-case word; other parts of speech are their own lemma.
///
/// The answer is `word` itself, a stem of it, or what is put into `buffer`.
pub fn lemma<'w>(word: &'w str, tag: Tag, buffer: &'w mut String) -> &'w str {
    let verb = tag.is_verb() || tag == Tag::Md;
    if !verb && !matches!(tag, Tag::Nns | Tag::Nnps) {
        return word;
    }
    if let Some(lemma) = irregular(word) {
        return lemma;
    }
    buffer.clear();
    match tag {
        Tag::Nns | Tag::Nnps | Tag::Vbz => singular(word, buffer),
        Tag::Vbd | Tag::Vbn => strip(word, "ed", buffer),
        Tag::Vbg => strip(word, "ing", buffer),
        _ => buffer.push_str(word),
    }
    buffer
}

fn irregular(word: &str) -> Option<&'static str> {
    use std::sync::OnceLock;
    static FORMS: OnceLock<Map<&'static str, &'static str>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let words: Vec<_> = IRREGULAR.split_whitespace().collect();
        words.chunks_exact(2).map(|p| (p[0], p[1])).collect()
    });
    forms.get(word).copied()
}

fn singular(word: &str, out: &mut String) {
    let cut = |n: usize| &word[..word.len() - n];
    out.push_str(match word {
        w if w.ends_with("ies") && w.len() > 4 => cut(3),
        w if ["ches", "shes", "sses", "xes", "zzes", "oes"]
            .iter()
            .any(|e| w.ends_with(e)) =>
        {
            cut(2)
        }
        w if w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") && w.len() > 2 => cut(1),
        w => w,
    });
    if word.ends_with("ies") && word.len() > 4 {
        out.push('y');
    }
}

/// Takes "ed" or "ing" away and mends the stem.
fn strip(word: &str, ending: &str, out: &mut String) {
    let Some(stem) = word
        .strip_suffix(ending)
        .filter(|s| s.len() > 1 && s.contains(['a', 'e', 'i', 'o', 'u', 'y']))
    else {
        out.push_str(word);
        return;
    };
    if let Some(y) = stem.strip_suffix('i').filter(|_| ending == "ed") {
        out.push_str(y);
        out.push('y');
        return;
    }
    let b = stem.as_bytes();
    let last = b[b.len() - 1];
    // "passing", "harassing": no verb's stem ends in "asse".
    let wide = last == b's' && b[b.len() - 2] == b's';
    let twice = b.len() > 2
        && b[b.len() - 2] == last
        && !matches!(last, b'l' | b's' | b'z' | b'f' | b'e' | b'o');
    out.push_str(if twice { &stem[..stem.len() - 1] } else { stem });
    if !twice && !wide && wants_e(stem) {
        out.push('e');
    }
}

/// Whether a verb's stem is written with a final e.
fn wants_e(stem: &str) -> bool {
    const WITH: &[&str] = &[
        "at", "iz", "yz", "us", "os", "is", "as", "uc", "nc", "rc", "ac", "ic", "ec", "rs", "ns",
        "ps", "rv", "lv", "iv", "av", "ov", "ev", "rg", "dg", "ag", "eg", "ug", "bl", "pl", "tl",
        "dl", "gl", "kl", "fl", "zl", "u", "ut", "ir", "ar", "ur", "id", "ad", "ud", "od", "in",
        "it", "ot", "ik", "ok", "ak", "am", "um", "om", "im", "ib", "ab", "ub", "ap", "op", "yp",
        "il", "al", "ul", "ol", "ass", "k",
    ];
    const WITHOUT: &[&str] = &["rk", "nk", "lk", "sk", "ck", "ook", "eak", "oak", "eek"];
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let b = stem.as_bytes();
    let n = b.len();
    if WITHOUT.iter().any(|e| stem.ends_with(e)) || !WITH.iter().any(|e| stem.ends_with(e)) {
        // One short syllable with a single consonant would have been doubled.
        return (2..=4).contains(&n)
            && vowel(b[n - 2])
            && !vowel(b[n - 1])
            && !matches!(b[n - 1], b'w' | b'x' | b'y')
            && (n == 2 || !vowel(b[n - 3]))
            && !WITHOUT.iter().any(|e| stem.ends_with(e));
    }
    // Two vowels before the consonant are long without an e: "explain", "repeat".
    let pair = n >= 3
        && vowel(b[n - 2])
        && vowel(b[n - 3])
        && !matches!(b[n - 1], b's' | b'v' | b'c' | b'z');
    let after_qu = n >= 4 && b[n - 3] == b'u' && b[n - 4] == b'q';
    let eat = stem.ends_with("iat")
        || stem.ends_with("uat")
        || stem.ends_with("eat") && stem.len() > 4 && stem.ends_with("reat");
    !pair || after_qu || eat || stem.ends_with("iad") || stem.ends_with("uad")
}
