//! What `push` and `pull` share: whom to speak to, and telling how it goes.

use super::{chain, say};
use clap::{ValueHint, builder::PossibleValuesParser};
use dixit::store::remote::{Connection, Credentials, Event, Patience, Remote, Secret, StoreKind};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use oxrdf::NamedNode;
use std::{
    env, fs,
    io::{self, IsTerminal},
    path::PathBuf,
    time::Duration,
};

/// Whom to speak to.
#[derive(clap::Args)]
pub(super) struct Store {
    /// Kind of store: oxigraph, fuseki, virtuoso or generic; else the server is asked.
    #[arg(long, value_name = "KIND", hide_possible_values = true,
        value_parser = PossibleValuesParser::new(StoreKind::ALL.map(StoreKind::name)))]
    store: Option<String>,
    /// User name. Its password comes from --password-file or DIXIT_PASSWORD.
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// File that holds the password.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "user")]
    password_file: Option<PathBuf>,
    /// File that holds a token for Bearer; or DIXIT_TOKEN.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "user")]
    token_file: Option<PathBuf>,
    /// Certificates to trust instead of the usual ones, in PEM.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    cacert: Option<PathBuf>,
    /// Where queries go, if the store is generic.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    query_url: Option<String>,
    /// Where updates go, if the store is generic.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    update_url: Option<String>,
    /// How long to wait for a server that says nothing, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 600,
        value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// How often to send a request that fails in a passing way.
    #[arg(long, value_name = "TIMES", default_value_t = 5,
        value_parser = clap::value_parser!(u32).range(1..20))]
    tries: u32,
}

impl Store {
    /// Connects; what is wrong is told in words.
    pub(super) fn open(
        &self,
        url: &str,
        chunk: Option<u64>,
        meter: &Meter,
    ) -> Result<Remote, String> {
        let mut connection = Connection::new(url)
            .with_chunk(chunk)
            .with_kind(self.store.as_deref().and_then(StoreKind::from_name))
            .with_query_url(self.query_url.clone())
            .with_update_url(self.update_url.clone())
            .with_credentials(self.credentials()?)
            .with_patience(Patience {
                attempts: self.tries,
                silence: Duration::from_secs(self.timeout),
                ..Patience::default()
            });
        if let Some(path) = &self.cacert {
            let pem = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
            connection = connection.with_certificates(pem);
        }
        if connection.shows_secret() {
            say("warning: without https the password can be read on the way");
        }
        connection
            .open(&|event| meter.tell(event))
            .map_err(|e| chain(&e))
    }

    fn credentials(&self) -> Result<Credentials, String> {
        let file = |path: &PathBuf| {
            let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
            Ok::<_, String>(Secret::new(text))
        };
        let given = |name: &str| env::var(name).ok().map(Secret::new);
        if let Some(path) = &self.token_file {
            return file(path).map(Credentials::Token);
        }
        let Some(user) = &self.user else {
            return Ok(given("DIXIT_TOKEN").map_or(Credentials::None, Credentials::Token));
        };
        let password = match &self.password_file {
            Some(path) => file(path)?,
            None => given("DIXIT_PASSWORD")
                .ok_or("no password: name a file with --password-file, or set DIXIT_PASSWORD")?,
        };
        Ok(Credentials::Password {
            user: user.clone(),
            password,
        })
    }
}

/// Reads the name of a graph.
pub(super) fn graph(iri: &str) -> Result<NamedNode, String> {
    NamedNode::new(iri).map_err(|e| chain(&e))
}

/// Shows how it goes, where somebody looks on.
pub(super) struct Meter(ProgressBar);

impl Meter {
    pub(super) fn new() -> Self {
        let target = match io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        Self(
            ProgressBar::with_draw_target(Some(0), target)
                .with_style(style("{msg} {binary_bytes} ({elapsed})")),
        )
    }

    /// Sets how much there is to send.
    pub(super) fn expect(&self, bytes: u64) {
        self.0.set_length(bytes);
        self.0.set_style(style(
            "{msg} {wide_bar} {binary_bytes} of {binary_total_bytes} ({elapsed}, {eta} left)",
        ));
    }

    /// Takes note of an event; a pause is said in any case.
    pub(super) fn tell(&self, event: Event<'_>) {
        match event {
            Event::Sent(bytes) => self.0.inc(bytes),
            Event::Waiting(error, wait) => self.0.suspend(|| {
                let seconds = wait.as_secs_f32();
                say(&format!("{}; again in {seconds:.1} s", chain(error)));
            }),
            Event::Doing(what) => self.0.set_message(what.to_owned()),
            _ => {}
        }
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
