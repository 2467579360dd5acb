//! Which proxy the environment names for an address.

use super::RemoteError;
use ureq::{Proxy, ProxyProtocol, http::Uri};

/// Returns the proxy for an address; none where it is reached directly.
///
/// `get` reads a variable of the environment. As with other programs, https and
/// http have variables of their own, and `ALL_PROXY` is for both.
///
/// # Errors
///
/// When a variable names no proxy that can be spoken to: going round it would
/// show the net what was meant to go another way.
pub(super) fn proxy_for(
    url: &str,
    get: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, RemoteError> {
    let either = |name: &str| {
        let found = get(name).or_else(|| get(&name.to_ascii_lowercase()));
        found.filter(|value| !value.trim().is_empty())
    };
    // What is no address is told by whoever is asked for it.
    let Ok(url) = url.parse::<Uri>() else {
        return Ok(None);
    };
    let own = match url.scheme_str() {
        Some("https") => "HTTPS_PROXY",
        _ => "HTTP_PROXY",
    };
    let host = url.host().unwrap_or_default();
    if either("NO_PROXY").is_some_and(|list| is_listed(host, &list)) {
        return Ok(None);
    }
    let mut names = [own, "ALL_PROXY"].into_iter();
    let Some((name, value)) = names.find_map(|name| Some((name, either(name)?))) else {
        return Ok(None);
    };
    // The value is not shown, as it can hold a password.
    let fault = |reason| RemoteError::Address {
        url: name.to_owned(),
        reason,
    };
    let proxy = Proxy::new(value.trim());
    let proxy = proxy.map_err(|_| fault("this variable holds no valid address of a proxy"))?;
    match proxy.protocol() {
        ProxyProtocol::Http | ProxyProtocol::Https => Ok(Some(proxy)),
        _ => Err(fault("only proxies of http and https are spoken to")),
    }
}

/// Says whether a host, or a domain that it is in, stands in a list.
fn is_listed(host: &str, list: &str) -> bool {
    let host = host.trim_matches(['[', ']']).to_ascii_lowercase();
    list.split([',', ' ']).map(str::trim).any(|entry| {
        let entry = entry.trim_matches(['[', ']']).to_ascii_lowercase();
        let domain = entry.trim_start_matches('*').trim_start_matches('.');
        let inside = host.strip_suffix(domain);
        entry == "*"
            || (!domain.is_empty()
                && inside.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str, set: &[(&str, &str)]) -> Result<Option<String>, String> {
        let get = |name: &str| {
            let mut set = set.iter();
            let found = set.find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let proxy = proxy_for(url, get);
        proxy
            .map(|proxy| proxy.map(|proxy| proxy.host().to_owned()))
            .map_err(|e| e.to_string())
    }

    #[test]
    fn each_scheme_has_its_own_variable() {
        let set = [("HTTPS_PROXY", "http://s:1"), ("http_proxy", "p:2")];
        assert_eq!(found("https://h/x", &set), Ok(Some("s".into())));
        assert_eq!(found("http://h/x", &set), Ok(Some("p".into())));
        assert_eq!(found("http://h/x", &set[..1]), Ok(None));
        let all = [("ALL_PROXY", "http://a:3"), ("HTTP_PROXY", "")];
        assert_eq!(found("http://h/x", &all), Ok(Some("a".into())));
    }

    #[test]
    fn hosts_and_domains_can_be_excepted() {
        for (host, excepted) in [
            ("localhost", true),
            ("127.0.0.1", true),
            ("[::1]", true),
            ("a.news.example", true),
            ("news.example", true),
            ("oldnews.example", false),
            ("a.corp", true),
            ("h", false),
        ] {
            let list = "localhost, 127.0.0.1,::1,.news.example,*.corp,";
            let set = [("ALL_PROXY", "http://p:1"), ("NO_PROXY", list)];
            let found = found(&format!("http://{host}:7878/"), &set).expect("good");
            assert_eq!(found.is_none(), excepted, "{host}");
        }
        let set = [("ALL_PROXY", "http://p:1"), ("no_proxy", "*")];
        assert_eq!(found("http://h/", &set), Ok(None));
    }

    #[test]
    fn a_proxy_that_is_none_is_an_error_and_not_shown() {
        for value in [
            "http://u:hidden@",
            "socks5://u:hidden@h:1",
            "x://u:hidden@h",
        ] {
            let error = found("http://h/", &[("HTTP_PROXY", value)]).expect_err(value);
            assert!(error.contains("HTTP_PROXY"), "{error}");
            assert!(!error.contains("hidden"), "{error}");
        }
    }
}
