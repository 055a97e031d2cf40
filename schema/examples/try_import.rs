use schema::record::*;
use schema::{Db, db::Sizes};
use std::path::PathBuf;
#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let db = Db::new(&std::env::var("URL").unwrap(), Sizes::default()).unwrap();
    let clock = schema::clock::Clock::default();
    if args[1] == "catalogue" {
        println!("{:?}", schema::sources::catalogue::load_embedded(&db, clock.now()).await.unwrap().map(|t| t.len()));
        return;
    }
    let mapping = match Mapping::find(&args[1]) { Ok(m) => m, Err(e) => { println!("{e}"); return } };
    let dry = args.iter().any(|a| a == "--dry-run");
    for file in args[2..].iter().filter(|a| !a.starts_with("--")) {
        let t = std::time::Instant::now();
        let import_ = Import { mapping: mapping.clone(), input: Input::Path(PathBuf::from(file)), seen_on: None, is_rehearsal: dry, account: None };
        match import(&db, clock.now(), &import_, |p| if std::env::var("P").is_ok() { eprintln!("{p:?} {:?}", t.elapsed()) }).await {
            Ok(r) => { let mut r = r; r.differences.truncate(std::env::var("D").ok().and_then(|d| d.parse().ok()).unwrap_or(3)); r.faults.truncate(20); println!("{}", serde_json::to_string_pretty(&r).unwrap()); }
            Err(e) => println!("ERR {e}"),
        }
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        println!("{file} {:?} {}", t.elapsed(), status.lines().filter(|l| l.starts_with("VmHWM")).collect::<String>());
    }
}
