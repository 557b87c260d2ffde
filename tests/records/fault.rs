//! A registry behind a bad network: takes whole requests off a socket and, as its script says,
//! answers them, swallows them, or answers after the damage is done.

use anlan_registry::Registry;
use anlan_wire::sha256_hex;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// What happens to one request.
pub enum Fault {
    /// The registry answers.
    Pass,
    /// The connection breaks before the registry hears of it.
    LostRequest,
    /// The registry does it, and the connection breaks before it can say so.
    LostAnswer,
    /// The registry does it and says so here; its answer hangs until the other end of the
    /// receiver is gone.
    Hang(Sender<()>, Receiver<()>),
    /// Somebody answers with this status, header line and body; the registry hears nothing.
    Answer(u16, &'static str, &'static str),
}

/// One request as it came, and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub request: String,
    pub sha256: String,
    /// The registry's own answer, if it was asked.
    pub status: Option<u16>,
}

pub struct FaultyRegistry {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    thread: Option<JoinHandle<()>>,
    stop: Sender<()>,
}

impl FaultyRegistry {
    /// Serves the registry in `folder` on this port (0: any); after the script all goes well.
    pub fn start(folder: &Path, port: u16, script: impl IntoIterator<Item = Fault>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let router = runtime.block_on(Registry::open(folder)).unwrap().router();
        let mut script: VecDeque<_> = script.into_iter().collect();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (stop, stopped) = channel::<()>();
        let log = seen.clone();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.try_recv().is_ok() {
                    break;
                }
                let fault = script.pop_front().unwrap_or(Fault::Pass);
                serve(stream.unwrap(), &runtime, &router, fault, &log);
            }
        });
        Self { port, seen, thread: Some(thread), stop }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// Requests and the registry's statuses, `-` where it was not asked.
    pub fn summary(&self) -> Vec<String> {
        let line = |seen: &Seen| {
            let status = seen.status.map_or("-".to_owned(), |s| s.to_string());
            let request = seen.request.split('?').next().unwrap().to_owned();
            let request = match request.split_once("/api/bundles/") {
                Some((method, _)) => format!("{method}/api/bundles"),
                None if request.ends_with("/trace") => "PUT trace".to_owned(),
                None => request,
            };
            format!("{request} {status}")
        };
        self.seen().iter().map(line).collect()
    }
}

impl Drop for FaultyRegistry {
    fn drop(&mut self) {
        self.stop.send(()).unwrap();
        // Wakes the listener, which then finds the stop.
        drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)));
        self.thread.take().unwrap().join().unwrap();
    }
}

fn serve(
    mut stream: TcpStream,
    runtime: &Runtime,
    router: &Router,
    fault: Fault,
    log: &Mutex<Vec<Seen>>,
) {
    let Some((head, body)) = read_request(&mut stream) else { return };
    let request = head.lines().next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
    let mut seen = Seen { request, sha256: sha256_hex(&body), status: None };
    let mut ask = || {
        let (status, answer) = runtime.block_on(forward(router, &seen.request, body.clone()));
        seen.status = Some(status);
        (status, answer)
    };
    // What was done is logged before it is answered, so that whoever has the answer sees it.
    let (status, header, answer) = match &fault {
        Fault::LostRequest => (0, "", Vec::new()),
        Fault::Answer(status, header, body) => (*status, *header, body.as_bytes().to_vec()),
        Fault::Pass | Fault::LostAnswer | Fault::Hang(..) => {
            let (status, answer) = ask();
            (status, "", answer)
        }
    };
    log.lock().unwrap().push(seen);
    match fault {
        Fault::LostRequest | Fault::LostAnswer => return,
        Fault::Hang(hung, until) => {
            hung.send(()).unwrap();
            let _ = until.recv();
            return;
        }
        Fault::Pass | Fault::Answer(..) => {}
    }
    let length = answer.len();
    let header = if header.is_empty() { "" } else { &format!("{header}\r\n") };
    let head = format!(
        "HTTP/1.1 {status} X\r\nConnection: close\r\n{header}Content-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&answer).unwrap();
}

/// Head and body of a request; nothing if the other end had none.
fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 64 * 1024];
    loop {
        let count = stream.read(&mut chunk).unwrap();
        bytes.extend_from_slice(&chunk[..count]);
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, value)| value.trim().parse().unwrap());
            if bytes.len() >= end + 4 + length {
                return Some((head, bytes[end + 4..].to_vec()));
            }
        }
        if count == 0 {
            return None;
        }
    }
}

async fn forward(router: &Router, request: &str, body: Vec<u8>) -> (u16, Vec<u8>) {
    let (method, path) = request.split_once(' ').unwrap();
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1");
    let request = request.body(Body::from(body)).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}
