//! Runs one program without a shell, within a time, with what it prints kept out of the way.

use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use text::ToolError;

/// How often a running program is looked at.
const STEP: Duration = Duration::from_millis(10);
/// Most that a program may print, in bytes.
const MOST_PRINTED: u64 = 256 * 1024 * 1024;

/// A program with the packages that hold it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Program {
    /// Names under which it may stand on the search path, the usual one first.
    pub(super) names: &'static [&'static str],
    /// Name for messages.
    pub(super) called: &'static str,
    pub(super) packages: &'static str,
}

impl Program {
    pub(super) fn missing(self) -> ToolError {
        ToolError::Missing { tool: self.called, packages: self.packages }
    }

    pub(super) fn failed(self) -> ToolError {
        ToolError::Failed { tool: self.called }
    }

    /// Runs the program in a folder and returns what it printed.
    pub(super) fn run(
        self,
        folder: &Path,
        args: &[&str],
        limit: Duration,
    ) -> Result<Vec<u8>, ToolError> {
        let printed = folder.join("printed");
        for name in self.names {
            match start(name, folder, &printed, args) {
                Ok(child) => {
                    self.wait(child, limit)?;
                    return self.printed(&printed);
                }
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(_) => return Err(self.failed()),
            }
        }
        Err(self.missing())
    }

    /// Waits for the end; a program that takes too long is stopped.
    fn wait(self, mut child: Child, limit: Duration) -> Result<(), ToolError> {
        let begun = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(_)) => return Err(self.failed()),
                Ok(None) if begun.elapsed() < limit => std::thread::sleep(STEP),
                Ok(None) => {
                    stop(&mut child);
                    return Err(ToolError::TimedOut { tool: self.called });
                }
                Err(_) => {
                    stop(&mut child);
                    return Err(self.failed());
                }
            }
        }
    }

    fn printed(self, path: &Path) -> Result<Vec<u8>, ToolError> {
        let file = std::fs::File::open(path).map_err(|_| self.failed())?;
        let mut bytes = Vec::new();
        file.take(MOST_PRINTED).read_to_end(&mut bytes).map_err(|_| self.failed())?;
        Ok(bytes)
    }
}

fn stop(child: &mut Child) {
    // It may have ended in between; then there is nothing to stop.
    let _ = child.kill();
    let _ = child.wait();
}

fn start(name: &str, folder: &Path, printed: &Path, args: &[&str]) -> std::io::Result<Child> {
    let out = std::fs::File::create(printed)?;
    Command::new(name)
        .args(args)
        .current_dir(folder)
        .env("OMP_THREAD_LIMIT", "1")
        .env("HOME", folder)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
}

/// A folder of its own for one file, with the file in it.
pub(super) fn folder_with(
    program: Program,
    name: &str,
    bytes: &[u8],
) -> Result<TempDir, ToolError> {
    let folder = tempfile::tempdir().map_err(|_| program.failed())?;
    std::fs::write(folder.path().join(name), bytes).map_err(|_| program.failed())?;
    Ok(folder)
}
