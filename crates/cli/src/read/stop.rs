//! The wish to stop: the first Ctrl+C lets what is in hand be finished, the second ends the program at once.

use indicatif::ProgressBar;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a program that was asked to stop ends with, as shells have it.
pub(crate) const STOPPED: u8 = 130;

/// Listens for Ctrl+C and for the request to end; gives the flag that is set by it.
pub(crate) fn listen(bar: &ProgressBar) -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let (set, bar) = (Arc::clone(&flag), bar.clone());
    let (ready, wait) = std::sync::mpsc::channel();
    // Without a listener Ctrl+C ends the program as it ends any other; nothing else is lost.
    let listener = std::thread::Builder::new().spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        if let Ok(runtime) = runtime {
            runtime.block_on(heed(&set, &bar, ready));
        }
    });
    if listener.is_ok() {
        // The listener answers, or is gone and the channel with it.
        let _ = wait.recv();
    }
    flag
}

async fn heed(stop: &AtomicBool, bar: &ProgressBar, ready: std::sync::mpsc::Sender<()>) {
    let Ok(mut asked) = Asked::new() else { return };
    // Whoever waited may have gone on.
    let _ = ready.send(());
    asked.again().await;
    stop.store(true, Ordering::Relaxed);
    let words = "kvpt: đang dừng: đọc nốt các văn bản dở dang rồi kết thúc; nhấn Ctrl+C lần nữa để dừng ngay";
    bar.suspend(|| eprintln!("{words}"));
    asked.again().await;
    std::process::exit(i32::from(STOPPED));
}

/// The signals that ask to stop.
struct Asked {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    end: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Asked {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            end: signal(SignalKind::terminate())?,
        })
    }

    async fn again(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.end.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Asked {
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    async fn again(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
