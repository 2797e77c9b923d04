//! `Seen`: notices that a list leads back to a page, in bounded memory.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many pages back a repetition is noticed at once: 8 KiB.
const RECENT: usize = 1024;

/// The addresses of a list's pages, as far as they have to be known to notice a loop.
///
/// A list may have any number of pages, so not all of their addresses are kept. The last 1,024 are, as hashes of 8 bytes:
/// a loop of at most so many pages is noticed when its first page comes again. A longer one is noticed by Brent's
/// algorithm, which compares each address with a single earlier one, at positions 1, 2, 4, 8 and so on: after three times
/// the number of pages before the loop or in it, whichever is greater.
#[derive(Default)]
pub(crate) struct Seen {
    recent: VecDeque<u64>,
    /// The address at the last position that is a power of two.
    mark: Option<u64>,
    count: u64,
}

impl Seen {
    /// Takes note of an address; `false` if it came before.
    pub(crate) fn insert(&mut self, address: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        address.hash(&mut hasher);
        let hash = hasher.finish();
        if self.mark == Some(hash) || self.recent.contains(&hash) {
            return false;
        }
        self.count += 1;
        if self.count.is_power_of_two() {
            self.mark = Some(hash);
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(hash);
        true
    }

    /// How many addresses there were.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how many pages a list is stopped that has `before` pages, and then a loop of `length` pages.
    fn stopped(before: u64, length: u64) -> u64 {
        let mut seen = Seen::default();
        let page = |step| match step < before {
            true => step,
            false => before + (step - before) % length,
        };
        let mut steps = 0;
        while seen.insert(&format!("/v1/P?Page={}", page(steps))) {
            steps += 1;
        }
        assert!(seen.recent.len() <= RECENT && seen.recent.capacity() <= 2 * RECENT);
        steps
    }

    #[test]
    fn a_loop_ends_when_its_first_page_comes_again() {
        for before in [0, 1, 7, 2000] {
            for length in [1, 2, 3, 100, 1024] {
                assert_eq!(stopped(before, length), before + length);
            }
        }
    }

    #[test]
    fn a_long_loop_ends_as_well() {
        for before in [0, 1, 1500, 3000] {
            for length in [1025, 2048, 3000] {
                let steps = stopped(before, length);
                assert!(
                    steps <= 3 * before.max(length) + 1,
                    "{before} and {length}: {steps}"
                );
            }
        }
    }

    #[test]
    fn a_list_without_a_loop_does_not_end() {
        let mut seen = Seen::default();
        assert!((0..10_000).all(|page| seen.insert(&format!("/v1/P?Page={page}"))));
        assert_eq!(seen.count(), 10_000);
    }
}
