//! Runs the built program; the sample is made once for all tests, each of which works on a copy.
//!
//! It must not know what any single test asserts.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The built program.
pub(crate) const KVPT: &str = env!("CARGO_BIN_EXE_kvpt");

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program to its end.
pub(crate) fn kvpt<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(args: I) -> Ran {
    let Output { status, stdout, stderr } = Command::new(KVPT).args(args).output().unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

impl Ran {
    /// The run must have ended with this code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// Says past the test harness, which keeps the words of passing tests to itself, that something was not tested.
pub(crate) fn skipped(why: &str) {
    let line = format!("\nSKIPPED: {why}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// Whether a tool can be started.
pub(crate) fn has(tool: &str) -> bool {
    let mut tool = Command::new(tool);
    tool.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// A program that serves until it is dropped.
#[derive(Debug)]
pub(crate) struct Served {
    child: Child,
    pub(crate) at: SocketAddr,
    /// What it printed before it served, one line each.
    pub(crate) said: Vec<String>,
    /// What it wrote to standard error, given when it has ended.
    err: Option<JoinHandle<String>>,
}

impl Served {
    /// Starts the program and waits for the line with its address.
    pub(crate) fn start<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(args: I) -> Self {
        let mut command = Command::new(KVPT);
        command.args(args);
        Self::started(command)
    }

    /// Starts a command that serves and waits for the line with its address.
    pub(crate) fn started(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let err = std::thread::spawn(move || {
            let mut words = Vec::new();
            stderr.read_to_end(&mut words).unwrap();
            String::from_utf8_lossy(&words).into_owned()
        });
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        let at = loop {
            match lines.next() {
                Some(line) => said.push(line.unwrap()),
                None => panic!("it ended before it served: {said:?}\n{}", err.join().unwrap()),
            }
            let address = said.last().and_then(|l| l.split_once("http://"));
            if let Some((_, rest)) = address {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, at, said, err: Some(err) }
    }

    /// Serves the data of a folder on a free port.
    pub(crate) fn of(folder: &Path) -> Self {
        let data = folder.as_os_str();
        let free = OsStr::new("127.0.0.1:0");
        Self::start([OsStr::new("serve"), OsStr::new("--data"), data, OsStr::new("--listen"), free])
    }

    /// Asks it to end, as a service is asked, and gives the code and what it wrote to standard error.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let until = Instant::now() + Duration::from_secs(60);
        let ended = waited(until, || self.child.try_wait().unwrap());
        let status = ended.expect("it was asked to end and did not");
        (status.code(), self.err.take().unwrap().join().unwrap())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again and again until there is an answer or the time has come.
pub(crate) fn waited<T>(until: Instant, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    loop {
        match ask() {
            Some(found) => return Some(found),
            None if Instant::now() > until => return None,
            None => std::thread::park_timeout(Duration::from_millis(40)),
        }
    }
}

/// The sample province as `kvpt demo` leaves it.
#[derive(Debug)]
pub(crate) struct Demo {
    folder: TempDir,
    pub(crate) password: String,
    /// What the run printed.
    pub(crate) said: Vec<String>,
}

impl Demo {
    /// The folder. Nobody writes to it.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A copy to work on.
    pub(crate) fn copy(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        copy_into(self.path(), copy.path());
        copy
    }
}

fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// The sample, made once: served, for only then is its password told, and asked to end at once.
pub(crate) fn demo() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().as_os_str();
        let args = [OsStr::new("demo"), OsStr::new("--dir"), dir, "--port".as_ref(), "0".as_ref()];
        let served = Served::start(args);
        let said = served.said.clone();
        let told = said.iter().find(|l| l.contains("Mật khẩu")).expect("it tells the password");
        let password = told.rsplit(' ').next().unwrap().to_owned();
        // Its address is told before it can be asked to end.
        let first = crate::http::send(served.at, "GET", "/login", &[], &[]).unwrap();
        assert_eq!(first.status, 200, "{}", first.text());
        assert_eq!(served.end().0, Some(0), "asked to end, it ends well");
        Demo { folder, password, said }
    })
}

/// Every file under a folder with its path.
pub(crate) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A connection to the database of a folder, behind the program's back.
pub(crate) async fn behind(folder: &Path) -> sqlx::SqliteConnection {
    use sqlx::Connection;
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join("kvpt.db"));
    sqlx::SqliteConnection::connect_with(&file).await.unwrap()
}

/// Runs a statement behind the program's back.
pub(crate) async fn tamper(
    db: &mut sqlx::SqliteConnection,
    sql: String,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(db).await;
    done.map(|d| d.rows_affected())
}

/// Runs a future to its end.
pub(crate) fn block<F: Future>(work: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}
