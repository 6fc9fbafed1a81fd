//! `kvpt read` over many files: order with several threads, stop and resume, comparing of two outputs.

use crate::demo::{KVPT, Ran, kvpt};
use crate::samples;
use serde_json::Value;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A report of its own for every number, some long, some short.
fn report(n: usize) -> String {
    let task = format!(
        "- Yêu cầu UBND xã Tân Mẫu {n} báo cáo kết quả trước ngày {}/6/2026.\n",
        1 + n % 28
    );
    let more = task.repeat(1 + n % 7 * 6);
    format!(
        "{}\nNgày {}/3/2026, UBND tỉnh ban hành Kế hoạch số {n}/KH-UBND.\n{more}",
        samples::REPORT,
        1 + n % 28
    )
}

/// A folder of numbered reports, some in folders of their own.
fn reports(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..count {
        let inside = folder.path().join(format!("nhom-{}", n / 16));
        std::fs::create_dir_all(&inside).unwrap();
        std::fs::write(inside.join(format!("{n:04}.txt")), report(n)).unwrap();
    }
    folder
}

fn read<S: AsRef<OsStr>>(args: &[S]) -> Ran {
    let args: Vec<&OsStr> = args.iter().map(AsRef::as_ref).collect();
    kvpt([OsStr::new("read")].into_iter().chain(args))
}

fn paths(lines: &str) -> Vec<String> {
    let path = |line: &str| {
        let object: Value = serde_json::from_str(line).unwrap();
        object["source"]["path"].as_str().unwrap().to_owned()
    };
    lines.lines().map(path).collect()
}

fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The whole output of a folder, read by one thread to standard output.
fn whole(folder: &Path) -> String {
    read(&["--format", "jsonl", "--jobs", "1", arg(folder)]).ends(0).out
}

#[test]
fn any_number_of_threads_prints_the_same_in_the_order_of_names() {
    let folder = reports(60);
    let one = whole(folder.path());
    let order = paths(&one);
    assert_eq!(order.len(), 60);
    assert!(order.is_sorted(), "{order:?}");
    for jobs in ["2", "5"] {
        let many = read(&["--format", "jsonl", "--jobs", jobs, arg(folder.path())]).ends(0);
        assert!(many.out == one, "with {jobs} threads something else is printed");
    }
    read(&["--jobs", "0", arg(folder.path())]).ends(2);
}

#[test]
fn bad_files_among_many_are_named_in_order_and_the_others_are_printed() {
    let folder = reports(48);
    let bad = ["nhom-0/0003x.txt", "nhom-1/0017x.txt", "nhom-2/0040x.txt"];
    bad.iter()
        .for_each(|name| std::fs::write(folder.path().join(name), samples::noise(4000)).unwrap());
    for jobs in ["1", "4"] {
        let ran = read(&["--format", "jsonl", "--jobs", jobs, arg(folder.path())]).ends(1);
        assert_eq!(paths(&ran.out).len(), 48);
        let named: Vec<&str> = ran.err.lines().collect();
        assert_eq!(named.len(), 3, "{}", ran.err);
        assert!(named.iter().zip(bad).all(|(line, name)| line.contains(name)), "{}", ran.err);
    }
}

#[test]
fn a_file_is_written_once_and_never_over_another() {
    let folder = reports(5);
    let out = folder.path().join("ra.jsonl");
    read(&["--out", arg(&out), arg(folder.path())]).ends(0);
    let written = std::fs::read_to_string(&out).unwrap();
    assert_eq!(paths(&written).len(), 5, "the output is not among its own inputs");
    let again = read(&["--out", arg(&out), arg(folder.path())]).ends(1);
    assert!(again.err.contains("--resume"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), written);
}

/// Resumes a run over a folder and gives the file and what was said.
fn resume(folder: &Path, out: &Path) -> (String, String) {
    let ran = read(&["--resume", "--out", arg(out), arg(folder)]).ends(0);
    assert_eq!(
        std::fs::read_dir(out.parent().unwrap()).unwrap().count(),
        1,
        "nothing is left beside"
    );
    (std::fs::read_to_string(out).unwrap(), ran.err)
}

