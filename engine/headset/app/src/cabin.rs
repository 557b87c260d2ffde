//! Registry and console inside this process, spoken to over loopback HTTP like any other cabin.

use crate::folder::Folder;
use anlan_console::{Catalogue, Desk};
use anlan_outbox::WallPace;
use anlan_registry::Registry;
use anlan_scenario::Bundle;
use anlan_wire::CabinName;
use std::net::{SocketAddr, TcpListener};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// Ports tried after the chosen one.
const PORTS_TRIED: u16 = 50;

/// The embedded cabin; it serves while this lives.
pub struct Embedded {
    address: SocketAddr,
    runtime: Runtime,
    server: JoinHandle<std::io::Result<()>>,
}

impl Embedded {
    /// Listens at `chosen` or the next free port; its desk can start these scenarios.
    pub fn start(chosen: SocketAddr, data: &Folder, bundles: &[Bundle]) -> Result<Self, String> {
        let listener = listen(chosen)?;
        let cannot = |e: std::io::Error| format!("the embedded cabin cannot start: {e}");
        let address = listener.local_addr().map_err(cannot)?;
        if address.port() != chosen.port() && chosen.port() != 0 {
            eprintln!("anlan: {chosen} is taken; using {address}");
        }
        listener.set_nonblocking(true).map_err(cannot)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("cabin")
            .enable_all()
            .build()
            .map_err(cannot)?;
        let registry = runtime.block_on(Registry::open(data.path())).map_err(|e| e.to_string())?;
        // It takes its own tapes, and no others but those of cabins that somebody registers.
        let key = data.key().public();
        let trusted = runtime.block_on(registry.trust(&CabinName::of_key(&key), &key));
        trusted.map_err(|e| e.to_string())?;
        runtime.spawn(registry.clone().expire_traces(WallPace));
        let pictures = crate::folder::assets()?.join("pictures").join("scenarios");
        let desk = Desk::new(Catalogue::new(bundles, &pictures));
        let pages = anlan_console::router(registry.records(), desk);
        let router = registry.router().merge(pages);
        let server = runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router).await
        });
        Ok(Self { address, runtime, server })
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves until the program is ended.
    pub fn serve_on(self) -> Result<(), String> {
        match self.runtime.block_on(self.server) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(e)) => Err(format!("the console has stopped: {e}")),
            Err(e) => Err(format!("the console has stopped: {e}")),
        }
    }
}

fn listen(chosen: SocketAddr) -> Result<TcpListener, String> {
    let mut address = chosen;
    let mut last = None;
    for step in 0..=PORTS_TRIED {
        let Some(port) = chosen.port().checked_add(step) else { break };
        address.set_port(port);
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let why = last.map(|e| e.to_string()).unwrap_or_default();
    Err(format!("no free port from {chosen} on: {why}; choose another with --listen"))
}
