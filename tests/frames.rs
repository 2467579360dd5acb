//! Who says what about whom, in the frames that cues stand in.
//!
//! Each line is a class of sentences, not a sentence: what broke once is here.

use dixit::{Article, Statement, extract::Extractor};

fn read(text: &str) -> Article {
    let mut article = Article::from_text("a", text);
    Extractor::new().with_any_language().extract(&mut article);
    article
}

/// Every statement as `relation(source: content > target)`, the ones that another conveys in brackets.
fn statements(text: &str) -> Vec<String> {
    let article = read(text);
    let name = |id: &String| {
        let entity = article.entities.iter().find(|e| e.id == *id);
        entity.map_or("", |e| e.name.as_str())
    };
    let names = |ids: &[String]| ids.iter().map(name).collect::<Vec<_>>().join(" + ");
    let one = |s: &Statement| {
        let claim = article
            .claims
            .iter()
            .find(|c| Some(&c.id) == s.content.as_ref());
        let target = match s.target.as_slice() {
            [] => String::new(),
            ids => format!(" > {}", names(ids)),
        };
        let inner = article.claims.iter().any(|c| c.conveys.contains(&s.id));
        let (open, close) = if inner { ("[", "]") } else { ("", "") };
        let not = if s.negated { "not " } else { "" };
        format!(
            "{open}{not}{}({}: {}{target}){close}",
            s.relation,
            names(&s.source),
            claim.map_or("", |c| c.text.as_str()),
        )
    };
    article.statements.iter().map(one).collect()
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    assert_eq!(statements(text), expected, "{text}");
}

#[test]
fn headlines_say_what_stands_behind_or_before_their_colon() {
    says(
        "Velmora: Two Ferries Sunk In Night Raid, Branded Act Of War",
        &[
            "said(Velmora: Two Ferries Sunk In Night Raid)",
            "called(Velmora: Act Of War)",
        ],
    );
    says(
        "Mayor hid report on bridge: court",
        &["said(court: Mayor hid report on bridge)"],
    );
}

#[test]
fn groups_without_names_call_things_names() {
    says(
        "Some in the crowd described the verdict as a disgrace.",
        &["called(Some in the crowd: a disgrace > verdict)"],
    );
    says(
        "Many on social media called the plan a theft.",
        &["called(Many on social media: a theft > plan)"],
    );
    says(
        "Lind dismissed what some in Velmora described as lies by the army.",
        &[
            "dismissed(Lind: what some in Velmora described as lies by the army)",
            "called(some in Velmora: lies by the army)",
        ],
    );
}

#[test]
fn what_stands_in_quotations_is_a_statement_only_where_it_tells() {
    says(
        "“The Senate’s claim is nonsense,” Anna Reyes said.",
        &[
            "[claimed(Senate: )]",
            "said(Anna Reyes: The Senate’s claim is nonsense)",
        ],
    );
    says(
        "“We attack nobody and we defend our villages,” Joren Haste said.",
        &["said(Joren Haste: We attack nobody and we defend our villages)"],
    );
    says(
        "If this comes out, we will all be blamed, Anna Reyes wrote.",
        &["wrote(Anna Reyes: If this comes out, we will all be blamed)"],
    );
}

#[test]
fn a_name_between_commas_belongs_to_its_source() {
    says(
        "Her counterpart, Joren Haste, said the talks had failed.",
        &["said(Joren Haste: the talks had failed)"],
    );
}

#[test]
fn the_narrator_takes_over_behind_a_content() {
    says(
        "Tom Ekker said the firm had lied, blaming its owners.",
        &[
            "said(Tom Ekker: the firm had lied)",
            "blamed(Tom Ekker:  > its owners)",
        ],
    );
    says(
        "The firm had promised to stay and had left within a year.",
        &["promised(firm: to stay)"],
    );
    says(
        "She said the bridge was safe, a claim that Kai Borg disputed.",
        &[
            "said(She: the bridge was safe)",
            "disputed(Kai Borg: a claim)",
        ],
    );
}

#[test]
fn those_whom_a_source_cites_state_what_it_states() {
    says(
        "The Harbour Post, citing two officials, said the port would close.",
        &[
            "[said(two officials: the port would close)]",
            "said(Harbour Post: the port would close)",
        ],
    );
    says(
        "The port would close, the Harbour Post reported, citing Anna Pellick.",
        &[
            "reported(Harbour Post: The port would close)",
            "[said(Anna Pellick: The port would close)]",
        ],
    );
    says(
        "“We will answer,” Ivo Marn was quoted as saying by the Harbour Post.",
        &[
            "reported(Harbour Post: We will answer)",
            "[said(Ivo Marn: We will answer)]",
        ],
    );
    says(
        "The Harbour Post quoted Ivo Marn as warning that the dam would break.",
        &[
            "reported(Harbour Post: warning that the dam would break)",
            "[warned(Ivo Marn: the dam would break)]",
        ],
    );
}

