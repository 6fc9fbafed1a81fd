//! The program killed (-9) at random moments while it takes documents in, serves, imports, rebuilds, backs up, restores: what was
//! acknowledged is there, nothing is half there, and the next start goes on.
//!
//! `KVPT_CRASHES=N` sets how many times (20 by default on each engine); `KVPT_CRASH_SEED` repeats a run.

use crate::demo::{KVPT, Served, block, kvpt, skipped};
use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, Connection, Row};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const SITE: &str = "khe-lau";

pub(crate) fn rounds() -> u64 {
    std::env::var("KVPT_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(20)
}

/// Small random numbers; the seed is told so that a run can be repeated.
struct Random(u64);

impl Random {
    fn new() -> Self {
        let seed = std::env::var("KVPT_CRASH_SEED").ok().and_then(|n| n.parse().ok());
        let seed = seed.unwrap_or_else(|| u64::from(std::process::id()) * 7919 + 1);
        eprintln!("KVPT_CRASH_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % n
    }
}

/// What befalls a running program.
enum Blow {
    /// It is killed.
    Kill,
    /// Its disk is full or fails: the shim that does it, from the folder of the test.
    Disk(PathBuf),
}

/// An installation that is struck again and again.
pub(crate) struct Victim {
    blow: Blow,
    /// The arguments that name it, and its address for a look behind its back.
    at: [String; 2],
    address: String,
    desk: TempDir,
    password: String,
    random: Random,
    made: u64,
    /// Names of files whose taking in was acknowledged.
    taken: BTreeSet<String>,
    /// Acts of the foreign chain whose coming in was acknowledged.
    imported: i64,
    chain: Vec<String>,
    counts: [u64; 6],
    /// How many times longer this machine takes than one on which taking in three files takes 100 ms.
    pace: u64,
    mended: u64,
    killed: u64,
}

impl Victim {
    /// An installation in a folder, on whose disk nobody can rely.
    pub(crate) fn of_disk(folder: &Path, shim: PathBuf) -> Self {
        let at = ["--data".to_owned(), folder.display().to_string()];
        let address = format!("sqlite:{}", folder.join("kvpt.db").display());
        Self { blow: Blow::Disk(shim), ..Self::new(at, address) }
    }

    fn new(at: [String; 2], address: String) -> Self {
        let desk = tempfile::tempdir().unwrap();
        let place = at.iter().map(String::as_str);
        let init = ["init", "--site", SITE, "--body", "Ủy ban nhân dân xã Khe Lau (mẫu)"];
        let ran = kvpt(init.into_iter().chain(place)).ends(0);
        let password = ran.out.split("Mật khẩu: ").nth(1).unwrap();
        let password = password.split_whitespace().next().unwrap().to_owned();
        let other = crate::trust::small("ban-nam");
        let file = desk.path().join("chain");
        let args = [
            "chain".as_ref(),
            "export".as_ref(),
            file.as_os_str(),
            "--data".as_ref(),
            other.path().as_os_str(),
        ];
        kvpt(args).ends(0);
        let chain = std::fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect();
        std::fs::create_dir(desk.path().join("kho")).unwrap();
        Self {
            blow: Blow::Kill,
            at,
            address,
            desk,
            password,
            random: Random::new(),
            made: 0,
            taken: BTreeSet::new(),
            imported: 0,
            chain,
            counts: [0; 6],
            pace: 1,
            mended: 0,
            killed: 0,
        }
    }

    fn command(&self, first: &[&str]) -> Command {
        let mut command = Command::new(KVPT);
        command.args(first).args(&self.at);
        command
    }

    /// A document that was not there before.
    fn document(&mut self) -> PathBuf {
        self.made += 1;
        let file = self.desk.path().join(format!("bao-cao-{:06}.txt", self.made));
        let text = format!(
            "ỦY BAN NHÂN DÂN XÃ KHE LAU\nSố: {0}/BC-UBND\nKhe Lau, ngày 05 tháng 3 năm 2025\n\nBÁO CÁO\nvề công tác dân quân tự vệ lần {0}\n\nĐã huấn luyện {0} lượt người.\n",
            self.made
        );
        std::fs::write(&file, text).unwrap();
        file
    }

    /// Runs a command and strikes it; gives the lines it printed, and whether it ended well.
    fn struck(&mut self, command: Command, within: u64) -> (Vec<String>, bool) {
        match &self.blow {
            Blow::Kill => self.killed(command, within),
            Blow::Disk(shim) => {
                let shim = shim.clone();
                self.faulted(command, &shim)
            }
        }
    }

    /// Its disk fails after a random number of writes: it must say so, and nothing else.
    fn faulted(&mut self, mut command: Command, shim: &Path) -> (Vec<String>, bool) {
        let fault = ["full", "io", "sync"][self.random.below(3) as usize];
        // A database is opened by the first dozen writes; most of the rest belongs to what was asked.
        let most = 1 << self.random.below(if fault == "sync" { 5 } else { 9 });
        let after = self.random.below(most).to_string();
        command.env("LD_PRELOAD", shim).env("KVPT_FAULT", fault).env("KVPT_FAULT_AFTER", &after);
        let ran = command.output().unwrap();
        let (out, err) =
            (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap());
        let ended = ran.status.success();
        // Two backups within a second want the same name; the later one is refused.
        let told =
            ["[disk-full]", "[disk-fault]", "[backup.write]", "[backup.exists]", "[restore.write]"];
        let all = format!("{out}{err}");
        assert!(ended || told.iter().any(|code| all.contains(code)), "{fault} {after}: {all}");
        assert!(!all.contains("panicked") && !all.contains("[broken]"), "{fault} {after}: {all}");
        self.killed += u64::from(!ended);
        (out.lines().map(str::to_owned).collect(), ended)
    }

    /// Kills it after a random while.
    fn killed(&mut self, mut command: Command, within: u64) -> (Vec<String>, bool) {
        let after = Duration::from_micros(self.random.below(within * 1000 * self.pace));
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        let reader =
            std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).collect());
        let began = std::time::Instant::now();
        let ended = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status.success(),
                None if began.elapsed() >= after => {
                    child.kill().unwrap();
                    self.killed += 1;
                    break child.wait().unwrap().success();
                }
                None => std::thread::park_timeout(Duration::from_millis(1)),
            }
        };
        (reader.join().unwrap(), ended)
    }

    /// Takes files in unharmed: how long that takes here says when to strike.
    fn measure(&mut self) {
        let began = std::time::Instant::now();
        let files = [self.document(), self.document(), self.document()];
        assert!(self.command(&["intake"]).args(&files).output().unwrap().status.success());
        self.taken.extend(files.iter().map(|f| name(f)));
        self.pace = 1 + began.elapsed().as_millis() as u64 / 100;
    }

    fn round(&mut self) {
        let what = self.random.below(10);
        match what {
            0..=3 => self.intake(),
            4 | 5 if matches!(self.blow, Blow::Kill) => self.serve(),
            4 | 5 => self.intake(),
            6 => self.import(),
            7 => self.rebuild(),
            8 => self.back_up(),
            _ => self.restore(),
        }
    }

    fn intake(&mut self) {
        self.counts[0] += 1;
        let files = [self.document(), self.document(), self.document()];
        let mut command = self.command(&["intake"]);
        command.args(&files);
        let (lines, _) = self.struck(command, 150);
        let done =
            |f: &&PathBuf| lines.iter().any(|l| l.starts_with(&format!("{}: ", f.display())));
        self.taken.extend(files.iter().filter(done).map(|f| name(f)));
    }

    /// The service is killed while somebody hands files in; what was answered with the page of the reading is acknowledged.
    fn serve(&mut self) {
        self.counts[1] += 1;
        let args = [
            &["serve".to_owned(), "--listen".to_owned(), "127.0.0.1:0".to_owned()],
            self.at.as_slice(),
        ];
        let served = Served::start(args.concat());
        self.mended += u64::from(served.said.iter().any(|l| l.contains("bị ngắt đột ngột")));
        let files: Vec<PathBuf> = (0..6).map(|_| self.document()).collect();
        let (at, password) = (served.at, self.password.clone());
        let handing = std::thread::spawn(move || hand_in(at, &password, &files));
        std::thread::park_timeout(Duration::from_micros(self.random.below(1_200_000 * self.pace)));
        // Dropped, it is killed.
        drop(served);
        self.killed += 1;
        self.taken.extend(handing.join().unwrap());
    }

    fn import(&mut self) {
        self.counts[2] += 1;
        let n = 1 + self.random.below(self.chain.len() as u64) as usize;
        let file = self.desk.path().join("part-of-chain");
        std::fs::write(&file, self.chain[..n].join("\n")).unwrap();
        let file = file.display().to_string();
        let (_, ended) = self.struck(self.command(&["chain", "import", &file]), 90);
        if ended {
            self.imported = self.imported.max(n as i64);
        }
    }

    fn rebuild(&mut self) {
        self.counts[3] += 1;
        self.struck(self.command(&["rebuild"]), 120);
    }

    fn back_up(&mut self) {
        self.counts[4] += 1;
        let folder = self.desk.path().join("kho");
        let before = backups(&folder);
        let to = folder.display().to_string();
        self.struck(self.command(&["backup", &to]), 120);
        for file in backups(&folder).difference(&before) {
            let file = file.display().to_string();
            kvpt(["restore", &file, "--check"]).ends(0);
        }
    }

    fn restore(&mut self) {
        self.counts[5] += 1;
        let Some(file) = backups(&self.desk.path().join("kho")).pop_last() else { return };
        let back = self.desk.path().join("back");
        let mut command = Command::new(KVPT);
        command.arg("restore").arg(file).arg("--into").arg(&back);
        self.struck(command, 250);
        if back.exists() {
            let place = ["--data", back.to_str().unwrap()];
            kvpt(["verify"].into_iter().chain(place)).ends(0);
            kvpt(["rebuild", "--check"].into_iter().chain(place)).ends(0);
            std::fs::remove_dir_all(back).unwrap();
        }
    }

    /// What was acknowledged is there; nothing is there by half.
    fn look(&self) {
        block(async {
            install_default_drivers();
            let mut db = AnyConnection::connect(&self.address).await.unwrap();
            let mut number = async |ask: &'static str| {
                sqlx::query(ask).fetch_one(&mut db).await.unwrap().get::<i64, _>(0)
            };
            let acts = number(
                "SELECT COUNT(*) FROM acts WHERE kind = 'intake.received' AND site = 'khe-lau'",
            )
            .await;
            let rows = number("SELECT COUNT(*) FROM intakes WHERE site = 'khe-lau'").await;
            let files = number("SELECT COUNT(*) FROM blobs").await;
            let readings = number("SELECT COUNT(*) FROM readings").await;
            let foreign = number("SELECT COUNT(*) FROM acts WHERE site = 'ban-nam'").await;
            assert_eq!(
                (rows, files, readings),
                (acts, acts, acts),
                "each act with its file, reading and row"
            );
            assert!(foreign >= self.imported, "{foreign} of {} imported acts", self.imported);
            let ask = "SELECT bytes FROM acts WHERE kind = 'intake.received' AND site = 'khe-lau'";
            let kept = sqlx::query(ask).fetch_all(&mut db).await.unwrap();
            let kept: String =
                kept.iter().map(|r| String::from_utf8(r.get::<Vec<u8>, _>(0)).unwrap()).collect();
            for name in &self.taken {
                assert!(kept.contains(name), "{name} was acknowledged and is not there");
            }
            db.close().await.unwrap();
        });
    }

    fn whole(&self) {
        for args in [["verify"].as_slice(), &["audit", "--full"], &["rebuild", "--check"]] {
            let ran = self.command(args).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(ran.status.success(), "{args:?}: {said}");
        }
    }

    pub(crate) fn run(mut self, rounds: u64) {
        self.measure();
        for round in 1..=rounds {
            self.round();
            self.look();
            if round % 25 == 0 || round == rounds {
                self.whole();
            }
        }
        let [intakes, serves, imports, rebuilds, backups, restores] = self.counts;
        eprintln!(
            "{rounds} rounds, {} struck while running: {intakes} intakes, {serves} services, {imports} imports, {rebuilds} rebuilds, \
             {backups} backups, {restores} restores; {} files acknowledged, {} starts that said what they mended",
            self.killed,
            self.taken.len(),
            self.mended
        );
        assert!(self.killed > 0, "nothing was struck, so nothing was shown");
    }
}

