//! Counts how often a cue in a frame is an attribution, over annotated articles.
//!
//! Reads lines of `{"text", "attributions": [{"cue": [[start, end], ..]}]}` in
//! code points from standard input; writes `src/extract/data/rates.txt`.

use dixit::extract::{Reading, draft::Draft, finder, lexicon, nest, scene::Scene};
use dixit::{Offsets, Relations};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    io::{self, BufRead, Write},
};

#[derive(Deserialize)]
struct Article {
    text: String,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    cue: Vec<(u32, u32)>,
}

fn main() -> io::Result<()> {
    let cues = lexicon::Lexicon::new(Relations::builtin());
    let mut counts: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
    for line in io::stdin().lock().lines() {
        let article: Article = serde_json::from_str(&line?)?;
        let reading = Reading::new(&article.text);
        let offsets = Offsets::new(&article.text);
        let scenes: Vec<Scene<'_, '_>> = reading
            .sentences
            .iter()
            .map(|s| Scene::new(&reading, s))
            .collect();
        let drafts: Vec<Draft> = scenes.iter().flat_map(|s| finder::find(s, &cues)).collect();
        let around = nest::around(&drafts);
        for (draft, outer) in drafts.iter().zip(&around) {
            // The annotators mark no attribution inside another.
            if outer.is_some() {
                continue;
            }
            let cue = draft
                .cue
                .iter()
                .map(|r| offsets.span(reading.bytes(r.clone())));
            let mut gold = article.attributions.iter().flat_map(|a| &a.cue);
            let hit = cue
                .clone()
                .any(|c| gold.any(|&(start, end)| start < c.end && c.start < end));
            let shape = format!("{:?} {}", draft.how, lexicon::code(draft.frame));
            for key in [
                (draft.lemma.clone(), shape.clone()),
                (String::from("*"), shape),
                (draft.lemma.clone(), String::from("*")),
            ] {
                let count = counts.entry(key).or_default();
                count.0 += u32::from(hit);
                count.1 += 1;
            }
        }
    }
    let mut out = io::stdout().lock();
    for ((lemma, shape), (hits, total)) in counts {
        writeln!(out, "{lemma}\t{shape}\t{hits}\t{total}")?;
    }
    Ok(())
}
