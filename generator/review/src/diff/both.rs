//! Something as the old and as the new document have it.

/// The old and the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Both<T> {
    pub old: T,
    pub new: T,
}

impl<T> Both<T> {
    pub(crate) fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    pub(crate) fn as_ref(&self) -> Both<&T> {
        Both::new(&self.old, &self.new)
    }

    pub(crate) fn map<U>(self, mut of: impl FnMut(T) -> U) -> Both<U> {
        Both::new(of(self.old), of(self.new))
    }

    pub(crate) fn zip<U>(self, other: Both<U>) -> Both<(T, U)> {
        Both::new((self.old, other.old), (self.new, other.new))
    }
}

impl<T: PartialEq> Both<T> {
    pub(crate) fn differs(&self) -> bool {
        self.old != self.new
    }
}

impl<T> Both<Option<T>> {
    /// Both, unless one is missing.
    pub(crate) fn present(self) -> Option<Both<T>> {
        Some(Both::new(self.old?, self.new?))
    }
}

impl<T: Copy> Both<Option<T>> {
    /// The new one, or the old one where that is all there is.
    pub(crate) fn newest(&self) -> Option<T> {
        self.new.or(self.old)
    }
}
