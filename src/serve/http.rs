//! Answers requests from the table of built pages.

use super::{State, reload};
use crate::model::site::HEADERS;
use anyhow::{Context, Result};
use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// How long a file that is not there is waited for before the site is whole for the first time.
const FIRST_WAIT: Duration = Duration::from_secs(20);

type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// Answers until the program is ended.
pub(super) fn run(listener: TcpListener, state: &Arc<State>) -> Result<()> {
    listener.set_nonblocking(true).context("preparing to listen")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the server")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).context("starting the server")?;
        loop {
            let (stream, _) = match listener.accept().await {
                Ok(accepted) => accepted,
                // Out of sockets for a moment: the next request may be luckier.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            let state = Arc::clone(state);
            tokio::spawn(async move {
                let service = service_fn(move |request| {
                    let state = Arc::clone(&state);
                    async move { Ok::<_, Infallible>(answer(&request, &state).await) }
                });
                // A browser that goes away in the middle is no error.
                let _ =
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}

async fn answer(request: &Request<Incoming>, state: &Arc<State>) -> Response<Body> {
    if !is_ours(request.headers(), state) {
        return text(StatusCode::FORBIDDEN, "this server answers only under its own address\n");
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return text(StatusCode::METHOD_NOT_ALLOWED, "this server only shows pages\n");
    }
    match request.uri().path() {
        reload::SCRIPT_PATH => {
            respond(StatusCode::OK, "text/javascript; charset=utf-8", reload::SCRIPT.as_bytes().to_vec())
        }
        reload::PROBLEMS_CSS_PATH => {
            respond(StatusCode::OK, "text/css; charset=utf-8", reload::PROBLEMS_CSS.as_bytes().to_vec())
        }
        reload::EVENTS_PATH => events(state),
        reload::PROBLEMS_PATH => problems(state),
        path => {
            let found = page(path, state);
            if found.status() != StatusCode::NOT_FOUND {
                return found;
            }
            // It may be among what the first pages do not wait for.
            let mut is_whole = state.is_whole.subscribe();
            match tokio::time::timeout(FIRST_WAIT, is_whole.wait_for(|is_whole| *is_whole)).await {
                Ok(_) => page(path, state),
                Err(_) => found,
            }
        }
    }
}

/// Whether a request was meant for this server: a page elsewhere that points a name of its own here is refused.
fn is_ours(headers: &HeaderMap, state: &State) -> bool {
    let port = state.address.port();
    let is_host = |host: &str| {
        let (name, given) =
            host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).unwrap_or((host, "80"));
        let name = name.trim_start_matches('[').trim_end_matches(']');
        let is_name = match name.parse::<IpAddr>() {
            Ok(ip) => ip.is_loopback() || ip == state.address.ip() || state.address.ip().is_unspecified(),
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        };
        is_name && given.parse() == Ok(port)
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    host.is_some_and(is_host) && origin.is_none_or(|origin| origin.strip_prefix("http://").is_some_and(is_host))
}

fn page(path: &str, state: &State) -> Response<Body> {
    let Ok(table) = state.table.read() else {
        return text(StatusCode::INTERNAL_SERVER_ERROR, "the last build stopped\n");
    };
    let (site, problems) = (Arc::clone(&table.site), table.problems.clone());
    drop(table);
    if site.is_empty() {
        let html = reload::problems_page(problems.as_deref().unwrap_or("there is no page yet"));
        return respond(StatusCode::OK, "text/html; charset=utf-8", reload::with_script(html.as_bytes()));
    }
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let path = path.trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let found = site.get(&crate::model::path::OutPath::new(path.as_str()));
    let (status, path, bytes) = match found {
        Some(bytes) => (StatusCode::OK, path.as_str(), bytes),
        None => match site.get(&crate::model::path::OutPath::new("404.html")) {
            Some(bytes) => (StatusCode::NOT_FOUND, "404.html", bytes),
            None => return text(StatusCode::NOT_FOUND, "there is no page at this address\n"),
        },
    };
    let kind = media_type(path);
    let bytes = if kind.starts_with("text/html") { reload::with_script(bytes) } else { bytes.to_vec() };
    respond(status, kind, bytes)
}

fn problems(state: &State) -> Response<Body> {
    let problems = state.table.read().ok().and_then(|table| table.problems.clone()).unwrap_or_default();
    respond(StatusCode::OK, "text/html; charset=utf-8", reload::problems_page(&problems).into_bytes())
}

/// A stream of news (server-sent events).
fn events(state: &Arc<State>) -> Response<Body> {
    let (mut sender, body) = Channel::new(4);
    let mut news = state.events.subscribe();
    let last = state.news.lock().map(|last| last.clone()).unwrap_or_default();
    tokio::spawn(async move {
        let mut next = last;
        loop {
            if sender.send_data(Bytes::from(format!("data: {next}\n\n"))).await.is_err() {
                return;
            }
            next = match news.recv().await {
                Ok(news) => news,
                // Too slow for single changes: the page is loaded anew by whichever comes next.
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => continue,
                Err(tokio::sync::broadcast::error::RecvError::Closed) => return,
            };
        }
    });
    with_headers(Response::new(Either::Right(body)), "text/event-stream")
}

fn text(status: StatusCode, text: &str) -> Response<Body> {
    respond(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn respond(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::new(Bytes::from(bytes))));
    *response.status_mut() = status;
    with_headers(response, kind)
}

fn with_headers(mut response: Response<Body>, kind: &'static str) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// The media type of a published file (IANA's names).
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "xml" => "application/xml",
        "webmanifest" => "application/manifest+json",
        "txt" | "csv" | "ttl" | "vtt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}
