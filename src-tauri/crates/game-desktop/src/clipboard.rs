//! The clipboard's content, read and written on a thread of its own, because its owner may be slow or hang.
//! Which change is read is not known here; neither is what a text means.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use arboard::Error;

use crate::DesktopError;
use crate::backend::{Inbox, Job, Reply, Signal};
use crate::event::Content;
use crate::platform::{self, Saved};

/// The longest text that can be an item, in bytes of UTF-8.
const LARGEST_TEXT: usize = 1 << 20;
/// How many threads may hang at owners that do not answer before no more are started.
const MOST_HANGING: usize = 4;
/// How long the end waits for a thread that hangs at an owner that does not answer. The library gives such an owner
/// 4 s for each format, and cannot be interrupted.
const END_LIMIT: Duration = Duration::from_millis(200);

enum Task {
    Read,
    Save,
    Restore(Arc<Saved>),
}

struct Worker {
    /// Closed for one that was given up: its thread ends with its task.
    tasks: Option<Sender<(Job, Task)>>,
    /// A message for each task that is done; closed when the thread ends.
    done: Receiver<()>,
    thread: JoinHandle<()>,
    pending: usize,
}

/// The threads that work on the clipboard: one, and those that hang.
pub struct ClipboardThreads {
    inbox: Inbox,
    current: Option<Worker>,
    hanging: Vec<Worker>,
}

impl ClipboardThreads {
    /// No thread yet; answers go to `inbox`.
    pub fn new(inbox: Inbox) -> Self {
        Self {
            inbox,
            current: None,
            hanging: Vec::new(),
        }
    }

    pub fn read(&mut self, job: Job) {
        self.start(job, Task::Read);
    }

    pub fn save(&mut self, job: Job) {
        self.start(job, Task::Save);
    }

    pub fn restore(&mut self, job: Job, saved: Arc<Saved>) {
        self.start(job, Task::Restore(saved));
    }

    /// A new task never waits behind one that may hang.
    fn start(&mut self, job: Job, task: Task) {
        if let Some(worker) = &mut self.current {
            worker.pending -= worker.done.try_iter().count().min(worker.pending);
        }
        self.hanging.retain(|worker| !worker.thread.is_finished());
        if let Some(mut worker) = self.current.take_if(|worker| worker.pending > 0) {
            worker.tasks = None;
            self.hanging.push(worker);
        }
        if self.hanging.len() > MOST_HANGING {
            tracing::warn!("too many clipboard owners do not answer");
            self.inbox.post(Signal::Clipboard {
                job,
                reply: Reply::Failed,
            });
            return;
        }
        let worker = match self.current.take() {
            Some(worker) => worker,
            None => match Worker::start(self.inbox.clone()) {
                Ok(worker) => worker,
                Err(error) => {
                    tracing::warn!(%error, "no thread for the clipboard");
                    self.inbox.post(Signal::Clipboard {
                        job,
                        reply: Reply::Failed,
                    });
                    return;
                }
            },
        };
        let worker = self.current.insert(worker);
        worker.pending += 1;
        let sent = worker
            .tasks
            .as_ref()
            .is_some_and(|tasks| tasks.send((job, task)).is_ok());
        if !sent {
            self.current = None;
            self.inbox.post(Signal::Clipboard {
                job,
                reply: Reply::Failed,
            });
        }
    }
}

impl Drop for ClipboardThreads {
    fn drop(&mut self) {
        for worker in self
            .current
            .take()
            .into_iter()
            .chain(self.hanging.drain(..))
        {
            worker.end();
        }
    }
}

impl Worker {
    fn start(inbox: Inbox) -> std::io::Result<Self> {
        let (tasks, inbound) = mpsc::channel();
        let (ready, done) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("clipboard".to_owned())
            .spawn(move || work(&inbound, &inbox, &ready))?;
        Ok(Self {
            tasks: Some(tasks),
            done,
            thread,
            pending: 0,
        })
    }

