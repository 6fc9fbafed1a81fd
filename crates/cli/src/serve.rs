//! `kvpt serve`: the pages over HTTP, on the loopback address unless told otherwise.

use crate::Ended;
use crate::place::Place;
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Requests that one token of another program may make in a minute (600 when left out)
    #[arg(long, value_name = "N")]
    api_per_minute: Option<u32>,
    /// Origin at which people open the pages (https://NAME, or http://localhost:PORT): passkeys are used there
    #[arg(long, value_name = "URL", value_parser = origin)]
    origin: Option<app::login::webauthn::Party>,
    #[command(flatten)]
    oidc: crate::oidc::Options,
    /// Give bundles over a network, at this address and port, to sites that are admitted, and nothing else to nobody else
    #[arg(long, value_name = "ADDR")]
    exchange_listen: Option<SocketAddr>,
}

/// Reads an origin at which browsers offer passkeys.
fn origin(words: &str) -> Result<app::login::webauthn::Party, String> {
    app::login::webauthn::Party::of(words).ok_or_else(|| {
        "không phải địa chỉ mà trình duyệt cho dùng khóa truy cập (passkey); ghi dạng https://ten.mien hoặc http://localhost:8080".to_owned()
    })
}

/// What is asked of the pages beside where they listen.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Requests that one token of another program may make in a minute.
    pub(crate) api_per_minute: Option<u32>,
    /// At which origin passkeys are used.
    pub(crate) origin: Option<app::login::webauthn::Party>,
    /// By way of whom people may log in.
    pub(crate) provider: Option<app::login::oidc::Provider>,
}

/// Serves until interrupted.
pub(crate) async fn run(args: Args) -> Ended {
    let office = args.place.open().await?;
    if let Some(listen) = args.exchange_listen {
        give_bundles(office.clone(), bind(listen).await?)?;
    }
    let provider = args.oidc.provider(args.origin.as_ref())?;
    let wanted = Wanted { api_per_minute: args.api_per_minute, origin: args.origin, provider };
    serve(office, bind(args.listen).await?, wanted).await
}

/// Opens the listener of exchange beside the pages.
#[allow(clippy::print_stdout)]
fn give_bundles(office: app::Office, listener: TcpListener) -> anyhow::Result<()> {
    let serving = link::serving(office, listener, link::Limits::default())?;
    println!(
        "Cổng trao đổi gói: https://{} (chỉ trả lời nơi cài đặt đã công nhận)",
        serving.address()?
    );
    tokio::spawn(serving.run());
    Ok(())
}

/// Takes the address and port; with port 0, one that is free.
pub(crate) async fn bind(listen: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(listen).await.map_err(|e| {
        anyhow::anyhow!(
            "không mở được cổng {listen}: {e}; chọn cổng khác bằng --listen hoặc --port"
        )
    })
}

/// Serves an installation that is open.
#[allow(clippy::print_stdout)]
pub(crate) async fn serve(office: app::Office, listener: TcpListener, wanted: Wanted) -> Ended {
    let address = listener.local_addr()?;
    if let Some(mended) = office.start_serving().await? {
        say_mended(&mended)?;
    }
    println!("Địa chỉ: http://{address}/  (dừng: Ctrl+C)");
    println!("Chỉ dùng cho thông tin không mật; không nạp tài liệu bí mật nhà nước vào máy này.");
    let called = office.called().await?;
    let settings = web::server::Settings {
        sample: called.sample,
        site_name: called.name,
        api_per_minute: wanted.api_per_minute,
        origin: wanted.origin,
        provider: wanted.provider,
    };
    let searched = office.clone();
    tokio::spawn(async move {
        // Whoever searches first tries again, and is told when it fails.
        if let Err(e) = searched.prepare_search().await {
            tracing::debug!("the search index was not prepared: {e}");
        }
    });
    let office = office.with_puller(std::sync::Arc::new(link::Puller));
    web::server::serve(office, settings, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Says what was done after a service that was cut off; a ledger that is not whole is not served.
#[allow(clippy::print_stdout)]
fn say_mended(mended: &app::started::Mended) -> anyhow::Result<()> {
    if let Some(fault) = &mended.fault {
        anyhow::bail!(
            "lần chạy trước (từ {}) bị ngắt đột ngột và sổ cái không nguyên vẹn: {fault}; giữ nguyên tệp dữ liệu, chạy `kvpt audit` và đối chiếu với bản sao lưu gần nhất",
            mended.started
        );
    }
    println!(
        "Lần chạy trước (từ {}) bị ngắt đột ngột: đã kiểm tra {} hành vi cuối, nguyên vẹn; đã lập lại bảng của {} đối tượng.",
        mended.started, mended.acts, mended.objects
    );
    Ok(())
}
