//! One thread reads, some work, one writes in the order of the reading.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Duration,
};

/// How long the writing thread waits before it says how far things are.
const TICK: Duration = Duration::from_millis(200);

/// Fills batches, works on them in threads, and hands them over in order.
///
/// The batches are made once and used again; their number bounds the memory.
/// `fill` says whether there was anything left, `drain` whether to go on.
/// With one thread everything happens in turn, in the caller's.
pub(super) fn run<B: Send, W: FnMut(&mut B)>(
    threads: usize,
    batch: impl Fn() -> B,
    mut fill: impl FnMut(&mut B) -> bool + Send,
    worker: impl Fn() -> W + Sync,
    mut drain: impl FnMut(&mut B) -> bool,
    mut tick: impl FnMut(),
) {
    if threads <= 1 {
        in_turn(batch(), worker(), &mut fill, &mut drain, &mut tick);
        return;
    }
    let (free, to_fill) = channel();
    // One each at work, one being filled, one written, one ready in between.
    for _ in 0..threads + 3 {
        // The other end lives as long as this function.
        let _ = free.send(batch());
    }
    let (filled, to_work) = channel();
    let (worked, to_drain) = channel();
    let to_work = Mutex::new(to_work);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut number = 0_u64;
            while let Ok(mut batch) = to_fill.recv() {
                if !fill(&mut batch) || filled.send((number, batch)).is_err() {
                    return;
                }
                number += 1;
            }
        });
        for _ in 0..threads {
            let (worked, to_work, worker) = (worked.clone(), &to_work, &worker);
            scope.spawn(move || work_through(to_work, &worked, worker()));
        }
        drop(worked);
        drain_in_order(&to_drain, free, &mut drain, &mut tick);
    });
}

/// Fills, works and drains in the caller's thread.
fn in_turn<B>(
    mut batch: B,
    mut work: impl FnMut(&mut B),
    fill: &mut impl FnMut(&mut B) -> bool,
    drain: &mut impl FnMut(&mut B) -> bool,
    tick: &mut impl FnMut(),
) {
    while fill(&mut batch) {
        work(&mut batch);
        tick();
        if !drain(&mut batch) {
            return;
        }
    }
}

fn work_through<B>(
    to_work: &Mutex<Receiver<(u64, B)>>,
    worked: &Sender<(u64, B)>,
    mut work: impl FnMut(&mut B),
) {
    loop {
        let next = match to_work.lock() {
            Ok(queue) => queue.recv(),
            Err(_) => return,
        };
        let Ok((number, mut batch)) = next else {
            return;
        };
        work(&mut batch);
        if worked.send((number, batch)).is_err() {
            return;
        }
    }
}

/// Takes `free` so that the reading thread ends when this one does.
fn drain_in_order<B>(
    to_drain: &Receiver<(u64, B)>,
    free: Sender<B>,
    drain: &mut impl FnMut(&mut B) -> bool,
    tick: &mut impl FnMut(),
) {
    use std::sync::mpsc::RecvTimeoutError::{Disconnected, Timeout};
    let (mut next, mut waiting) = (0, BTreeMap::new());
    loop {
        match to_drain.recv_timeout(TICK) {
            Ok((number, batch)) => waiting.insert(number, batch),
            Err(Timeout) => None,
            Err(Disconnected) => return,
        };
        tick();
        while let Some(mut batch) = waiting.remove(&next) {
            next += 1;
            if !drain(&mut batch) {
                return;
            }
            // A reading thread that is done needs no more.
            let _ = free.send(batch);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::run;

    fn squares(threads: usize, enough: usize) -> Vec<usize> {
        let (mut next, mut out) = (0, Vec::new());
        run(
            threads,
            || 0,
            |batch| {
                *batch = next;
                next += 1;
                next <= 1000
            },
            || |batch: &mut usize| *batch *= *batch,
            |batch| {
                out.push(*batch);
                out.len() < enough
            },
            || {},
        );
        out
    }

    #[test]
    fn the_order_is_that_of_the_reading_whatever_the_threads() {
        let expected: Vec<usize> = (0..1000).map(|n| n * n).collect();
        for threads in [1, 2, 7] {
            assert_eq!(squares(threads, usize::MAX), expected);
        }
    }

    #[test]
    fn a_writer_that_has_enough_ends_all() {
        for threads in [1, 2, 7] {
            assert_eq!(squares(threads, 3), [0, 1, 4]);
        }
    }
}
