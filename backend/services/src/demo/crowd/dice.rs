//! Chance that falls the same way every time: the n-th worker of a crowd is always the same person.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A row of throws that belongs to one worker (SplitMix64, Steele et al. 2014).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// The throws of the n-th worker.
    pub(super) const fn of(n: u64) -> Self {
        Self(n)
    }

    /// A number below `sides`.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        let sides = sides.max(1) as u64;
        usize::try_from(self.throw() % sides).unwrap_or(0)
    }

    /// An id (UUIDv7) of a moment.
    pub(super) fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut tail = [0; 10];
        tail[..8].copy_from_slice(&self.throw().to_be_bytes());
        tail[8..].copy_from_slice(&self.throw().to_be_bytes()[..2]);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_worker_throws_the_same_and_neighbours_do_not() {
        let throws = |n| {
            let mut dice = Dice::of(n);
            (0..8).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
    }
}
