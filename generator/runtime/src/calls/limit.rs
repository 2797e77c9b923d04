//! `Limit`: how many of a client's requests are in flight at once.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::Clock;
use crate::calls::background::lock;

/// Permits for requests in flight, given out in the order in which they were asked for.
///
/// There are fewer while the service responds with 429, and more again after each other response ("additive increase,
/// multiplicative decrease", as TCP does it), never more than at first and never less than one.
pub(crate) struct Limit {
    most: f64,
    state: Mutex<State>,
}

struct State {
    /// How many requests may be in flight, in fractions of one.
    allowed: f64,
    in_flight: usize,
    /// How often `allowed` was cut.
    cuts: u64,
    next_ticket: u64,
    /// Those who wait, in the order of their tickets.
    queue: BTreeMap<u64, Waker>,
}

/// A permit for one request in flight; dropped, it goes to the next in the queue.
pub(crate) struct Permit {
    limit: Arc<Limit>,
    /// How often the number of permits had been cut when this one was given out.
    cuts: u64,
}

impl Limit {
    pub(crate) fn new(most: usize) -> Arc<Self> {
        // Beyond 2^32 a limit is none, and a fraction of one would be lost.
        let most = u32::try_from(most.max(1)).unwrap_or(u32::MAX).into();
        Arc::new(Self {
            most,
            state: Mutex::new(State {
                allowed: most,
                in_flight: 0,
                cuts: 0,
                next_ticket: 0,
                queue: BTreeMap::new(),
            }),
        })
    }

    /// Waits for a permit; `None` when there is none within `time`.
    pub(crate) async fn acquire(
        self: &Arc<Self>,
        time: Duration,
        clock: &dyn Clock,
        is_blocking: bool,
    ) -> Option<Permit> {
        let mut turn = Turn::new(self);
        let begin = clock.now();
        let mut sleep = None;
        poll_fn(|context| {
            loop {
                if let Poll::Ready(permit) = turn.poll(context) {
                    return Poll::Ready(Some(permit));
                }
                if !is_blocking {
                    let sleep = sleep.get_or_insert_with(|| clock.sleep(time));
                    return sleep.as_mut().poll(context).map(|()| None);
                }
                let left = time.saturating_sub(clock.now().saturating_duration_since(begin));
                if left.is_zero() {
                    return Poll::Ready(None);
                }
                std::thread::park_timeout(left);
            }
        })
        .await
    }
}

impl State {
    fn has_room(&self) -> bool {
        self.in_flight == 0 || (self.in_flight as f64) + 1.0 <= self.allowed
    }

    /// Lets the first in the queue look whether it is its turn.
    fn wake_first(&self) {
        if let Some(first) = self.queue.values().next() {
            first.wake_by_ref();
        }
    }
}

impl Permit {
    /// Learns from a response.
    pub(crate) fn responded(&self, is_rate_limited: bool) {
        let mut state = lock(&self.limit.state);
        if !is_rate_limited {
            state.allowed = (state.allowed + 1.0 / state.allowed).min(self.limit.most);
        } else if self.cuts == state.cuts {
            // Requests that were under way when the number was cut say nothing about the new number.
            state.cuts += 1;
            let used = state.allowed.min(state.in_flight as f64);
            state.allowed = (used / 2.0).max(1.0);
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = lock(&self.limit.state);
        state.in_flight -= 1;
        state.wake_first();
    }
}

/// A turn in the queue, once it had to be entered.
struct Turn<'a> {
    limit: &'a Arc<Limit>,
    ticket: Option<u64>,
}

impl<'a> Turn<'a> {
    fn new(limit: &'a Arc<Limit>) -> Self {
        Self {
            limit,
            ticket: None,
        }
    }

