//! Questions that are ready to be asked, each a file of SPARQL.

use oxrdf::Literal;

/// A ready question.
///
/// ```
/// use dixit::store::Question;
///
/// let question = Question::by_name("said-by").expect("a ready question");
/// let sparql = question.sparql(Some("Ann \"Annie\" Oduya"));
/// assert!(sparql.contains(r#"{ "Ann \"Annie\" Oduya" }"#));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    name: &'static str,
    text: &'static str,
}

/// What stands in a question for a name that is not given.
const ANYBODY: &str = "{ UNDEF }";

macro_rules! questions {
    ($($name:literal)*) => {
        &[$(Question {
            name: $name,
            text: include_str!(concat!("questions/", $name, ".rq")),
        }),*]
    };
}

impl Question {
    /// Every question, in the order of the help.
    pub const ALL: &[Self] = questions!(
        "denials" "accusations" "disputes" "contested" "said-by" "carriers" "sources" "evidence"
    );

    /// Finds a question by name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|q| q.name == name)
    }

    /// Returns its name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Returns what it asks, in a sentence.
    pub fn summary(self) -> &'static str {
        let line = self.text.lines().next().unwrap_or_default();
        line.trim_start_matches(['#', ' '])
    }

    /// Returns its SPARQL, narrowed to what a name is part of.
    pub fn sparql(self, about: Option<&str>) -> String {
        match about {
            None => self.text.to_owned(),
            Some(name) => {
                let name = Literal::new_simple_literal(name);
                self.text.replace(ANYBODY, &format!("{{ {name} }}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Query;

    #[test]
    fn every_question_parses_with_and_without_a_name() {
        for question in Question::ALL {
            assert!(question.text.contains(ANYBODY), "{}", question.name);
            assert!(question.summary().ends_with('.'), "{}", question.name);
            for about in [None, Some("\"} DROP ALL #\\\n\u{0}é")] {
                let sparql = question.sparql(about);
                assert!(Query::parse(&sparql).is_ok(), "{sparql}");
            }
        }
    }
}