#[test]
fn a_torn_output_is_gone_on_with_and_ends_as_if_never_torn() {
    let (folder, place) = (reports(12), tempfile::tempdir().unwrap());
    let (out, all) = (place.path().join("ra.jsonl"), whole(folder.path()));
    let line_ends: Vec<usize> = all.match_indices('\n').map(|(n, _)| n + 1).collect();
    for (cut, kept) in [
        (0, 0),
        (5, 0),
        (line_ends[3], 4),
        (line_ends[3] + 40, 4),
        (line_ends[7] - 1, 7),
        (all.len(), 12),
    ] {
        std::fs::write(&out, &all.as_bytes()[..cut]).unwrap();
        let (file, said) = resume(folder.path(), &out);
        assert!(file == all, "cut at {cut}");
        assert!(
            said.contains(&format!("giữ lại {kept} "))
                && said.contains(&format!("đọc mới {}", 12 - kept)),
            "{said}"
        );
    }
    // Power that fails leaves bytes of nothing.
    let mut lost = all.as_bytes()[..line_ends[5]].to_vec();
    lost.resize(line_ends[5] + 300, 0);
    std::fs::write(&out, lost).unwrap();
    assert!(resume(folder.path(), &out).0 == all);
}

#[test]
fn what_changed_since_is_read_again_and_the_order_is_that_of_the_inputs() {
    let (folder, place) = (reports(12), tempfile::tempdir().unwrap());
    let out = place.path().join("ra.jsonl");
    let before = whole(folder.path());
    let file = |name: &str| folder.path().join("nhom-0").join(name);
    let changed = report(4).replace("Kế hoạch số 4", "Kế hoạch số 8");
    assert_eq!(changed.len(), report(4).len(), "as long as before");
    std::fs::write(file("0004.txt"), changed).unwrap();
    std::fs::remove_file(file("0007.txt")).unwrap();
    std::fs::write(file("0009a.txt"), report(90)).unwrap();
    std::fs::write(&out, &before).unwrap();
    let (made, said) = resume(folder.path(), &out);
    assert!(made == whole(folder.path()));
    assert!(said.contains("giữ lại 10 ") && said.contains("đọc mới 2"), "{said}");
    // The last ones gone: the output grows shorter.
    std::fs::remove_file(file("0011.txt")).unwrap();
    assert!(resume(folder.path(), &out).0 == whole(folder.path()));
}

#[test]
fn lines_without_the_text_do_not_stand_for_lines_with_it() {
    let (folder, place) = (reports(3), tempfile::tempdir().unwrap());
    let out = place.path().join("ra.jsonl");
    std::fs::write(&out, whole(folder.path())).unwrap();
    let ran = read(&["--with-text", "--resume", "--out", arg(&out), arg(folder.path())]).ends(0);
    assert!(ran.err.contains("giữ lại 0 "), "{}", ran.err);
    assert!(std::fs::read_to_string(&out).unwrap().lines().all(|l| l.contains(",\"text\":\"")));
}

#[test]
fn a_file_that_is_no_output_of_ours_is_left_alone() {
    let (folder, place) = (reports(2), tempfile::tempdir().unwrap());
    let out = place.path().join("bao-cao.txt");
    for words in ["Báo cáo quý I", "Báo cáo quý I\nhai dòng\n"] {
        std::fs::write(&out, words).unwrap();
        let ran = read(&["--resume", "--out", arg(&out), arg(folder.path())]).ends(1);
        assert!(ran.err.contains("không phải do kvpt read ghi ra"), "{}", ran.err);
        assert_eq!(std::fs::read_to_string(&out).unwrap(), words);
    }
    read(&["--resume", arg(folder.path())]).ends(2);
}

/// A pipe with a name: a file that comes only when somebody writes it.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Asks a program to stop and waits until it says that it heard.
fn interrupt(child: &mut Child) -> String {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.contains("đang dừng"), "{line}");
    let mut rest = String::new();
    std::thread::spawn(move || said.read_to_string(&mut rest));
    line
}