    fn poll(&mut self, context: &Context<'_>) -> Poll<Permit> {
        let mut state = lock(&self.limit.state);
        let first = state.queue.keys().next().copied();
        if first == self.ticket && state.has_room() {
            state.queue.pop_first();
            self.ticket = None;
            state.in_flight += 1;
            // There may be room for one more.
            state.wake_first();
            return Poll::Ready(Permit {
                limit: self.limit.clone(),
                cuts: state.cuts,
            });
        }
        let ticket = *self.ticket.get_or_insert_with(|| {
            state.next_ticket += 1;
            state.next_ticket
        });
        state.queue.insert(ticket, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            let mut state = lock(&self.limit.state);
            state.queue.remove(&ticket);
            state.wake_first();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Wake;

    use super::*;
    #[cfg(feature = "blocking")]
    use crate::calls::background::wait_for;
    use crate::testing::TestClock;

    /// Counts how often it was woken.
    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn poll(turn: &mut Turn<'_>) -> Option<Permit> {
        match turn.poll(&Context::from_waker(Waker::noop())) {
            Poll::Ready(permit) => Some(permit),
            Poll::Pending => None,
        }
    }

    fn allowed(limit: &Limit) -> f64 {
        lock(&limit.state).allowed
    }

    #[test]
    fn permits_are_given_out_in_order() {
        let limit = Limit::new(2);
        let mut turns: Vec<_> = (0..5).map(|_| Turn::new(&limit)).collect();
        let mut permits: Vec<_> = turns.iter_mut().map(poll).collect();
        let taken: Vec<_> = permits.iter().map(Option::is_some).collect();
        assert_eq!(taken, [true, true, false, false, false]);

        permits[0] = None;
        let mut late = Turn::new(&limit);
        assert!(poll(&mut late).is_none(), "the queue comes first");
        assert!(poll(&mut turns[3]).is_none());
        assert!(poll(&mut turns[2]).is_some());
        // The one whose turn it is gives up: the next one has it.
        turns.remove(3);
        let permit = poll(&mut turns[3]).unwrap();
        assert!(poll(&mut late).is_none());
        drop(permit);
        let _permit = poll(&mut late).unwrap();
        assert!(lock(&limit.state).queue.is_empty());
        assert_eq!(lock(&limit.state).in_flight, 2);
    }

    #[test]
    fn whoever_is_first_is_woken() {
        let limit = Limit::new(1);
        let permit = poll(&mut Turn::new(&limit));
        let counts = [Arc::new(Count::default()), Arc::new(Count::default())];
        let mut turns = [Turn::new(&limit), Turn::new(&limit)];
        for (turn, count) in turns.iter_mut().zip(&counts) {
            let waker = Waker::from(count.clone());
            assert!(turn.poll(&Context::from_waker(&waker)).is_pending());
        }
        let woken = || [0, 1].map(|index| counts[index].0.load(Ordering::SeqCst));
        drop(permit);
        assert_eq!(woken(), [1, 0]);
        let [first, second] = turns;
        drop(first);
        assert_eq!(woken(), [1, 1]);
        drop(second);
        assert!(poll(&mut Turn::new(&limit)).is_some());
    }

    #[test]
    fn permits_are_cut_by_429_and_come_back() {
        let limit = Limit::new(8);
        let permits: Vec<_> = (0..8)
            .filter_map(|_| poll(&mut Turn::new(&limit)))
            .collect();
        for permit in &permits {
            // All of them were under way together: that is one cut.
            permit.responded(true);
        }
        assert_eq!(allowed(&limit), 4.0);
        drop(permits);
        let cut = || poll(&mut Turn::new(&limit)).unwrap().responded(true);
        cut();
        assert_eq!(allowed(&limit), 1.0, "it is the number in use that is cut");
        cut();
        assert_eq!(allowed(&limit), 1.0);
        let responded = || poll(&mut Turn::new(&limit)).unwrap().responded(false);
        responded();
        assert_eq!(allowed(&limit), 2.0);
        (0..100).for_each(|_| responded());
        assert_eq!(allowed(&limit), 8.0);
    }

    #[test]
    fn there_is_always_one_permit() {
        for most in [0, 1, usize::MAX] {
            let limit = Limit::new(most);
            let permit = poll(&mut Turn::new(&limit)).unwrap();
            permit.responded(true);
            permit.responded(false);
            drop(permit);
            assert!(poll(&mut Turn::new(&limit)).is_some());
        }
    }

    #[tokio::test]
    async fn waiting_ends_with_the_time() {
        let limit = Limit::new(1);
        let clock = TestClock::new();
        let second = Duration::from_secs(1);
        let permit = limit.acquire(second, &clock, false).await;
        assert!(limit.acquire(second, &clock, false).await.is_none());
        assert_eq!(clock.elapsed(), second);
        assert!(lock(&limit.state).queue.is_empty());
        drop(permit);
        assert!(limit.acquire(second, &clock, false).await.is_some());
    }

    #[cfg(feature = "blocking")]
    #[test]
    fn threads_wait_for_each_other() {
        let limit = Limit::new(1);
        let clock = TestClock::new();
        let permit = wait_for(limit.acquire(Duration::ZERO, &clock, true));
        assert!(wait_for(limit.acquire(Duration::ZERO, &clock, true)).is_none());
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                let permit = limit.acquire(Duration::from_secs(60), &clock, true);
                wait_for(permit).is_some()
            });
            while lock(&limit.state).queue.is_empty() {
                std::thread::yield_now();
            }
            drop(permit);
            assert!(waiting.join().unwrap());
        });
    }
}
