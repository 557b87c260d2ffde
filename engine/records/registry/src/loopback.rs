//! A server of this machine for this machine: thread, runtime and listener on 127.0.0.1, for the
//! headset program that carries its registry and console inside itself.

use crate::RegistryError;
use axum::Router;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Answers under way at the end have this long to get out.
const STOP_TIMEOUT: Duration = Duration::from_secs(2);

/// A running server. Dropping it stops it.
pub struct Loopback {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    /// Serves what `build` makes on 127.0.0.1; port 0 takes any that is free. `build` runs on the
    /// server's own runtime, so that it can open a [`Registry`](crate::Registry) there.
    pub fn start<B, F>(port: u16, build: B) -> Result<Self, RegistryError>
    where
        B: FnOnce() -> F + Send + 'static,
        F: Future<Output = Result<Router, RegistryError>>,
    {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| cannot(port, &error))?;
        let (stop, stopped) = oneshot::channel();
        let (opened, open) = sync_channel(1);
        let run = move || {
            runtime.block_on(async move {
                match listen(port, build).await {
                    Ok((listener, address, router)) => {
                        let _ = opened.send(Ok(address));
                        serve(listener, router, stopped).await;
                    }
                    Err(error) => {
                        let _ = opened.send(Err(error));
                    }
                }
            });
            runtime.shutdown_timeout(STOP_TIMEOUT);
        };
        let thread = std::thread::Builder::new().name("anlan-loopback".to_owned());
        let thread = thread.spawn(run).map_err(|error| cannot(port, &error))?;
        let gone = |_| RegistryError::new("the server's thread has stopped; restart the program");
        let address = open.recv().map_err(gone)??;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it is, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            // A server that panicked has said so on its way.
            let _ = thread.join();
        }
    }
}

fn cannot(port: u16, error: &std::io::Error) -> RegistryError {
    RegistryError::new(format!("port {port} of this machine cannot be served: {error}"))
}

async fn listen<B, F>(
    port: u16,
    build: B,
) -> Result<(TcpListener, SocketAddr, Router), RegistryError>
where
    B: FnOnce() -> F,
    F: Future<Output = Result<Router, RegistryError>>,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = listener.map_err(|error| cannot(port, &error))?;
    let address = listener.local_addr().map_err(|error| cannot(port, &error))?;
    Ok((listener, address, build().await?))
}

/// Serves until the other end of `stopped` is gone.
async fn serve(listener: TcpListener, router: Router, stopped: oneshot::Receiver<()>) {
    let (close, closed) = oneshot::channel::<()>();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async {
        let _ = closed.await;
    });
    let late = async {
        let _ = stopped.await;
        drop(close);
        tokio::time::sleep(STOP_TIMEOUT).await;
    };
    tokio::select! {
        done = serving.into_future() => {
            if let Err(error) = done {
                tracing::error!("the server stopped: {error}");
            }
        }
        () = late => {}
    }
}
