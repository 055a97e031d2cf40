//! The listening side: how long a request may take to arrive, how many connections one peer may hold, and whose
//! address a request came from.

use std::any::Any;
use std::cell::Cell;
use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_http::{ConnectionType, Request};
use actix_service::IntoServiceFactory;
use actix_web::body::MessageBody;
use actix_web::dev::{
    AppConfig, Extensions, Payload, Response, ResponseHead, Service, ServiceFactory, ServiceRequest, ServiceResponse,
};
use actix_web::error::{InternalError, PayloadError};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::rt::net::TcpStream;
use actix_web::{Error, HttpMessage, HttpRequest, HttpServer, web};
use futures_util::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

/// What the listening side puts up with.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For the head of a request.
    pub head: Duration,
    /// For all of its body.
    pub body: Duration,
    /// For an idle connection.
    pub idle: Duration,
    pub connections: usize,
    /// Connections one address may hold; none behind a proxy, from which all come.
    pub connections_a_peer: Option<usize>,
    /// For what is under way when the server is told to stop.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(20),
            idle: Duration::from_secs(15),
            connections: 10_000,
            connections_a_peer: Some(100),
            farewell: Duration::from_secs(10),
        }
    }
}

/// Sets up a server by these limits; to be called before it is bound. What is malformed, framed in two ways at once,
/// or too large in its head is answered by the protocol layer itself with 400 or 431, what is too slow with 408.
pub fn set_up<F, I, S, B>(server: HttpServer<F, I, S, B>, limits: &Limits) -> HttpServer<F, I, S, B>
where
    F: Fn() -> I + Send + Clone + 'static,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig> + 'static,
    S::Error: Into<Error> + 'static,
    S::InitError: std::fmt::Debug,
    S::Response: Into<Response<B>> + 'static,
    <S::Service as Service<Request>>::Future: 'static,
    S::Service: 'static,
    B: MessageBody + 'static,
{
    let connections = limits.connections_a_peer.map(Connections::new);
    server
        .client_request_timeout(limits.head)
        .client_disconnect_timeout(Duration::from_secs(5))
        .keep_alive(limits.idle)
        .max_connections(limits.connections)
        .shutdown_timeout(limits.farewell.as_secs())
        .tcp_nodelay(true)
        .on_connect(move |stream: &dyn Any, data: &mut Extensions| {
            if let (Some(connections), Some(stream)) = (&connections, stream.downcast_ref::<TcpStream>()) {
                connections.admit(stream, data);
            }
        })
}

/// The connections each address holds.
#[derive(Clone, Debug)]
struct Connections {
    most: usize,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One connection, counted until it is dropped.
struct Held {
    peer: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Connections {
    fn new(most: usize) -> Self {
        Self {
            most,
            open: Arc::default(),
        }
    }

    fn admit(&self, stream: &TcpStream, data: &mut Extensions) {
        let Ok(peer) = stream.peer_addr() else { return };
        match self.hold(peer.ip()) {
            Some(held) => {
                data.insert(held);
            }
            None => {
                // the handler is not asked; closing the socket is the only answer there is
                let _ = socket2::SockRef::from(stream).shutdown(std::net::Shutdown::Both);
            }
        }
    }

    fn hold(&self, peer: IpAddr) -> Option<Held> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(peer).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Held {
            peer,
            open: self.open.clone(),
        })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.peer);
            }
        }
    }
}