    fn end(self) {
        drop(self.tasks);
        loop {
            match self.done.recv_timeout(END_LIMIT) {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    tracing::warn!("a clipboard owner does not answer; its thread ends later");
                    return;
                }
            }
        }
        if self.thread.join().is_err() {
            tracing::error!("the clipboard thread panicked");
        }
    }
}

fn work(tasks: &Receiver<(Job, Task)>, inbox: &Inbox, done: &Sender<()>) {
    let mut clipboard: Option<arboard::Clipboard> = None;
    while let Ok((job, task)) = tasks.recv() {
        if clipboard.is_none() {
            clipboard = arboard::Clipboard::new()
                .inspect_err(|error| tracing::warn!(%error, "the clipboard cannot be opened"))
                .ok();
        }
        let reply = match &mut clipboard {
            None => Reply::Failed,
            Some(clipboard) => match task {
                Task::Read => read(clipboard).map_or(Reply::Failed, Reply::Read),
                Task::Save => Reply::Saved(platform::save(clipboard)),
                Task::Restore(saved) => restore(clipboard, &saved),
            },
        };
        inbox.post(Signal::Clipboard { job, reply });
        // The receiver is gone only when this thread was given up.
        if done.send(()).is_err() {
            return;
        }
    }
}

/// What is on the clipboard now, for `haggle doctor`. Blocks as long as the owner does.
pub fn look() -> Result<Content, DesktopError> {
    let system = |error: Error| DesktopError::System {
        what: "open the clipboard",
        reason: error.to_string(),
    };
    let mut clipboard = arboard::Clipboard::new().map_err(system)?;
    read(&mut clipboard).ok_or(DesktopError::System {
        what: "read the clipboard",
        reason: "its owner does not answer".to_owned(),
    })
}

fn read(clipboard: &mut arboard::Clipboard) -> Option<Content> {
    match clipboard.get_text() {
        Ok(text) => Some(content(text)),
        Err(Error::ContentNotAvailable | Error::ConversionFailure) => Some(Content::NotText),
        // Some owners answer the question for text with whatever they have.
        Err(_) if holds_no_text(clipboard) => Some(Content::NotText),
        Err(error) => {
            tracing::warn!(%error, "the clipboard was not read");
            None
        }
    }
}

fn holds_no_text(clipboard: &mut arboard::Clipboard) -> bool {
    clipboard.get().file_list().is_ok() || clipboard.get_image().is_ok()
}

/// Sorts a text from the clipboard. The game ends its text with a NUL, which some systems hand on.
fn content(mut text: String) -> Content {
    if text.len() > LARGEST_TEXT {
        return Content::TooLarge { bytes: text.len() };
    }
    text.truncate(text.trim_end_matches('\0').len());
    if text.is_empty() {
        Content::Empty
    } else {
        Content::Text(text)
    }
}

fn restore(clipboard: &mut arboard::Clipboard, saved: &Saved) -> Reply {
    match platform::restore(clipboard, saved) {
        Ok(()) => Reply::Restored,
        Err(error) => {
            tracing::warn!(%error, "the previous clipboard was not put back");
            Reply::Failed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct NoWake;

    impl crate::backend::Wake for NoWake {
        fn wake(&self) {}
    }

    #[test]
    fn a_thread_that_was_given_up_ends_with_its_task() {
        let (sender, _signals) = mpsc::channel();
        let inbox = Inbox::new(sender, Arc::new(NoWake));
        let mut worker = Worker::start(inbox).expect("a thread");
        worker.tasks = None;
        // The thread ends, and with it the sending half.
        assert_eq!(worker.done.recv(), Err(mpsc::RecvError));
        worker.thread.join().expect("it ended well");
    }

    #[test]
    fn texts_are_sorted() {
        assert_eq!(content("{}\0".into()), Content::Text("{}".into()));
        assert_eq!(content("\0\0".into()), Content::Empty);
        assert_eq!(content(String::new()), Content::Empty);
        let largest = "a".repeat(LARGEST_TEXT);
        assert_eq!(content(largest.clone()), Content::Text(largest.clone()));
        let bytes = LARGEST_TEXT + 1;
        assert_eq!(content(largest + "a"), Content::TooLarge { bytes });
    }
}
