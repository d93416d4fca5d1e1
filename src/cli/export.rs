//! `export`: the library, and what goes with it, for other programs.

use super::args::{Exported, ServerName};
use super::{Outcome, terminal};
use crate::export::{self, Server};
use anyhow::Result;
use std::path::Path;

pub(super) fn run(root: &Path, what: &Exported) -> Result<Outcome> {
    match what {
        Exported::Headers(options) => {
            let server = match options.server {
                ServerName::Any => Server::Any,
                ServerName::Nginx => Server::Nginx,
                ServerName::Apache => Server::Apache,
                ServerName::Caddy => Server::Caddy,
                ServerName::Netlify => Server::Netlify,
            };
            terminal::print(&export::headers(server))?;
        }
        Exported::Ndjson => {
            let library = super::published(root)?;
            for id in library.ids() {
                terminal::print(&export::passages(&library, id))?;
            }
        }
        Exported::Quickwit => terminal::print(&export::quickwit(&super::published(root)?))?,
    }
    Ok(Outcome::Fine)
}
