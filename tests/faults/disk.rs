//! Disks that are full, folders that may not be written.

use super::{OLD, dixit, folder, leftovers, run};
use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::Command,
};

#[test]
fn a_full_device_is_said_and_ends_with_2() {
    if !Path::new("/dev/full").exists() {
        return eprintln!("no /dev/full here: skipped");
    }
    let folder = folder(50);
    for format in ["jsonl", "json", "ttl", "nq", "rdf", "jsonld", "dot", "svg"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = dixit(folder.path());
        command.args(["export", "in.jsonl", "--to", format]);
        let (code, said) = run(command.stdout(full.expect("/dev/full")));
        assert_eq!(code, Some(2), "{format}: {said}");
        assert!(said.contains("cannot write"), "{format}: {said}");
        let mut command = dixit(folder.path());
        command.args(["export", "in.jsonl", "--to", format, "-o", "/dev/full"]);
        let (code, said) = run(&mut command);
        assert_eq!(code, Some(2), "{format}: {said}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let (code, said) = run(dixit(folder.path())
        .args(["schema", "article"])
        .stdout(full.expect("/dev/full")));
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let folder = folder(2000);
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("a folder");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(&disk)
        .output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        return eprintln!("no file system can be mounted here: skipped");
    }
    fs::write(disk.join("out.ttl"), OLD).expect("a small file");
    let mut command = dixit(folder.path());
    command.args(["export", "in.jsonl", "-o", "disk/out.ttl", "-o", "good.nq"]);
    let (code, said) = run(&mut command);
    let old = fs::read_to_string(disk.join("out.ttl"));
    let left = leftovers(&disk);
    let unmounted = Command::new("umount").arg(&disk).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    // The other output is done: some, not all.
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("disk/out.ttl: cannot write"), "{said}");
    assert_eq!(old.expect("the old file"), OLD);
    assert!(left.is_empty(), "{left:?}");
    assert!(folder.path().join("good.nq").exists());
}

/// Root may write anywhere, so the command runs as nobody there.
#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let folder = folder(3);
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).expect("a folder");
    fs::write(locked.join("out.ttl"), OLD).expect("a file");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("a mode");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
    let program = folder.path().join("dixit");
    fs::copy(env!("CARGO_BIN_EXE_dixit"), &program).expect("a copy");
    let mut command = Command::new(&program);
    command.current_dir(folder.path());
    command.args(["export", "in.jsonl", "-o", "locked/out.ttl"]);
    if fs::write(locked.join("probe"), "").is_ok() {
        command.uid(65534).gid(65534);
    }
    let (code, said) = run(&mut command);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("locked/out.ttl: cannot write: Permission denied"),
        "{said}"
    );
    assert_eq!(
        fs::read_to_string(locked.join("out.ttl")).expect("the old file"),
        OLD
    );
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("a mode");
}

/// The report is an output like the others: what it cannot hold is said.
#[test]
fn a_report_that_cannot_be_written_is_said() {
    if !Path::new("/dev/full").exists() {
        return eprintln!("no /dev/full here: skipped");
    }
    let folder = folder(3);
    fs::write(folder.path().join("bad.jsonl"), "{\n").expect("a file");
    let mut command = dixit(folder.path());
    command.args([
        "export",
        "in.jsonl",
        "bad.jsonl",
        "-o",
        "out.ttl",
        "--report",
        "/dev/full",
    ]);
    let (code, said) = run(&mut command);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("/dev/full: cannot write"), "{said}");
    assert_ne!(
        fs::read_to_string(folder.path().join("out.ttl")).expect("the output"),
        OLD
    );
    let mut command = dixit(folder.path());
    command.args([
        "export",
        "in.jsonl",
        "-o",
        "new.ttl",
        "--report",
        "no/such/report",
    ]);
    let (code, said) = run(&mut command);
    assert_eq!(code, Some(2), "{said}");
    assert!(!folder.path().join("new.ttl").exists(), "nothing is done");
}
