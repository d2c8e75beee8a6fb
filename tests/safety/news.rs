//! What happens around a run: schedules, letters, the program that is told, watching.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use crate::runs::{PROGRAM, complaint, outbox, run, small};

fn tonghop(arguments: &[&str], workspace: &Path) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg(arguments[0]).arg(workspace).args(&arguments[1..]).output().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn systemd_takes_the_units() {
    let (dir, workspace) = small();
    let printed = tonghop(&["schedule", "--kind", "systemd"], &workspace);
    let printed = String::from_utf8(printed.stdout).unwrap();
    let (service, timer) = printed.split_once("# tonghop.timer\n").unwrap();
    let service = service.strip_prefix("# tonghop.service\n").unwrap();
    let (service_file, timer_file) =
        (dir.path().join("tonghop.service"), dir.path().join("tonghop.timer"));
    fs::write(&service_file, service).unwrap();
    fs::write(&timer_file, timer).unwrap();
    for line in service.lines().filter(|line| !line.is_empty()) {
        assert!(line.starts_with(['[', '#']) || line.contains('='), "{line}");
    }
    // Only where there is systemd; elsewhere the lines above are all that can be said.
    let verified = Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .args([&service_file, &timer_file])
        .output();
    if let Ok(output) = verified {
        assert!(output.status.success(), "{}", complaint(&output));
        assert!(!complaint(&output).contains("tonghop"), "{}", complaint(&output));
    }
}

#[test]
fn the_program_of_the_settings_is_told_of_a_run_and_so_is_the_scheduler() {
    let (_dir, workspace) = small();
    let log = workspace.join("outbox/tonghop.log");
    let settings = "[after_run]\ncommand = [\"sh\", \"-c\", \
        \"echo $TONGHOP_RESULT $TONGHOP_EXIT_CODE $TONGHOP_PERIOD > news\"]\n";
    fs::write(workspace.join("tonghop.toml"), settings).unwrap();
    fs::create_dir_all(workspace.join("outbox")).unwrap();
    let log_file = ["--log-format", "json", "--log-file", log.to_str().unwrap()];
    let output = run(&workspace, &[&["--quiet"][..], &log_file].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    assert_eq!(fs::read_to_string(workspace.join("news")).unwrap(), "written 0 2026-11\n");
    let last = fs::read(workspace.join("outbox/last-run.json")).unwrap();
    let last: serde_json::Value = serde_json::from_slice(&last).unwrap();
    assert_eq!((&last["result"], &last["exit_code"]), (&"written".into(), &0.into()));
    assert!(last["totals"]["rows"].as_u64().unwrap() > 0);
    let lines = fs::read_to_string(&log).unwrap();
    assert!(lines.lines().count() >= 3, "{lines}");
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["run"], last["run"]);
    }
}

/// A relay that takes letters until it is dropped; gives back what it heard.
fn relay() -> (String, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (tell, heard) = std::sync::mpsc::channel();
    spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            stream.write_all(b"220 relay\r\n").unwrap();
            let mut data = false;
            for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                let line = line.unwrap();
                let answer: &[u8] = match line.as_str() {
                    "." => b"250 taken\r\n",
                    _ if data => b"",
                    "DATA" => b"354 go on\r\n",
                    "QUIT" => b"221 bye\r\n",
                    _ => b"250 fine\r\n",
                };
                data = line == "DATA" || data && line != ".";
                stream.write_all(answer).unwrap();
                let _ = tell.send(line);
            }
        }
    });
    (address, heard)
}

#[test]
fn replies_go_out_as_letters_each_once() {
    let (_dir, workspace) = small();
    let (address, heard) = relay();
    fs::create_dir_all(workspace.join("reference")).unwrap();
    // Whoever sent the two forms is among these.
    let units: Vec<String> = fs::read_dir(workspace.join("inbox/2026-11"))
        .unwrap()
        .map(|form| form.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .enumerate()
        .map(|(number, name)| format!("CB-{number};{name};cb{number}@tinh.example"))
        .collect();
    let list = format!("Mã;Tên tổ chức đảng;E-mail\n{}\n", units.join("\n"));
    fs::write(workspace.join("reference/units.csv"), list).unwrap();
    let settings = format!(
        "[mail]\ndrafts = true\nfrom = \"btc@tinh.example\"\nsmtp = \"{address}\"\nsend = true\n"
    );
    fs::write(workspace.join("tonghop.toml"), settings).unwrap();
    let output = run(&workspace, &["--quiet"]);
    assert!(output.status.success(), "{}", complaint(&output));
    assert_eq!(complaint(&output), "");
    let letters = fs::read_dir(outbox(&workspace).join("ThuPhanHoi")).unwrap().count();
    assert!(letters > 0, "no letter was written");
    let recipients = || heard.try_iter().filter(|line| line.starts_with("RCPT")).count();
    assert_eq!(recipients(), letters);
    let again = tonghop(&["send", "--lang", "en"], &workspace);
    assert!(String::from_utf8_lossy(&again.stdout).contains("Sent 0 letters"));
    assert_eq!(recipients(), 0);
}

#[test]
#[cfg(unix)]
fn watching_runs_again_when_a_form_comes() {
    let (_dir, workspace) = small();
    let mut watch = Command::new(PROGRAM);
    watch.arg("watch").arg(&workspace).args(["--every", "1", "--settle", "0"]);
    let mut watch = watch.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let files = || {
        let last = fs::read(workspace.join("outbox/last-run.json")).unwrap_or_default();
        let last: serde_json::Value = serde_json::from_slice(&last).unwrap_or_default();
        last["totals"]["files"].as_u64().unwrap_or(0)
    };
    let until = |wanted: u64| {
        let started = Instant::now();
        while files() != wanted {
            assert!(started.elapsed() < Duration::from_secs(60), "{wanted} files never came");
            sleep(Duration::from_millis(50));
        }
    };
    until(2);
    fs::write(workspace.join("inbox/2026-11/them.csv"), "STT;Họ và tên\n1;Nguyễn Văn A\n").unwrap();
    until(3);
    let pid = watch.id().to_string();
    assert!(Command::new("kill").args(["-s", "TERM", &pid]).status().unwrap().success());
    assert_eq!(watch.wait().unwrap().code(), Some(0));
}
