//! A server that costs little: one thread, connections kept open, responses that are ready before they are asked for.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::Result;

/// Writes the response to a request.
pub type Response = dyn Fn(&[u8], &mut Vec<u8>) + Send + Sync;

/// Serves on a thread of its own until the program ends, and returns the base URL.
///
/// Every response waits for `latency`.
pub fn start(response: Arc<Response>, latency: Duration) -> Result<String> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let address: SocketAddr = listener.local_addr()?;
    let runtime = super::runtime()?;
    thread::spawn(move || runtime.block_on(accept(listener, response, latency)));
    Ok(format!("http://{address}"))
}

async fn accept(
    listener: std::net::TcpListener,
    response: Arc<Response>,
    latency: Duration,
) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let response = Arc::clone(&response);
        tokio::spawn(async move { serve(stream, &*response, latency).await });
    }
}

/// Responds to the requests of one connection; they have no bodies, and none is sent before the last one gets a response.
async fn serve(mut stream: TcpStream, respond: &Response, latency: Duration) -> io::Result<()> {
    let mut request = Vec::with_capacity(4096);
    let mut response = Vec::new();
    loop {
        request.clear();
        while !request.ends_with(b"\r\n\r\n") {
            if stream.read_buf(&mut request).await? == 0 {
                return Ok(());
            }
        }
        if !latency.is_zero() {
            tokio::time::sleep(latency).await;
        }
        response.clear();
        respond(&request, &mut response);
        stream.write_all(&response).await?;
    }
}
