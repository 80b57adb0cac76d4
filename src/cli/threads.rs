//! The threads that evaluate. Where the system does not start as many as were asked for, the present one evaluates alone.

use super::streams::stderr::Log;
use rayon::{ThreadBuilder, ThreadPoolBuilder};
use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

/// Starts the threads of a run; 0: as many as there are cores.
pub fn start(jobs: usize, log: Log) {
    let wanted = if jobs == 0 { thread::available_parallelism().map_or(1, NonZero::get) } else { jobs };
    // A pool that lacks one thread cannot be used, nor built again: so the others are there before it is built.
    let (tasks, threads): (Vec<_>, Vec<_>) = (1..wanted).map_while(|_| start_waiting_thread().ok()).unzip();
    if tasks.len() + 1 < wanted {
        // First their memory is given back: it may be what was short.
        drop(tasks);
        threads.into_iter().for_each(|thread| drop(thread.join()));
        log.warn(&format!("{wanted} threads cannot be started: one evaluates alone"));
        return build_pool(Vec::new());
    }
    build_pool(tasks);
}

/// The pool of the present thread and of those that wait for a task.
fn build_pool(tasks: Vec<Sender<ThreadBuilder>>) {
    let size = tasks.len() + 1;
    let mut tasks = tasks.into_iter();
    let hand_over = |task: ThreadBuilder| {
        let next = tasks.next().ok_or_else(|| io::Error::other("no thread is left"))?;
        next.send(task).map_err(|_| io::Error::other("the thread has ended"))
    };
    // It fails only where there is a pool already, which serves as well.
    let _ = ThreadPoolBuilder::new().num_threads(size).use_current_thread().spawn_handler(hand_over).build_global();
}

/// A thread that waits for its task, and the way to hand it over.
fn start_waiting_thread() -> io::Result<(Sender<ThreadBuilder>, JoinHandle<()>)> {
    let (give, take) = channel::<ThreadBuilder>();
    let thread = thread::Builder::new().spawn(move || take.into_iter().for_each(ThreadBuilder::run))?;
    Ok((give, thread))
}
