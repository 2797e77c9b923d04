//! `Background<T>`: a future that makes progress while nobody waits for it; and how a thread waits for one.

use std::pin::Pin;
#[cfg(feature = "blocking")]
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
#[cfg(feature = "blocking")]
use std::task::Wake;
use std::task::{Context, Poll, Waker, ready};
#[cfg(feature = "blocking")]
use std::thread::{self, Thread};

use crate::transport::Task;
use crate::{BoxFuture, Error};

/// A future that a task drives, and whose output is fetched when it is wanted.
///
/// A future that is polled only now and then keeps what it holds in between: its connection, and its permit for a call
/// in flight, for which the program's next call might wait for ever. A task has no such pauses. Where there is none,
/// because the transport has no runtime or the runtime has ended, nothing happens until the output is wanted, and whoever
/// wants it drives the future.
///
/// Dropped, it drops the future.
pub(crate) struct Background<T>(Arc<Mutex<Shared<T>>>);

struct Shared<T> {
    /// `None` when it is done, or when nobody wants its output any more.
    future: Option<BoxFuture<T>>,
    output: Option<Result<T, Error>>,
    /// Whether there is a task that drives the future.
    is_driven: bool,
    task: Option<Waker>,
    reader: Option<Waker>,
}

impl<T: Send + 'static> Background<T> {
    /// Gives a task to `spawn`, which drives it or drops it.
    pub(crate) fn start(future: BoxFuture<T>, spawn: impl FnOnce(Task)) -> Self {
        // Whoever drives it, its spans belong to the program's own.
        #[cfg(feature = "tracing")]
        let future: BoxFuture<T> = Box::pin(tracing::Instrument::in_current_span(future));
        let shared = Arc::new(Mutex::new(Shared {
            future: Some(future),
            output: None,
            is_driven: true,
            task: None,
            reader: None,
        }));
        spawn(Box::pin(Driver(shared.clone())));
        Self(shared)
    }

    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<Result<T, Error>> {
        let mut shared = lock(&self.0);
        if let Some(output) = shared.output.take() {
            return Poll::Ready(output);
        }
        if shared.is_driven {
            shared.reader = Some(context.waker().clone());
            return Poll::Pending;
        }
        let Some(future) = &mut shared.future else {
            return Poll::Pending;
        };
        let output = ready!(future.as_mut().poll(context));
        shared.future = None;
        Poll::Ready(output)
    }
}

impl<T> Drop for Background<T> {
    fn drop(&mut self) {
        let mut shared = lock(&self.0);
        let (future, task) = (shared.future.take(), shared.task.take());
        drop(shared);
        drop(future);
        // Woken, the task finds that there is nothing left to do.
        wake(task);
    }
}

struct Driver<T>(Arc<Mutex<Shared<T>>>);

impl<T> Future for Driver<T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut shared = lock(&self.0);
        let Some(future) = &mut shared.future else {
            return Poll::Ready(());
        };
        match future.as_mut().poll(context) {
            Poll::Pending => {
                shared.task = Some(context.waker().clone());
                Poll::Pending
            }
            Poll::Ready(output) => {
                shared.future = None;
                shared.output = Some(output);
                Poll::Ready(())
            }
        }
    }
}

/// The task is done, or its runtime has ended.
impl<T> Drop for Driver<T> {
    fn drop(&mut self) {
        let mut shared = lock(&self.0);
        shared.is_driven = false;
        let reader = shared.reader.take();
        drop(shared);
        wake(reader);
    }
}

/// What a panicking thread left is as good as any state: nothing here is half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Polls on this thread to the end. What blocks by itself is ready at once.
#[cfg(feature = "blocking")]
pub(crate) fn wait_for<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        thread::park();
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::sync::Weak;
    use std::thread;

    use tokio::sync::oneshot;
    use tokio::task::yield_now;

    use super::*;

    /// A future that is ready when the sender says so, and a reference that shows whether it still exists.
    fn held() -> (oneshot::Sender<u8>, BoxFuture<u8>, Weak<()>) {
        let (sender, receiver) = oneshot::channel();
        let alive = Arc::new(());
        let weak = Arc::downgrade(&alive);
        let future = Box::pin(async move {
            let output = receiver.await.unwrap_or_default();
            drop(alive);
            Ok(output)
        });
        (sender, future, weak)
    }

    fn spawn(task: Task) {
        tokio::spawn(task);
    }

    #[tokio::test]
    async fn a_task_drives_the_future_while_nobody_waits() {
        let (sender, future, alive) = held();
        let background = Background::start(future, spawn);
        sender.send(7).unwrap();
        while alive.strong_count() > 0 {
            yield_now().await;
        }
        let mut context = Context::from_waker(Waker::noop());
        assert!(matches!(background.poll(&mut context), Poll::Ready(Ok(7))));
    }

    #[tokio::test]
    async fn who_waits_is_woken() {
        let (sender, future, _) = held();
        let background = Background::start(future, spawn);
        let reader = tokio::spawn(poll_fn(move |context| background.poll(context)));
        yield_now().await;
        sender.send(7).unwrap();
        assert_eq!(reader.await.unwrap().unwrap(), 7);
    }

    #[tokio::test]
    async fn without_a_task_who_waits_drives() {
        let (sender, future, _) = held();
        let background = Background::start(future, drop);
        sender.send(7).unwrap();
        assert_eq!(
            poll_fn(|context| background.poll(context)).await.unwrap(),
            7
        );
    }

    #[test]
    fn the_end_of_the_runtime_loses_nothing() {
        let runtime = || {
            tokio::runtime::Builder::new_current_thread()
                .build()
                .unwrap()
        };
        let (sender, future, _) = held();
        let first = runtime();
        let background = first.block_on(async {
            let background = Background::start(future, spawn);
            yield_now().await;
            background
        });
        let reader = runtime();
        let reader =
            thread::spawn(move || reader.block_on(poll_fn(|context| background.poll(context))));
        drop(first);
        sender.send(7).unwrap();
        assert_eq!(reader.join().unwrap().unwrap(), 7);
    }

    #[tokio::test]
    async fn dropped_it_drops_the_future_and_ends_the_task() {
        let (_sender, future, alive) = held();
        let mut handle = None;
        let background = Background::start(future, |task| handle = Some(tokio::spawn(task)));
        yield_now().await;
        drop(background);
        assert_eq!(alive.strong_count(), 0);
        handle.unwrap().await.unwrap();
    }
}