#[test]
fn silence_and_denial_are_told_from_admission() {
    says(
        "Anna Reyes could not be reached.",
        &["declinedComment(Anna Reyes: )"],
    );
    says(
        "Kai Borg has pleaded not guilty to fraud.",
        &["denied(Kai Borg: fraud)"],
    );
}

#[test]
fn relative_clauses_have_a_target_before_them() {
    says(
        "The judge, whom Kai Borg accused of bias, declined to comment.",
        &[
            "accused(Kai Borg: bias > judge)",
            "declinedComment(judge: to comment)",
        ],
    );
    says(
        "Readers praised the plan, which Kai Borg called “a mirage”.",
        &[
            "supported(Readers: the plan > plan)",
            "called(Kai Borg: a mirage > plan)",
        ],
    );
}

#[test]
fn blame_is_put_on_somebody_for_something() {
    says(
        "Anna Reyes put the blame on the army for the fire.",
        &["blamed(Anna Reyes: the fire > army)"],
    );
    says(
        "A clerk accused of burning his own shop left the country.",
        &["accused(: burning his own shop > clerk)"],
    );
}

#[test]
fn words_may_stand_between_a_cue_and_what_it_governs() {
    says(
        "The owner told his workers on Friday that the yard would close.",
        &["said(owner: the yard would close)"],
    );
    says(
        "Kai Borg was offered a loan and turned it down, the bank said.",
        &["said(bank: Kai Borg was offered a loan and turned it down)"],
    );
}

#[test]
fn nouns_are_cues() {
    says(
        "Mr Borg’s insistence that he was ill did not help.",
        &["insisted(Borg: he was ill)"],
    );
    says(
        "Anna Reyes said nothing. Her claim that the dam was safe was repeated by two engineers.",
        &[
            "declinedComment(Anna Reyes: nothing)",
            "claimed(Anna Reyes: the dam was safe)",
        ],
    );
    says(
        "Readers had questions like this one: “Who paid for the boat?”",
        &["asked(Readers: Who paid for the boat?)"],
    );
    says(
        "Others called it a stunt, with comments such as “Fish for mayor” and “Swim home.”",
        &[
            "called(Others: a stunt … “Fish for mayor” and “Swim home.”)",
            "said(Others: Fish for mayor)",
            "said(Others: Swim home)",
        ],
    );
}

#[test]
fn replies_views_and_doubts_are_statements() {
    says(
        "Borg’s reply was that the dam was safe.",
        &["replied(Borg: the dam was safe)"],
    );
    says(
        "The dam will leak, in Anna Reyes’s view.",
        &["believed(Anna Reyes: The dam will leak)"],
    );
    says(
        "Two engineers were not so sure.",
        &["doubted(Two engineers: )"],
    );
}

#[test]
fn papers_put_and_list_what_they_show() {
    says(
        "The survey puts support at 71%.",
        &["showed(survey: support at 71%)"],
    );
    says("Anna Reyes put the lamp at the window.", &[]);
}

#[test]
fn what_is_said_goes_on_behind_the_one_who_says_it() {
    says(
        "All three doors, Kai Borg says, were shut at noon.",
        &["said(Kai Borg: All three doors … were shut at noon)"],
    );
    says(
        "The doors were open, Kai Borg said, and the guard was ill.",
        &["said(Kai Borg: The doors were open … and the guard was ill)"],
    );
    says("Not so, says Kai Borg.", &["said(Kai Borg: Not so)"]);
}

#[test]
fn a_turn_of_a_transcript_says_all_of_its_paragraph() {
    let intro = "Carla Brun spoke to us on Monday.\n\n";
    let talk = "Q: Did you read the letter?\n\nA: I did not. My deputy says he sent it.\n\n\
                Q: When?\n\nA: In May, he told me.";
    let turns = |guest: &str| {
        vec![
            "asked(Q: Did you read the letter?)".to_owned(),
            format!("said({guest}: I did not. My deputy says he sent it)"),
            "[said(My deputy: he sent it)]".to_owned(),
            "asked(Q: When?)".to_owned(),
            format!("said({guest}: In May, he told me)"),
        ]
    };
    assert_eq!(statements(talk), turns("A"));
    assert_eq!(statements(&format!("{intro}{talk}")), turns("Carla Brun"));
}

#[test]
fn a_speaker_s_label_is_one_speaker() {
    let text = "CHAIR: Was the door shut?\n\nCAPTAIN BERG: It was. I saw it.\n\n\
                CHAIR: Who shut it?\n\nCAPTAIN BERG (after a pause): I do not know.";
    let article = read(text);
    let speakers: Vec<_> = article
        .statements
        .iter()
        .map(|s| s.source.clone())
        .collect();
    assert_eq!(speakers.len(), 4, "{speakers:?}");
    assert_eq!(speakers[0], speakers[2]);
    assert_eq!(speakers[1], speakers[3]);
    assert_ne!(speakers[0], speakers[1]);
}
