//! `Clock`: time and chance, which a test can take into its own hands.

use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::calls::background::lock;

/// Time and chance, as far as a client depends on them: for deadlines, for waits between attempts and for their jitter.
///
/// The clock of a client that sets none is the system's. It sleeps by tokio where a tokio runtime is at hand, and on a
/// thread of its own elsewhere.
pub trait Clock: Send + Sync + 'static {
    /// The time by which waits and deadlines are measured.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// The time of the calendar, which a date in a `Retry-After` header is compared with.
    fn system_time(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Waits without blocking the thread.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// Waits, and blocks the thread.
    fn block(&self, duration: Duration) {
        thread::sleep(duration);
    }

    /// A number from an even distribution over all of `u64`.
    fn random(&self) -> u64 {
        // The standard library seeds the keys of its maps; one such key, hashed, is all the chance that jitter needs.
        RandomState::new().hash_one(0_u8)
    }
}

/// What [`Clock::sleep`] returns.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn sleep(&self, duration: Duration) -> Sleep {
        #[cfg(any(feature = "reqwest", feature = "transport"))]
        if tokio::runtime::Handle::try_current().is_ok() {
            return Box::pin(tokio::time::sleep(duration));
        }
        Box::pin(sleep_on_a_thread(duration))
    }
}

/// Sleep without a runtime. Waits are rare and short-lived, so each may have its own thread.
async fn sleep_on_a_thread(duration: Duration) {
    let waker = Arc::new(Mutex::new(Some(Waker::noop().clone())));
    let shared = waker.clone();
    let sleeper = thread::Builder::new().spawn(move || {
        thread::sleep(duration);
        if let Some(waker) = lock(&shared).take() {
            waker.wake();
        }
    });
    if sleeper.is_err() {
        // Without a thread to spare, this one has to wait: later than wanted is better than at once.
        thread::sleep(duration);
        return;
    }
    poll_fn(|context| match &mut *lock(&waker) {
        // The time is over.
        None => Poll::Ready(()),
        Some(waker) => {
            waker.clone_from(context.waker());
            Poll::Pending
        }
    })
    .await;
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Wake};

    use super::*;

    /// Wakes the thread that made it.
    struct Unpark(thread::Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    #[test]
    fn the_systems_clock_sleeps_without_a_runtime() {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let begin = SystemClock.now();
        let mut sleep = SystemClock.sleep(Duration::from_millis(2));
        while sleep.as_mut().poll(&mut context) == Poll::Pending {
            thread::park();
        }
        assert!(SystemClock.now() - begin >= Duration::from_millis(2));
    }

    #[test]
    fn chance_differs() {
        let numbers: Vec<_> = (0..4).map(|_| SystemClock.random()).collect();
        assert!(numbers.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
