//! The house's own rules, held by tests: the direction of imports, the schema
//! and the types.

use dixit::{Article, EntityKind, LinkKind, MentionForm, check};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What each part of the library may import of ours.
const ALLOWED: &[(&str, &[&str])] = &[
    ("vocab", &[]),
    ("article", &[]),
    ("authority", &["article"]),
    ("relation", &["vocab"]),
    ("syntax", &[]),
    ("stem", &[]),
    ("spelling", &[]),
    ("check", &["article", "relation", "spelling"]),
    ("graph", &["article", "relation", "vocab", "stem"]),
    // Reading RDF back needs the names that writing gives: both see `graph::iri`.
    (
        "read",
        &[
            "article",
            "authority",
            "relation",
            "vocab",
            "spelling",
            "syntax",
            "check",
            "graph",
        ],
    ),
    (
        "extract",
        &["article", "authority", "relation", "vocab", "stem"],
    ),
    (
        "write",
        &[
            "article", "relation", "spelling", "vocab", "syntax", "graph",
        ],
    ),
    (
        "store",
        &[
            "article", "relation", "vocab", "syntax", "check", "graph", "read", "write",
        ],
    ),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Returns the parts that a file imports by `crate::PART`, also from a list.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let (mut depth, mut word) = (0, String::new());
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => word.clear(),
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    ':' if depth == 0 && !word.is_empty() => {
                        found.insert(std::mem::take(&mut word));
                    }
                    _ => {}
                }
            }
        } else {
            let word = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_');
            found.insert(word.collect());
        }
    }
    found
}

#[test]
fn imports_point_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut faults = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).expect("a file of src");
        let part = inside.components().next().expect("a part").as_os_str();
        let part = part.to_string_lossy().trim_end_matches(".rs").to_owned();
        if ["lib", "main", "cli"].contains(&part.as_str()) {
            continue;
        }
        let allowed = ALLOWED.iter().find(|(name, _)| *name == part);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("no rule for src/{part}"));
        let text = fs::read_to_string(&file).expect("a source file");
        let parts = ALLOWED.iter().map(|(name, _)| *name);
        for used in parts.filter(|name| imports(&text).contains(*name)) {
            if used != part && !allowed.contains(&used) {
                faults.push(format!("{} imports {used}", inside.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The binary sees the public API alone: nothing of it reaches into the library's files.
#[test]
fn the_command_uses_the_public_api() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![src.join("main.rs")];
    sources(&src.join("cli"), &mut files);
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        let parts = ALLOWED.iter().map(|(name, _)| *name);
        let reached: Vec<_> = parts
            .filter(|name| imports(&text).contains(*name))
            .collect();
        assert!(
            reached.is_empty(),
            "{} reaches {reached:?} itself",
            file.display()
        );
        assert!(!text.contains("#[path"), "{}", file.display());
    }
}

fn schema() -> serde_json::Value {
    serde_json::from_str(check::ARTICLE_SCHEMA).expect("the schema is JSON")
}

#[test]
fn the_schema_lists_the_kinds_of_the_types() {
    let schema = schema();
    let list = |pointer: &str| -> Vec<String> {
        let list = schema.pointer(pointer).and_then(|v| v.as_array());
        let words = list.unwrap_or_else(|| panic!("{pointer}")).iter();
        words
            .map(|w| w.as_str().expect("a word").to_owned())
            .collect()
    };
    let kinds = EntityKind::ALL.map(|k| k.name().to_owned()).to_vec();
    assert_eq!(list("/$defs/entity/properties/kind/enum"), kinds);
    let forms = MentionForm::ALL.map(|k| k.name().to_owned()).to_vec();
    assert_eq!(list("/$defs/mention/properties/form/enum"), forms);
    let links = LinkKind::ALL.map(|k| k.name().to_owned()).to_vec();
    assert_eq!(list("/$defs/link/properties/kind/enum"), links);
}

/// A record that uses every key there is.
const FULL: &str = include_str!("data/full.json");

#[test]
fn the_schema_describes_every_key_and_no_other() {
    let schema = schema();
    let record: serde_json::Value = serde_json::from_str(FULL).expect("JSON");
    let article: Article = serde_json::from_str(FULL).expect("a record");
    let again = serde_json::to_value(&article).expect("JSON");
    assert_eq!(again, record, "serde keeps every key");
    let keys = |value: &serde_json::Value| -> BTreeSet<String> {
        value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(k, _)| k.clone())
            .collect()
    };
    let pairs = [
        ("/properties", ""),
        ("/$defs/entity/properties", "/entities/0"),
        ("/$defs/mention/properties", "/entities/0/mentions/0"),
        ("/$defs/claim/properties", "/claims/0"),
        ("/$defs/statement/properties", "/statements/0"),
        ("/$defs/link/properties", "/links/0"),
        ("/$defs/span/properties", "/claims/0/spans/0"),
    ];
    for (rule, part) in pairs {
        let rule = schema.pointer(rule).expect(rule);
        assert_eq!(
            keys(rule),
            keys(record.pointer(part).expect(part)),
            "{part}"
        );
        for (key, rule) in rule.as_object().expect("an object") {
            assert!(
                rule["description"].is_string(),
                "`{key}` of `{part}` is not described"
            );
        }
    }
    assert_eq!(check::json_faults(FULL, dixit::Relations::builtin()), []);
}

/// `docs/relations.md` is made by hand from the file of relations.
#[test]
fn the_documents_list_every_relation_as_it_is() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/relations.md");
    let page = fs::read_to_string(docs).expect("the page");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let found: BTreeSet<String> = rows.map(str::to_owned).collect();
    let wanted = dixit::Relations::builtin().iter().map(|relation| {
        let broader = relation.broader.as_ref();
        let broader = broader.map_or(String::new(), |name| format!("`{name}`"));
        let (name, stance) = (&relation.name, &relation.stance);
        format!(
            "| `{name}` | {broader} | {stance} | {} |",
            relation.definition
        )
    });
    assert_eq!(found, wanted.collect());
}

