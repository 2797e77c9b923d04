//! A service that holds a list, for tests.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::transport::Task;
use crate::{Limits, Transport, TransportFuture};

/// Responds with the page of a list that the query asks for; clones share the record.
#[derive(Clone)]
pub(super) struct Service {
    pages: Vec<Vec<u32>>,
    /// The page that can't be had at first.
    broken: Option<usize>,
    /// Whether there is a runtime that drives tasks.
    pub(super) has_tasks: bool,
    /// Each response needs a permit.
    pub(super) gate: Arc<Semaphore>,
    /// What came in.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    pub(super) fn new(pages: &[&[u32]]) -> Self {
        Self {
            pages: pages.iter().map(|page| page.to_vec()).collect(),
            broken: None,
            has_tasks: true,
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
            asked: Arc::default(),
        }
    }

    /// Responds to the first request for this page with an error.
    pub(super) fn broken(mut self, page: usize) -> Self {
        self.broken = Some(page);
        self
    }

    /// Responds as often as permits are added to the gate.
    pub(super) fn gated(mut self) -> Self {
        self.gate = Arc::new(Semaphore::new(0));
        self
    }

    /// Paths and queries of the requests so far.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn respond(&self, target: &str) -> http::Response<Bytes> {
        let number = target
            .split("Page=")
            .nth(1)
            .map_or(0, |n| n.parse().unwrap());
        let is_first = self.asked().iter().filter(|asked| *asked == target).count() == 1;
        if self.broken == Some(number) && is_first {
            let mut response = http::Response::new(Bytes::new());
            *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
            return response;
        }
        let next = match number + 1 < self.pages.len() {
            true => json!(format!(
                "https://parcels.example.com/v1/P?Page={}",
                number + 1
            )),
            false => Value::Null,
        };
        let page = json!({"parcels": self.pages[number], "meta": {"next_page_url": next}});
        http::Response::new(page.to_string().into())
    }
}

impl Transport for Service {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> TransportFuture {
        let service = self.clone();
        let target = request.uri().path_and_query().unwrap().to_string();
        self.asked.lock().unwrap().push(target.clone());
        Box::pin(async move {
            let permit = service.gate.acquire().await.unwrap();
            permit.forget();
            Ok(service.respond(&target))
        })
    }

    fn spawn(&self, task: Task) {
        if self.has_tasks {
            tokio::spawn(task);
        }
    }
}
