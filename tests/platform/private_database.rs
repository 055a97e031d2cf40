//! The private database: comes, stays, survives, and gets out of the way.

use super::Scratch;
use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, geteuid};
use para29::pgboot::{Cluster, Error};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tokio_postgres::config::Host;
use tokio_postgres::{Client, NoTls};

const STARTER: &str = "PARA29_TEST_STARTER";

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn write(cluster: &Cluster, text: &str) {
    let client = connect(&cluster.owner_url()).await;
    client
        .batch_execute("create table if not exists said (text text primary key)")
        .await
        .unwrap();
    client.execute("insert into said values ($1)", &[&text]).await.unwrap();
}

async fn read(cluster: &Cluster) -> Vec<String> {
    let rows = connect(&cluster.owner_url())
        .await
        .query("select text from said order by text", &[])
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

fn alive(pid: i32) -> bool {
    kill(Pid::from_raw(pid), None) != Err(Errno::ESRCH)
}

/// Another process that has started the cluster and sits there, and the server's process id.
fn starter(dir: &Path) -> (Child, i32) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "platform::private_database::a_process_that_starts_it_and_waits",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env(STARTER, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = lines
        .map_while(Result::ok)
        .find_map(|line| Some(line.split_once("server is ")?.1.trim().parse().unwrap()));
    (child, said.expect("the other process starts the server"))
}

#[tokio::test]
#[ignore = "a process for other stories to kill"]
async fn a_process_that_starts_it_and_waits() {
    let dir = env::var_os(STARTER).expect("run by other stories only");
    let cluster = Cluster::start(Path::new(&dir)).await.unwrap();
    println!("server is {}", cluster.pid());
    sleep(Duration::from_secs(600)).await;
}

#[tokio::test]
async fn a_new_directory_becomes_a_closed_database_with_two_roles() {
    let scratch = Scratch::new();
    let cluster = Cluster::start(&scratch.cluster()).await.unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(cluster.dir()), 0o700);
    assert_eq!(mode(&cluster.dir().join("socket")), 0o700);

    let root = connect(&cluster.url("postgres", "postgres")).await;
    let listens: String = root
        .query_one("select current_setting('listen_addresses')", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(listens, "", "no TCP port is opened");
    let weak: i64 = root
        .query_one(
            "select count(*) from pg_roles where rolname in ('para29_owner', 'para29_login') \
             and rolcanlogin and not rolsuper and not rolbypassrls and not rolcreatedb",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(weak, 2);

    write(&cluster, "by the owner").await;
    let login = connect(&cluster.login_url()).await;
    let refused = login.query("select * from said", &[]).await.unwrap_err();
    assert_eq!(
        refused.code(),
        Some(&tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE)
    );
    let letters: String = login.query_one("select lower('ÉЖ')", &[]).await.unwrap().get(0);
    assert_eq!(letters, "éж", "the database knows letters beyond ASCII");

    let pid = cluster.pid();
    cluster.stop().await;
    assert!(!alive(pid));
}

#[tokio::test]
async fn the_next_start_continues_with_the_same_data() {
    let scratch = Scratch::new();
    let first = Cluster::start(&scratch.cluster()).await.unwrap();
    write(&first, "before").await;
    first.stop().await;
    let second = Cluster::start(&scratch.cluster()).await.unwrap();
    write(&second, "then").await;
    assert_eq!(read(&second).await, ["before", "then"]);
    second.stop().await;
}

#[tokio::test]
async fn a_killed_run_leaves_a_server_that_the_next_one_replaces() {
    let scratch = Scratch::new();
    let first = Cluster::start(&scratch.cluster()).await.unwrap();
    write(&first, "acknowledged").await;
    first.stop().await;
    let (mut killed, left_behind) = starter(&scratch.cluster());
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(alive(left_behind), "a killed run cannot stop its server");

    let next = Cluster::start(&scratch.cluster()).await.unwrap();
    assert!(next.is_ours());
    assert_ne!(next.pid(), left_behind);
    assert_eq!(read(&next).await, ["acknowledged"]);
    next.stop().await;
}

#[tokio::test]
async fn a_second_process_attaches_and_leaves_it_running() {
    let scratch = Scratch::new();
    let (mut first, pid) = starter(&scratch.cluster());
    let second = Cluster::start(&scratch.cluster()).await.unwrap();
    assert!(!second.is_ours());
    assert_eq!(second.pid(), pid);
    write(&second, "through the second").await;
    second.stop().await;

    let third = Cluster::start(&scratch.cluster()).await.unwrap();
    assert_eq!(third.pid(), pid, "the second did not stop it");
    assert_eq!(read(&third).await, ["through the second"]);
    first.kill().unwrap();
    first.wait().unwrap();
    Cluster::start(&scratch.cluster()).await.unwrap().stop().await;
}

#[tokio::test]
async fn a_server_that_dies_is_noticed_and_started_again() {
    let scratch = Scratch::new();
    let mut cluster = Cluster::start(&scratch.cluster()).await.unwrap();
    let mut attached = Cluster::start(&scratch.cluster()).await.unwrap();
    write(&cluster, "acknowledged").await;
    kill(Pid::from_raw(cluster.pid()), Signal::SIGKILL).unwrap();
    timeout(Duration::from_secs(20), cluster.died())
        .await
        .expect("its starter notices");
    timeout(Duration::from_secs(20), attached.died())
        .await
        .expect("who attached notices");
    drop(cluster);
    let again = Cluster::start(&scratch.cluster()).await.unwrap();
    assert_eq!(read(&again).await, ["acknowledged"]);
    again.stop().await;
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_is_no_obstacle() {
    let scratch = Scratch::new();
    let deep = scratch
        .0
        .join("a directory whose name, as names at home go, is rather long")
        .join("и не только".repeat(4));
    let cluster = Cluster::start(&deep.join("postgres")).await.unwrap();
    write(&cluster, "deep").await;
    assert_eq!(read(&cluster).await, ["deep"]);
    let url: tokio_postgres::Config = cluster.owner_url().parse().unwrap();
    let [Host::Unix(socket)] = url.get_hosts() else {
        panic!("a unix socket and nothing else")
    };
    let socket = socket.clone();
    assert!(socket.exists());
    cluster.stop().await;
    assert!(!socket.exists(), "nothing stays behind in the short place");
}

#[tokio::test]
async fn data_of_another_version_is_named_and_left_alone() {
    let scratch = Scratch::new();
    Cluster::start(&scratch.cluster()).await.unwrap().stop().await;
    let version = scratch.cluster().join("data/PG_VERSION");
    fs::write(&version, "9\n").unwrap();
    let refused = Cluster::start(&scratch.cluster()).await.unwrap_err();
    assert!(
        matches!(&refused, Error::OtherVersion { made, .. } if made == "9"),
        "{refused}"
    );
    assert_eq!(fs::read_to_string(&version).unwrap(), "9\n");
}

#[tokio::test]
async fn a_home_that_others_may_not_enter_is_named_to_root() {
    let scratch = Scratch::new();
    let home = scratch.0.join("home");
    fs::create_dir(&home).unwrap();
    fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).unwrap();
    let started = Cluster::start(&home.join("para29/data/postgres")).await;
    if geteuid().is_root() {
        let refused = started.unwrap_err();
        assert!(
            matches!(&refused, Error::NotSearchable { dir, mode: 0o700, .. } if *dir == home),
            "{refused}"
        );
        assert!(!home.join("para29").exists(), "nothing is half made");
    } else {
        started.expect("our own home is no obstacle to ourselves").stop().await;
    }
}

#[tokio::test]
async fn tests_share_one_server_and_a_dead_one_is_replaced_by_a_new() {
    let scratch = Scratch::new();
    let dir = scratch.cluster();
    let (one, other) = tokio::join!(Cluster::shared(&dir), Cluster::shared(&dir));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.pid(), other.pid());
    write(&one, "shared").await;
    one.stop().await;
    drop(other);
    let later = Cluster::shared(&dir).await.unwrap();
    assert_eq!(read(&later).await, ["shared"], "it outlives who started it");

    kill(Pid::from_raw(later.pid()), Signal::SIGKILL).unwrap();
    let mut later = later;
    later.died().await;
    let fresh = Cluster::shared(&dir).await.unwrap();
    assert_ne!(fresh.pid(), later.pid());
    assert!(
        connect(&fresh.owner_url())
            .await
            .query("select * from said", &[])
            .await
            .is_err(),
        "nothing unsafe is kept"
    );
    kill(Pid::from_raw(fresh.pid()), Signal::SIGINT).unwrap();
    let mut fresh = fresh;
    fresh.died().await;
}
