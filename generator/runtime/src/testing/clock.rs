//! A clock that a test moves.

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use crate::calls::background::lock;
use crate::calls::clock::{Clock, Sleep};

/// A clock that stands still but when it is slept by or moved; clones are the same clock.
///
/// To sleep moves it at once, so that a minute of waits takes no time. A clock made with [`manual`](Self::manual) only
/// moves by [`advance`](Self::advance).
///
/// ```
/// # use openapi_client_runtime::testing::{MockTransport, TestClock};
/// # use openapi_client_runtime::{Api, Builder, Client, Credentials};
/// # static API: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0");
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), openapi_client_runtime::Error> {
/// # let builder: Builder<Client> = Builder::new(&API, Credentials::basic("user", "password"));
/// use std::time::Duration;
///
/// let clock = TestClock::new();
/// let mock = MockTransport::new()
///     .reply_with(429, [("Retry-After", "20")], "")
///     .reply(200, r#"["a"]"#);
/// let client = builder.transport(mock).clock(clock.clone()).build()?;
///
/// let parcels: Vec<String> = client.get("/v1/Parcels").await?;
/// assert_eq!(clock.elapsed(), Duration::from_secs(20));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct TestClock(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    began: Instant,
    is_manual: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    elapsed: Duration,
    /// The time of the calendar when the clock began.
    calendar: SystemTime,
    random: u64,
    sleepers: Vec<Waker>,
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl TestClock {
    /// A clock that sleeping moves.
    pub fn new() -> Self {
        Self::with_mode(false)
    }

    /// A clock that only [`advance`](Self::advance) moves.
    pub fn manual() -> Self {
        Self::with_mode(true)
    }

    fn with_mode(is_manual: bool) -> Self {
        Self(Arc::new(Shared {
            began: Instant::now(),
            is_manual,
            state: Mutex::new(State {
                elapsed: Duration::ZERO,
                calendar: SystemTime::UNIX_EPOCH,
                random: u64::MAX,
                sleepers: Vec::new(),
            }),
        }))
    }

    /// Takes this number for every chance; the greatest, as by default, makes every wait the longest that may be drawn.
    #[must_use]
    pub fn with_random(self, random: u64) -> Self {
        lock(&self.0.state).random = random;
        self
    }

    /// Begins at this time of the calendar instead of 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn at_unix_seconds(self, seconds: u64) -> Self {
        lock(&self.0.state).calendar = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        self
    }

    /// Moves the clock, and ends the sleeps whose time is over.
    pub fn advance(&self, duration: Duration) {
        let mut state = lock(&self.0.state);
        state.elapsed = state.elapsed.saturating_add(duration);
        for sleeper in state.sleepers.drain(..) {
            sleeper.wake();
        }
    }

    /// How far the clock has moved.
    pub fn elapsed(&self) -> Duration {
        lock(&self.0.state).elapsed
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        let now = self.0.began.checked_add(self.elapsed());
        now.unwrap_or(self.0.began)
    }

    fn system_time(&self) -> SystemTime {
        let state = lock(&self.0.state);
        state.calendar + state.elapsed
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        let until = self.elapsed().saturating_add(duration);
        Box::pin(poll_fn(move |context| {
            if !clock.0.is_manual {
                clock.advance(until.saturating_sub(clock.elapsed()));
            }
            let mut state = lock(&clock.0.state);
            if state.elapsed >= until {
                return Poll::Ready(());
            }
            state.sleepers.push(context.waker().clone());
            Poll::Pending
        }))
    }

    /// Moves the clock in either mode: a thread that waits for itself would wait for ever.
    fn block(&self, duration: Duration) {
        self.advance(duration);
    }

    fn random(&self) -> u64 {
        lock(&self.0.state).random
    }
}
