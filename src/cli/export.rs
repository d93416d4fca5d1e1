//! `export`: the library, and what goes with it, for other programs.

use super::args::{Exported, ServerName};
use super::{Outcome, terminal};
use crate::export::{self, Server};
use anyhow::Result;

pub(super) fn run(what: &Exported) -> Result<Outcome> {
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
    }
    Ok(Outcome::Fine)
}
