//! How long a file may take.

use std::time::Duration;

/// Until when the thread may be at work on a file. Counts the thread's own
/// processor time where the system tells it: a busy machine must not turn an honest
/// form into one that takes too long.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Duration);

impl Deadline {
    /// So many seconds of work from now.
    pub fn after(seconds: u64) -> Self {
        Deadline(clock::now().saturating_add(Duration::from_secs(seconds)))
    }

    pub fn has_passed(self) -> bool {
        clock::now() >= self.0
    }
}

#[cfg(unix)]
mod clock {
    use std::time::Duration;

    use rustix::time::{ClockId, clock_gettime};

    /// Processor time of this thread.
    pub fn now() -> Duration {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
    }
}

#[cfg(not(unix))]
mod clock {
    use std::sync::LazyLock;
    use std::time::{Duration, Instant};

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);

    /// Time since the first question.
    pub fn now() -> Duration {
        START.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::Deadline;

    #[test]
    fn time_passes_with_work_not_with_waiting() {
        assert!(Deadline::after(0).has_passed());
        let soon = Deadline::after(1);
        #[cfg(unix)]
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        assert!(!soon.has_passed());
        assert!(!Deadline::after(u64::MAX).has_passed());
    }
}
