//! Sites that serve, pulls between them, and a cable that can be cut.

use crate::exchange_kit::Place;
use app::Error;
use app::exchange::Preview;
use link::{Address, Limits, Pulled, serving};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A province and a commune that admitted each other.
pub async fn pair() -> (Place, Place) {
    let tinh = Place::new("tinh", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", None).await;
    let xa = Place::new("xa", "UBND xã Bến Trại (mẫu)", Some("tinh")).await;
    tinh.admits(&xa, true).await;
    xa.admits(&tinh, false).await;
    (tinh, xa)
}

/// Serves a site on a free port until the test ends.
pub async fn serve(place: &Place, limits: Limits) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = serving(place.office.clone(), listener, limits).unwrap();
    let at = serving.address().unwrap();
    tokio::spawn(serving.run());
    at
}

pub fn address(at: SocketAddr) -> Address {
    format!("https://{at}").parse().unwrap()
}

/// Pulls, and gives back how many acts were new; `None` when the other side had nothing.
pub async fn pull(by: &Place, of: &Place, at: SocketAddr) -> Result<Option<u64>, Error> {
    pull_within(by, of, at, &Limits::default()).await
}

pub async fn pull_within(
    by: &Place,
    of: &Place,
    at: SocketAddr,
    limits: &Limits,
) -> Result<Option<u64>, Error> {
    match link::pull(&by.office, &of.site, &address(at), false, limits, |_, _| {}).await? {
        Pulled::Nothing => Ok(None),
        Pulled::Bundles(seen) => first(seen),
    }
}

fn first(seen: Vec<Preview>) -> Result<Option<u64>, Error> {
    let seen = seen.into_iter().next().expect("what was pulled");
    match seen.refused {
        Some(refused) => Err(refused),
        None => Ok(Some(seen.plan.map_or(0, |p| p.new_acts()))),
    }
}

/// Pulls all acts of a site once more; gives back how many came, new or known.
pub async fn pull_again(by: &Place, of: &Place, at: SocketAddr) -> u64 {
    let (limits, from) = (Limits::default(), address(at));
    let pulled = link::pull(&by.office, &of.site, &from, true, &limits, |_, _| {});
    let Pulled::Bundles(seen) = pulled.await.expect("pulled") else { return 0 };
    let manifest = seen[0].manifest.as_ref().expect("opened");
    manifest.ranges.iter().map(|r| r.last - r.first + 1).sum()
}

/// The code with which a pull was refused.
pub async fn code(by: &Place, of: &Place, at: SocketAddr) -> String {
    pull(by, of, at).await.unwrap_err().code().to_owned()
}

/// A cable to a site that is cut when so many bytes came back through it.
pub async fn cut_after(to: SocketAddr, bytes: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let far = TcpStream::connect(to).await.unwrap();
            let (mut near_in, mut near_out) = near.into_split();
            let (mut far_in, mut far_out) = far.into_split();
            let up = tokio::spawn(async move {
                let _ = tokio::io::copy(&mut near_in, &mut far_out).await;
            });
            let mut piece = [0; 512];
            let mut left = bytes;
            while left > 0 {
                let want = left.min(piece.len());
                let Ok(n) = far_in.read(&mut piece[..want]).await else { break };
                if n == 0 || near_out.write_all(&piece[..n]).await.is_err() {
                    break;
                }
                left -= n;
            }
            up.abort();
        }
    });
    at
}
