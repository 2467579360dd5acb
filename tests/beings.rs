//! One being for each, however the article names it: a class of cases a row.

use dixit::{Article, EntityKind, extract::Extractor};

fn read(text: &str) -> Article {
    let mut article = Article::from_text("a", text);
    Extractor::new().with_any_language().extract(&mut article);
    article
}

/// The names of those who say something, in the order of what they say.
fn speakers(article: &Article) -> Vec<&str> {
    let name = |id: &String| {
        let entity = article.entities.iter().find(|e| e.id == *id);
        entity.map_or("", |e| e.name.as_str())
    };
    let sources = article.statements.iter().flat_map(|s| &s.source);
    sources.map(name).collect()
}

/// Texts, and who speaks in them.
const CASES: [(&str, &[&str]); 16] = [
    // He or she, as a first name tells.
    (
        "Tobias Reck suggested that Paulette Orm had lied. She denied it. He said she would be sorry.",
        &["Tobias Reck", "Paulette Orm", "Tobias Reck"],
    ),
    // "We" of those for whom one speaks.
    (
        "The Harbour Union’s campaign chief, Marc Oldane, was angry. “We asked for a copy,” Oldane said.",
        &["Harbour Union", "Marc Oldane"],
    ),
    // A small particle, and capitals.
    (
        "Noor van Reck said the dam leaks. Van Reck said it would hold.",
        &["Noor van Reck", "Noor van Reck"],
    ),
    // Full name, surname, a pronoun, and the mark that closes a quotation.
    (
        "“We sold nothing,” Ian Wray said. “We have nothing,” Wray said. “I am sorry,” he said.",
        &["Ian Wray", "Ian Wray", "Ian Wray"],
    ),
    // A name that the tagger does not know.
    (
        "Estonian presidential spokesman Urmo Tarkvee said the talks had failed. Tarkvee said they would go on.",
        &["Urmo Tarkvee", "Urmo Tarkvee"],
    ),
    // An acronym in brackets.
    (
        "The Larkin Reef Institute (LRI) said the reef was dying. The LRI said it had warned the council.",
        &["Larkin Reef Institute", "Larkin Reef Institute"],
    ),
    // A title before its bearer is named.
    (
        "The judge said the case was weak. The judge, Orla Finch, said it would go on.",
        &["Orla Finch", "Orla Finch"],
    ),
    // Two of one surname.
    (
        "Mrs Morag Tullis said the boat was safe. Her husband, Angus, said it leaked. Mr Tullis said he would swim.",
        &["Morag Tullis", "Angus", "Angus"],
    ),
    // "They" in the words of somebody who named them before.
    (
        "Critics said the film was dull.\n\n“Just another Danish trick,” @ola_berg tweeted. “They said that Sweden did it.”",
        &["Critics", "@ola_berg", "Denmark"],
    ),
    // An office between two names, and letters after one.
    (
        "NATO Secretary General Jan de Boer said the alliance was watching. Helen Marsh MP said it was asleep.",
        &["Jan de Boer", "Helen Marsh"],
    ),
    // What is a title elsewhere belongs to a ministry's name.
    (
        "The Foreign Ministry said the note was false. The Defence Ministry said it was true.",
        &["Foreign Ministry", "Defence Ministry"],
    ),
    // The same without capitals.
    (
        "The foreign ministry said the note was false. The defence ministry said it was true. The foreign ministry said no more.",
        &["foreign ministry", "defence ministry", "foreign ministry"],
    ),
    // A name beside what its bearer is.
    (
        "Baltia News said the port was shut. The Interfax news agency said it was open.",
        &["Baltia News", "Interfax"],
    ),
    (
        "A parents’ group, Clear Water Now, said the taps were safe. It said the pipes were old.",
        &["Clear Water Now", "Clear Water Now"],
    ),
    // A possessive inside a name.
    (
        "The Farmers’ League said the harvest was lost. The League said nobody had come.",
        &["Farmers’ League", "Farmers’ League"],
    ),
    // A street in which a government sits.
    (
        "Downing Street said the plan stood. Downing Street said it was ready.",
        &["Downing Street", "Downing Street"],
    ),
];

#[test]
fn every_way_of_naming_leads_to_the_same_being() {
    for (text, wanted) in CASES {
        let article = read(text);
        assert_eq!(speakers(&article), wanted, "{text}\n{article:#?}");
    }
}

#[test]
fn who_speaks_for_whom_and_what_is_part_of_what() {
    let article = read(
        "The Kremlin said Russia would answer. Kremlin spokesperson Irina Belova said the note was false. \
         Belova’s lawyer, Anton Reza, said she would sue. \
         A spokesperson for the harbour trust said it was too late. The trust said it was sorry.",
    );
    let find = |name: &str| {
        let found = article.entities.iter().find(|e| e.name == name);
        found.unwrap_or_else(|| panic!("{name} in {article:#?}"))
    };
    let ids = |name: &str| vec![find(name).id.clone()];
    assert_eq!(find("Kremlin").part_of, ids("Russia"));
    assert_eq!(find("Irina Belova").speaks_for, ids("Kremlin"));
    assert_eq!(find("Anton Reza").speaks_for, ids("Irina Belova"));
    let spoken = find("spokesperson for the harbour trust");
    assert_eq!(spoken.speaks_for, ids("harbour trust"));
    assert!(find("harbour trust").mentions.len() > 1, "{article:#?}");
}

#[test]
fn kinds_follow_what_stands_around_a_name() {
    let article = read(
        "“It will not hold,” he told the newspaper La Torre. Bottle maker Orlan said it had lent nothing. \
         The Golden Sheaf said it would bake. Talks in Brussels failed, Dana Pell said.",
    );
    let kinds: Vec<_> = article.entities.iter().filter(|e| e.name != "he").collect();
    let kind = |name: &str| kinds.iter().find(|e| e.name == name).map(|e| e.kind);
    assert_eq!(kind("La Torre"), Some(EntityKind::Outlet));
    assert_eq!(kind("Orlan"), Some(EntityKind::Organisation));
    assert_eq!(kind("Golden Sheaf"), Some(EntityKind::Organisation));
    assert_eq!(kind("Brussels"), Some(EntityKind::Place));
    assert_eq!(kind("Dana Pell"), Some(EntityKind::Person));
}
