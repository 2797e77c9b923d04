//! `RetryPolicy`: how often and when a request is sent again, and what must never be.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};

use crate::{Clock, Timestamp, TransportErrorKind};

/// How often a request is sent, and how long to wait in between.
///
/// What is sent again is not a matter of choice, because a request that changes something must not be carried out twice:
///
/// | what happened | GET | DELETE | POST and others |
/// |---|---|---|---|
/// | no connection, or gone before a byte was sent | again | again | again |
/// | 429 | again | again | again, if the response has a `Retry-After` or the service never carries out what gets a 429 |
/// | 502, 503, 504 | again | again; then a 404 counts as deleted | no |
/// | cut or timed out after bytes were sent | again | again; then a 404 counts as deleted | no |
/// | any other status | no | no | no |
///
/// HEAD and OPTIONS are like GET.
///
/// The wait before the second attempt is a random time up to [`base`](Self::base), and the bound doubles with each attempt
/// up to [`cap`](Self::cap) ("full jitter"). `Retry-After`, in seconds or as a date, takes the place of that time even when
/// it is longer than the cap. An attempt that could not begin within the call's timeout is not waited for: the call ends
/// at once with the error that it has.
///
/// ```
/// # use openapi_client_runtime::RetryPolicy;
/// use std::time::Duration;
///
/// let patient = RetryPolicy::default().attempts(6).cap(Duration::from_secs(20));
/// let never = RetryPolicy::none();
/// # assert_ne!(patient, never);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until a client or a request is given it"]
pub struct RetryPolicy {
    attempts: u32,
    base: Duration,
    cap: Duration,
    attempt_timeout: Duration,
}

impl Default for RetryPolicy {
    /// 3 attempts, with waits of up to 250 ms and 500 ms.
    fn default() -> Self {
        Self {
            attempts: 3,
            base: Duration::from_millis(250),
            cap: Duration::from_secs(8),
            attempt_timeout: Duration::MAX,
        }
    }
}

impl RetryPolicy {
    /// Sends every request once.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How often a request is sent at most, the first time included; 0 counts as 1. 3 by default.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The longest wait before the second attempt. 250 ms by default.
    pub fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// The longest wait before any attempt, unless the service asks for a longer one. 8 s by default.
    pub fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// How long one attempt may take. By default it may take what is left of the call's timeout, so that an attempt that
    /// times out is the last.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// How long the next attempt may take of the time that is `left`.
    pub(crate) fn share(&self, left: Duration) -> Duration {
        left.min(self.attempt_timeout)
    }

    /// How long to wait after `made` attempts; `None` when there is no further one.
    pub(crate) fn wait(
        &self,
        made: usize,
        retry_after: Option<Duration>,
        clock: &dyn Clock,
    ) -> Option<Duration> {
        let made = u32::try_from(made).unwrap_or(u32::MAX);
        if made >= self.attempts {
            return None;
        }
        // A service that names no time, or one that is over, still gets a rest.
        let asked = retry_after.filter(|time| !time.is_zero());
        Some(asked.unwrap_or_else(|| {
            let doubled = 2_u32.saturating_pow(made.saturating_sub(1));
            portion(
                self.base.saturating_mul(doubled).min(self.cap),
                clock.random(),
            )
        }))
    }
}

fn portion(whole: Duration, random: u64) -> Duration {
    let nanos = u64::try_from(whole.as_nanos()).unwrap_or(u64::MAX);
    let part = (u128::from(nanos) * u128::from(random)) >> u64::BITS;
    Duration::from_nanos(u64::try_from(part).unwrap_or(u64::MAX))
}

/// Why an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Status(StatusCode),
    Transport(TransportErrorKind),
}

impl Failure {
    /// Whether the request may be sent once more: the table of [`RetryPolicy`].
    ///
    /// `is_never_processed` says whether a request that got a 429 was certainly not carried out.
    pub(crate) fn is_retried(self, method: &Method, is_never_processed: bool) -> bool {
        let is_repeatable = method.is_safe() || *method == Method::DELETE;
        match self {
            Self::Transport(TransportErrorKind::Connect) => true,
            Self::Status(StatusCode::TOO_MANY_REQUESTS) => is_repeatable || is_never_processed,
            Self::Transport(TransportErrorKind::Timeout | TransportErrorKind::Interrupted) => {
                is_repeatable
            }
            Self::Status(status) => is_repeatable && is_gateways(status),
            // The response would be as long once more, and the transport no better.
            Self::Transport(TransportErrorKind::BodyTooLarge | TransportErrorKind::Unusable) => {
                false
            }
        }
    }

    /// Whether the service may have carried the request out all the same.
    pub(crate) fn may_be_carried_out(self) -> bool {
        match self {
            Self::Status(status) => is_gateways(status),
            Self::Transport(TransportErrorKind::Connect | TransportErrorKind::Unusable) => false,
            Self::Transport(_) => true,
        }
    }
}

/// Whether something in front of the service responded instead, and does not know what became of the request.
fn is_gateways(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
    )
}

/// How long the service asks to wait: `Retry-After` in seconds, or as a date. What is neither says nothing.
pub(crate) fn retry_after(headers: &HeaderMap, clock: &dyn Clock) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text: &str| Some(SystemTime::from(text.parse::<Timestamp>().ok()?));
    let until = moment(text)?;
    // Where the service says what time it has, a clock that is wrong here does no harm.
    let date = headers
        .get(DATE)
        .and_then(|date| moment(date.to_str().ok()?));
    let now = date.unwrap_or_else(|| clock.system_time());
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests;