/// So long may a file be: "about 300" with a tenth more.
const LINES: usize = 330;

/// Longer ones, and why they are.
const LONGER: &[(&str, &str)] = &[
    (
        "benches/slope.rs",
        "a table of hard inputs, an entry a stage",
    ),
    (
        "src/write/rdf/nary.rs",
        "one function a kind of node, the whole of the model",
    ),
];

/// No file may be longer than this, whatever the reason.
const MOST: usize = 400;

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for (file, text) in all() {
        let excused = LONGER
            .iter()
            .any(|(path, why)| file.starts_with(path) && !why.is_empty());
        let most = if excused { MOST } else { LINES };
        let count = text.lines().count();
        if count > most {
            long.push(format!("{file}: {count} lines, more than {most}"));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// So long may a function be: "about 40" with a fifth more.
const FUNCTION: usize = 48;

#[test]
fn functions_are_short() {
    let (mut found, mut long) = (0, Vec::new());
    for (file, text) in all() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(name) = function(line) else { continue };
            found += 1;
            let length = length(&lines[at..]);
            if length > FUNCTION {
                long.push(format!("{file}: `{name}` has {length} lines"));
            }
        }
    }
    assert!(found > 2_000, "only {found} functions are found");
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Returns the name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let words = line.trim_start();
    let words = match words.strip_prefix("pub") {
        Some(rest) => rest.split_once(' ')?.1,
        None => words,
    };
    let name = words.trim_start_matches("const ").strip_prefix("fn ")?;
    name.split(['(', '<']).next()
}

/// Counts the lines of the function that begins with the first of these, as rustfmt sets them.
fn length(lines: &[&str]) -> usize {
    let body = lines.iter().position(|l| l.ends_with(['{', '}', ';']));
    let Some(body) = body.filter(|&at| lines[at].ends_with('{')) else {
        return 1;
    };
    let depth = lines[0].len() - lines[0].trim_start().len();
    let end = format!("{}}}", &lines[0][..depth]);
    let inside = lines[body..].iter().take_while(|l| **l != end);
    body + inside.count() + 1
}

/// All our sources: their paths from the root, and their texts.
fn all() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 150, "the sources are found");
    let one = |file: PathBuf| {
        let inside = file.strip_prefix(root).expect("a file of ours");
        let text = fs::read_to_string(&file).expect("a source file");
        (inside.to_string_lossy().into_owned(), text)
    };
    files.into_iter().map(one).collect()
}
