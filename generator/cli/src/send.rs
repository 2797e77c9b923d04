//! Sends requests, and prints what comes back.

use std::future::ready;
use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use openapi_client_runtime::dynamic::{Call, Items, List, Prepared, Record};
use openapi_client_runtime::{Cursor, Meta};
use tokio::runtime::{Builder, Runtime};

use crate::Program;
use crate::connect;
use crate::failure::Failure;
use crate::options::Options;
use crate::output::Output;
use crate::preview::{self, Keeper};
use crate::terminal::{self, Stream};
use crate::tree::Asked;

pub(crate) fn run(program: &Program, options: &Options, asked: Asked) -> Result<(), Failure> {
    if let Some(preview) = options.preview {
        let keeper = Keeper::default();
        let client = connect::preview(program, options, keeper.clone())?;
        let prepared = prepare(&client, &asked)?;
        let is_json = options.format.is_some_and(|format| format.is_json());
        return drive(preview::show(prepared, &keeper, preview, is_json));
    }
    let client = connect::client(program, options)?;
    let prepared = prepare(&client, &asked)?;
    let request = prepared.build()?;
    tracing::debug!(method = %request.method(), url = %request.uri(), "the request");
    if asked.operation.method == "DELETE" && !asked.is_sure {
        confirm(&format!("{} {}", request.method(), request.uri().path()))?;
    }
    let output = Output::new(options, asked.operation.columns);
    match prepared {
        Prepared::Call(one) => drive(call(one, output)),
        Prepared::List(many) => {
            let bar = progress(options, &output);
            drive(list(many, output, bar))
        }
    }
}

/// The typed request, with everything checked that can be without sending it.
fn prepare(client: &openapi_client_runtime::Client, asked: &Asked) -> Result<Prepared, Failure> {
    let id = asked.operation.id;
    if !asked.operation.is_list && (asked.limit.is_some() || asked.resume.is_some()) {
        return Err(Failure::Usage(format!(
            "--limit and --resume are for lists, and {id} is none"
        )));
    }
    let prepared = asked.operation.prepare(client, asked.arguments.clone())?;
    match prepared {
        Prepared::List(mut list) => {
            if let Some(cursor) = &asked.resume {
                let cursor: Cursor = serde_json::from_str(cursor).map_err(|_| {
                    Failure::Usage("--resume takes a cursor as it was printed".to_owned())
                })?;
                list = list.resume(cursor);
            }
            if let Some(limit) = asked.limit {
                list = list.limit(limit);
            }
            Ok(Prepared::List(list))
        }
        call => Ok(call),
    }
}

fn confirm(what: &str) -> Result<(), Failure> {
    if !terminal::is_interactive() {
        return Err(Failure::Usage(
            "not a terminal; pass --yes to delete".to_owned(),
        ));
    }
    Stream::stderr().text(&format!("{what}: delete it? [y/N] "))?;
    match terminal::read_line()?.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::Refused(
            "cancelled; nothing was deleted".to_owned(),
        )),
    }
}

fn drive(future: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime: Runtime = Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(future);
    // A name that is still looked up must not be waited for.
    runtime.shutdown_background();
    result
}

async fn call(call: Call, mut output: Output) -> Result<(), Failure> {
    let response = tokio::select! {
        biased;
        stopped = stopped() => return Err(stopped),
        response = call.send() => response?,
    };
    note(&response.meta);
    if let Some((form, body)) = response.value.raw() {
        return output.raw(form, body);
    }
    match text(&response.value)?.as_str() {
        // A response without content.
        "null" => {
            let mut stderr = Stream::stderr();
            match stderr.is_terminal() {
                true => Ok(stderr.text("done\n")?),
                false => Ok(()),
            }
        }
        json => output.respond(json),
    }
}

async fn list(list: List, mut output: Output, bar: ProgressBar) -> Result<(), Failure> {
    let mut items = list.stream();
    let result = print(&mut items, &mut output, &bar).await;
    bar.finish_and_clear();
    let cursor = || match output.count() {
        0 => None,
        _ => serde_json::to_string(&items.cursor()).ok(),
    };
    let result = match result {
        Err(Failure::Interrupted(_)) => Err(Failure::Interrupted(cursor())),
        Err(failure) => Err(failure.resumable(cursor())),
        Ok(()) => Ok(()),
    };
    let is_closed = matches!(result, Err(Failure::Closed));
    if is_closed || (result.is_err() && output.count() == 0) {
        return result;
    }
    // What was printed is well-formed, even if it is not all.
    output.end()?;
    if result.is_ok() && output.count() == 0 && output.is_terminal() {
        Stream::stderr().text("there is nothing\n")?;
    }
    result
}

async fn print(items: &mut Items, output: &mut Output, bar: &ProgressBar) -> Result<(), Failure> {
    let stopped = stopped();
    tokio::pin!(stopped);
    loop {
        let item = {
            let next = items.try_next();
            tokio::pin!(next);
            tokio::select! {
                biased;
                failure = &mut stopped => return Err(failure),
                item = &mut next => item?,
                // Whoever reads along sees what there is before the next page is waited for.
                () = ready(()) => {
                    output.flush()?;
                    tokio::select! {
                        biased;
                        failure = &mut stopped => return Err(failure),
                        item = next => item?,
                    }
                }
            }
        };
        let Some(item) = item else {
            return Ok(());
        };
        output.item(&text(&item)?)?;
        bar.inc(1);
    }
}

async fn stopped() -> Failure {
    match tokio::signal::ctrl_c().await {
        Ok(()) => Failure::Interrupted(None),
        // Then Ctrl-C ends the process by itself.
        Err(_) => std::future::pending().await,
    }
}

fn text(record: &Record) -> Result<String, Failure> {
    let text = record.to_json();
    text.map_err(|error| Failure::Output(format!("the response can't be printed: {error}")))
}

/// Traces what the response says besides its body.
fn note(meta: &Meta) {
    tracing::debug!(
        status = meta.status().as_u16(),
        request_id = meta.request_id(),
        attempts = meta.attempts(),
        concurrent_requests = meta.concurrent_requests(),
        rate_limit_remaining = meta.rate_limit_remaining(),
        "the response"
    );
}

/// Counts items on a terminal that does not show them.
fn progress(options: &Options, output: &Output) -> ProgressBar {
    let is_shown = io::stderr().is_terminal() && !output.is_terminal() && options.verbose == 0;
    if !is_shown {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {human_pos} items in {elapsed}");
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