#[test]
fn a_run_that_is_stopped_finishes_what_is_in_hand_and_is_gone_on_with() {
    let (folder, place) = (reports(40), tempfile::tempdir().unwrap());
    let (out, late) = (place.path().join("ra.jsonl"), tempfile::tempdir().unwrap());
    let late = late.path().join("cham.txt");
    pipe(&late);
    let inputs: [PathBuf; 3] =
        [folder.path().join("nhom-0"), late.clone(), folder.path().join("nhom-1")];
    let mut command = Command::new(KVPT);
    command.args(["read", "--jobs", "1", "--out"]).arg(&out).args(&inputs);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    // Opening waits until the other side has come as far as this file.
    let mut writer = std::fs::OpenOptions::new().write(true).open(&late).unwrap();
    interrupt(&mut child);
    std::io::Write::write_all(&mut writer, report(99).as_bytes()).unwrap();
    drop(writer);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let stopped = std::fs::read_to_string(&out).unwrap();
    assert_eq!(paths(&stopped).len(), 17, "what was in hand is there, and no more");
    assert!(stopped.ends_with('\n'));

    std::fs::remove_file(&late).unwrap();
    std::fs::write(&late, report(99)).unwrap();
    let named: Vec<&str> = inputs.iter().map(|p| arg(p)).collect();
    let args = [&["--resume", "--out", arg(&out)], &named[..]].concat();
    let ran = read(&args).ends(0);
    assert!(ran.err.contains("giữ lại 17 ") && ran.err.contains("đọc mới 16"), "{}", ran.err);
    let whole = read(&[&["--format", "jsonl"], &named[..]].concat()).ends(0).out;
    assert!(std::fs::read_to_string(&out).unwrap() == whole);
}

#[test]
fn whoever_reads_along_may_go_away() {
    let folder = reports(40);
    let mut command = Command::new(KVPT);
    command.args(["read", "--format", "jsonl"]).arg(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(paths(&first).len(), 1);
    let ended = child.wait_with_output().unwrap();
    assert!(ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// Two outputs: one document changed, one in each alone.
fn two_outputs() -> (TempDir, PathBuf, PathBuf) {
    let (folder, place) = (reports(6), tempfile::tempdir().unwrap());
    let (old, new) = (place.path().join("cu.jsonl"), place.path().join("moi.jsonl"));
    let docs = folder.path().join("nhom-0");
    std::fs::write(&old, whole(folder.path())).unwrap();
    let fewer = report(2)
        .replace("Kế hoạch số 2/KH-UBND", "kế hoạch")
        .replace("UBND tỉnh ban", "UBND tỉnh, 36 xã ban");
    std::fs::write(docs.join("0002.txt"), fewer).unwrap();
    std::fs::remove_file(docs.join("0005.txt")).unwrap();
    std::fs::write(docs.join("0000a.txt"), report(50)).unwrap();
    std::fs::write(&new, whole(folder.path())).unwrap();
    (place, old, new)
}

#[test]
fn two_outputs_are_compared_for_machines() {
    let (_place, old, new) = two_outputs();
    let ran = read(&["--compare", arg(&old), arg(&new), "--format", "jsonl"]).ends(1);
    let said: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let seen: Vec<(&str, &str)> = said[..said.len() - 1]
        .iter()
        .map(|d| {
            (d["path"].as_str().unwrap().rsplit('/').next().unwrap(), d["in"].as_str().unwrap())
        })
        .collect();
    assert_eq!(seen, [("0000a.txt", "new"), ("0002.txt", "both"), ("0005.txt", "old")]);
    let citations =
        said[1]["changes"].as_array().unwrap().iter().find(|c| c["kind"] == "citations").unwrap();
    let lost = citations["lost"].as_array().unwrap();
    assert!(lost.len() == 1 && lost[0].as_str().unwrap().contains("2/KH-UBND"), "{citations}");
    assert!(citations["gained"].as_array().unwrap().is_empty(), "{citations}");
    let totals = &said[3]["totals"];
    let expected = serde_json::json!({"both": 5, "changed": 1, "only_old": 1, "only_new": 1});
    assert_eq!(totals["documents"], expected);
    assert_eq!(totals["kinds"]["citations"]["lost"], 1);
    assert!(totals["kinds"]["quantities"]["gained"].as_u64().unwrap() >= 1, "{totals}");
}

#[test]
fn two_outputs_are_compared_for_people() {
    let (place, old, new) = two_outputs();
    let ran = read(&["--compare", arg(&old), arg(&new)]).ends(1);
    for words in [
        "chỉ có trong tệp mới",
        "chỉ có trong tệp cũ",
        "    − Kế hoạch số 2/KH-UBND",
        "TỔNG SỐ",
        "văn bản dẫn",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let same = read(&["--compare", arg(&old), arg(&old)]).ends(0);
    assert!(same.out.starts_with("TỔNG SỐ"), "{}", same.out);
    let torn = place.path().join("dut.jsonl");
    let all = std::fs::read_to_string(&old).unwrap();
    std::fs::write(&torn, &all[..all.len() - 1]).unwrap();
    assert!(read(&["--compare", arg(&old), arg(&torn)]).ends(1).err.contains("--resume"));
    read(&["--compare", arg(&old)]).ends(2);
}
