//! What a page costs: time of processors in this process, askers included and the database not; written for its first
//! reader, and kept for the next. And the same of a search.

use crate::database::Database;
use crate::questions::STATE;
use anyhow::{Context, Result, ensure};
use api::app::Web;
use api::auth::{Keys, Tokens};
use api::graphql::door;
use api::server;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// The web as in production but for the hourly points of its front door, since one asker asks as fast as it can.
pub fn serve(
    database: &Database,
    tokens: &Arc<Tokens>,
    page_cache_bytes: usize,
    stop: &CancellationToken,
) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let web = Web {
        db: database.db.clone(),
        clock: database.clock.clone(),
        tokens: tokens.clone(),
        base_url: format!("http://{address}"),
        evidence: schema::commitments::Shelf::at(database.scripts()),
        operator: api::site::Operator::default(),
        support_email: None,
        evidence_scan: None,
        is_development: false,
        door: door::Settings {
            points_an_hour: None,
            ..door::Settings::default()
        },
        limits: server::Limits::default(),
        trusted_proxies: 0,
        threads: 2,
        page_cache_bytes,
    };
    let stopped = stop.clone();
    std::thread::spawn(move || actix_web::rt::System::new().block_on(api::app::serve(web, listener, stopped)));
    Ok(address)
}

pub fn tokens(database: &Database) -> Result<Arc<Tokens>> {
    let keys = Keys::open_or_make(&database.scripts().join("keys"), database.clock.now())?;
    Ok(Arc::new(Tokens::new(keys, "https://para29.example")))
}

/// What one page costs, a request.
struct Cost {
    cpu: Duration,
    wall: Duration,
}

pub async fn measure(database: &Database, length: Duration) -> Result<()> {
    let (stop, tokens) = (CancellationToken::new(), tokens(database)?);
    let anew = serve(database, &tokens, 0, &stop)?;
    let kept = serve(database, &tokens, 32 << 20, &stop)?;
    let reference = database.as_owner().await?;
    let reference = reference
        .query_one(
            "select reference from commitments where is_public order by id limit 1",
            &[],
        )
        .await?;
    let reference: String = reference.try_get(0)?;
    let mut paths: Vec<String> = [
        "/en/",
        "/ar/",
        "/en/commitments",
        "/en/commitments?theme=norms",
        "/en/states",
        "/en/organizations",
        "/en/provisions",
        "/en/provisions/A/68/98:26(c)",
        "/en/reporting",
        "/en/timeline",
        "/en/data",
    ]
    .map(str::to_owned)
    .into();
    paths.insert(4, format!("/en/commitments/{reference}"));
    paths.insert(6, format!("/en/states/{STATE}"));
    // Words of every record, of one, and in another language.
    let searches = [
        "en/search?q=point+of+contact",
        "en/search?q=record+1234",
        "fr/search?q=d%C3%A9signer",
    ];
    paths.extend(searches.map(|search| format!("/{search}")));
    println!("\n| page | compressed, kB | written: CPU, ms | wall, ms | kept: CPU, ms | wall, ms |");
    println!("|---|---|---|---|---|---|");
    for path in paths {
        let (address, asked) = (anew, path.clone());
        let (size, first) = tokio::task::spawn_blocking(move || cost(address, &asked, length)).await??;
        let (address, asked) = (kept, path.clone());
        let (_, next) = tokio::task::spawn_blocking(move || cost(address, &asked, length)).await??;
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!(
            "| `{path}` | {:.1} | {:.2} | {:.2} | {:.3} | {:.3} |",
            size as f64 / 1_000.0,
            ms(first.cpu),
            ms(first.wall),
            ms(next.cpu),
            ms(next.wall)
        );
    }
    stop.cancel();
    Ok(())
}

/// One connection that asks for so long.
fn cost(address: SocketAddr, path: &str, length: Duration) -> Result<(usize, Cost)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n\r\n");
    let mut answer = vec![0; 1 << 20];
    let size = ask(&mut stream, &request, &mut answer)?;
    // The line that tells of changes may not stand yet.
    std::thread::sleep(Duration::from_millis(200));
    ask(&mut stream, &request, &mut answer)?;
    let (begun, cpu) = (Instant::now(), of_this_process()?);
    let mut count = 0;
    while begun.elapsed() < length {
        ask(&mut stream, &request, &mut answer)?;
        count += 1;
    }
    let wall = begun.elapsed() / count;
    let cpu = (of_this_process()? - cpu) / count;
    Ok((size, Cost { cpu, wall }))
}

/// The length of the answer's body.
fn ask(stream: &mut TcpStream, request: &str, answer: &mut [u8]) -> Result<usize> {
    stream.write_all(request.as_bytes())?;
    let mut read = 0;
    let mut more = |read: &mut usize, answer: &mut [u8]| -> Result<()> {
        let more = stream.read(&mut answer[*read..])?;
        ensure!(more > 0, "the server has closed the connection");
        *read += more;
        Ok(())
    };
    let head = loop {
        more(&mut read, answer)?;
        if let Some(head) = answer[..read].windows(4).position(|four| four == b"\r\n\r\n") {
            break head + 4;
        }
    };
    let said = std::str::from_utf8(&answer[..head])?.to_ascii_lowercase();
    ensure!(said.starts_with("http/1.1 200"), "{said}");
    let length = said.split("content-length: ").nth(1);
    let length: usize = length
        .and_then(|rest| rest.split("\r\n").next())
        .context("an answer without a length")?
        .parse()?;
    while read < head + length {
        more(&mut read, answer)?;
    }
    Ok(length)
}

/// Time of processors, in hundredths of a second as Linux counts it.
fn of_this_process() -> Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').context("/proc/self/stat")?;
    let ticks: u64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse::<u64>)
        .sum::<Result<u64, _>>()?;
    Ok(Duration::from_millis(ticks * 10))
}
