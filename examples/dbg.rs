use dixit::extract::*;
use dixit::relation::Relations;
fn main() {
    let lexicon = lexicon::Lexicon::new(Relations::builtin());
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        if line.trim().is_empty() {
            continue;
        }
        let r = Reading::new(&line);
        let scenes: Vec<_> = r
            .sentences
            .iter()
            .map(|s| scene::Scene::new(&r, s))
            .collect();
        println!(
            "- {}",
            (0..r.tokens.len())
                .map(|i| format!("{}/{:?}", r.word(i), r.tokens[i].tag))
                .collect::<Vec<_>>()
                .join(" ")
        );
        for d in statements::frames(&r, &scenes, &lexicon, rate::Rates::builtin()) {
            let w = |v: &[std::ops::Range<usize>]| {
                v.iter()
                    .map(|x| r.words(x.clone()))
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            println!(
                "    F {} {:.2} {:?} fr={:#x} src=[{}] cue=[{}] con=[{}] t=[{}]",
                lexicon.relations[d.relation].name,
                d.confidence,
                d.how,
                d.frame,
                w(&d.source),
                w(&d.cue),
                w(&d.content),
                w(&d.target)
            );
        }
        for a in attributions_above(&r, 0.05) {
            let w = |v: &[std::ops::Range<usize>]| {
                v.iter()
                    .map(|x| &line[x.clone()])
                    .collect::<Vec<_>>()
                    .join(" | ")
            };
            println!(
                "    M {:.2} src=[{}] cue=[{}] con=[{}]",
                a.confidence,
                w(&a.source),
                w(&a.cue),
                w(&a.content)
            );
        }
    }
}