fn hand_in(at: std::net::SocketAddr, password: &str, files: &[PathBuf]) -> Vec<String> {
    let mut taken = Vec::new();
    // The server goes away in the midst of it: then the visitor's own words are those of a lost connection.
    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut visitor = crate::http::Visitor::log_in(at, "quan.tri", password);
        visitor.get("/intake");
        for file in files {
            let answer =
                visitor.upload("/intake", "files", &name(file), &std::fs::read(file).unwrap());
            if answer.status == 303 {
                taken.push(name(file));
            }
        }
    }));
    taken
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_str().unwrap().to_owned()
}

fn backups(folder: &Path) -> BTreeSet<PathBuf> {
    let inside = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    inside.filter(|p| p.extension().is_some_and(|e| e == "kvb")).collect()
}

#[test]
fn killed_at_random_moments_nothing_acknowledged_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let at = ["--data".to_owned(), folder.path().display().to_string()];
    let address = format!("sqlite:{}", folder.path().join("kvpt.db").display());
    Victim::new(at, address).run(rounds());
}

#[test]
fn killed_at_random_moments_nothing_acknowledged_is_lost_on_postgres() {
    let Ok(server) = std::env::var("KVPT_TEST_POSTGRES") else {
        skipped("KVPT_TEST_POSTGRES is not set; crashes on PostgreSQL remain unshown");
        return;
    };
    let url = crate::postgres::fresh_schema(&server, "crash");
    Victim::new(["--database".to_owned(), url.clone()], url).run(rounds());
}