/// Middleware that gives the body of a request its time: `from_fn(server::body_deadline)`.
pub async fn body_deadline(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let limit = request
        .app_data::<web::Data<Limits>>()
        .map_or(Limits::default().body, |limits| limits.body);
    let payload = request.take_payload();
    if matches!(payload, Payload::None) {
        return next.call(request).await;
    }
    let until = Instant::now() + limit;
    let late = Rc::new(Cell::new(false));
    let told = late.clone();
    let timed = stream::unfold(Some(payload), move |payload| {
        let told = told.clone();
        async move {
            let mut payload = payload?;
            match timeout_at(until, payload.next()).await {
                Ok(Some(chunk)) => Some((chunk, Some(payload))),
                Ok(None) => None,
                Err(_) => {
                    told.set(true);
                    let late = io::Error::new(io::ErrorKind::TimedOut, "the body did not arrive in time");
                    Some((Err(PayloadError::Io(late)), None))
                }
            }
        }
    });
    request.set_payload(Payload::Stream {
        payload: Box::pin(timed),
    });
    let answer = next.call(request).await;
    if !late.get() {
        return answer;
    }
    // whatever the handler made of it; and what is still to come must not be taken for the next request
    match answer {
        Ok(mut response) => {
            say_too_late(response.response_mut().head_mut());
            Ok(response)
        }
        Err(error) => {
            let mut response = error.error_response();
            say_too_late(response.head_mut());
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn say_too_late(head: &mut ResponseHead) {
    head.status = StatusCode::REQUEST_TIMEOUT;
    head.set_connection_type(ConnectionType::Close);
}

/// How far the address of a peer can be believed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Peers {
    /// Proxies of the operator's own that each request passes; each adds one address to `X-Forwarded-For`.
    pub trusted_proxies: usize,
}

impl Peers {
    /// The address a request came from. What a client itself writes into `X-Forwarded-For` stands to the left of what
    /// the trusted proxies wrote and is never looked at.
    pub fn address(&self, request: &HttpRequest) -> IpAddr {
        let socket = request
            .peer_addr()
            .map_or(IpAddr::from(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        let Some(from_the_right) = self.trusted_proxies.checked_sub(1) else {
            return socket;
        };
        let forwarded = request
            .headers()
            .get_all("x-forwarded-for")
            .filter_map(|value| value.to_str().ok());
        let addresses: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
        let written = addresses.iter().rev().nth(from_the_right);
        written.and_then(|address| address.parse().ok()).unwrap_or(socket)
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use actix_web::App;
    use actix_web::dev::ServerHandle;
    use actix_web::middleware::from_fn;
    use actix_web::test::TestRequest;
    use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

    use super::*;

    #[test]
    fn a_client_cannot_choose_its_address() {
        let request = |forwarded: &str| {
            let request = TestRequest::get().peer_addr("192.0.2.1:4000".parse().unwrap());
            request.insert_header(("X-Forwarded-For", forwarded)).to_http_request()
        };
        let address =
            |trusted_proxies, forwarded: &str| Peers { trusted_proxies }.address(&request(forwarded)).to_string();
        assert_eq!(address(0, "203.0.113.9"), "192.0.2.1");
        assert_eq!(address(1, "203.0.113.9, 198.51.100.7"), "198.51.100.7");
        assert_eq!(address(2, "203.0.113.9, 198.51.100.7, 198.51.100.8"), "198.51.100.7");
        assert_eq!(
            address(2, "203.0.113.9"),
            "192.0.2.1",
            "fewer addresses than proxies: something is wrong"
        );
        assert_eq!(address(1, "nonsense"), "192.0.2.1");
    }

    /// A server with so much patience.
    fn start(patience: Duration) -> (SocketAddr, ServerHandle) {
        let limits = Limits {
            head: patience,
            body: patience,
            connections_a_peer: Some(2),
            ..Limits::default()
        };
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(limits))
                .wrap(from_fn(body_deadline))
                .route("/", web::post().to(async |body: web::Bytes| body.len().to_string()))
        });
        let server = set_up(server, &limits).workers(1).bind("127.0.0.1:0").unwrap();
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        (address, handle)
    }

    /// The first line of what a server answers to these bytes.
    async fn answer_to(address: SocketAddr, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer).await.unwrap();
        answer.trim_end().to_owned()
    }

    const POST: &str = "POST / HTTP/1.1\r\n";

    #[actix_web::test]
    async fn requests_too_large_or_in_two_framings_are_turned_away() {
        let (address, handle) = start(Duration::from_secs(60));
        let large = format!("Host: x\r\nX: {}\r\n\r\n", "x".repeat(200_000));
        for (request, status) in [
            ("Host: x\r\nContent-Length: 2\r\n\r\nab", "200 OK"),
            (
                "Host: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "400 Bad Request",
            ),
            (
                "Host: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab",
                "400 Bad Request",
            ),
            (&large, "431 Request Header Fields Too Large"),
        ] {
            let answer = answer_to(address, format!("{POST}{request}").as_bytes()).await;
            assert_eq!(
                answer,
                format!("HTTP/1.1 {status}"),
                "{}",
                &request[..request.len().min(60)]
            );
        }
        handle.stop(false).await;
    }

    #[actix_web::test]
    async fn requests_that_stop_on_the_way_are_not_waited_for() {
        let (address, handle) = start(Duration::from_millis(300));
        for request in ["Ho", "Host: x\r\nContent-Length: 9\r\n\r\nab"] {
            let answer = answer_to(address, format!("{POST}{request}").as_bytes()).await;
            assert_eq!(answer, "HTTP/1.1 408 Request Timeout", "{request}");
        }
        handle.stop(false).await;
    }

    #[actix_web::test]
    async fn one_connection_more_than_a_peer_may_hold_is_closed() {
        let (address, handle) = start(Duration::from_secs(60));
        let held = [
            TcpStream::connect(address).await.unwrap(),
            TcpStream::connect(address).await.unwrap(),
        ];
        let mut third = TcpStream::connect(address).await.unwrap();
        assert!(matches!(third.read(&mut [0; 16]).await, Ok(0) | Err(_)));
        drop(held);
        handle.stop(false).await;
    }

    #[test]
    fn a_peer_holds_so_many_connections_and_no_more() {
        let connections = Connections::new(2);
        let [one, other] = [1, 2].map(|last| IpAddr::from([192, 0, 2, last]));
        let held = (connections.hold(one).unwrap(), connections.hold(one).unwrap());
        assert!(connections.hold(one).is_none());
        assert!(connections.hold(other).is_some());
        drop(held);
        assert!(
            connections.open.lock().unwrap().is_empty(),
            "nothing is remembered of who has gone"
        );
        assert!(connections.hold(one).is_some());
    }
}
