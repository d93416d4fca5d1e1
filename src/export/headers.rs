//! The headers that a site is written to be served under, as servers want them written down.

use crate::model::site::HEADERS;

/// Who is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Server {
    /// Anyone: a header a line.
    Any,
    /// nginx, in a `server` or `location` block.
    Nginx,
    /// Apache httpd, in a virtual host or a `.htaccess`.
    Apache,
    /// Caddy, in a site block.
    Caddy,
    /// Netlify, Cloudflare Pages and others that read a file `_headers`.
    Netlify,
}

/// The headers, written down for a server.
pub fn headers(server: Server) -> String {
    let lines = |line: &dyn Fn(String, &str) -> String| -> String {
        HEADERS.iter().map(|(name, value)| line(capitalised(name), value)).collect()
    };
    match server {
        Server::Any => lines(&|name, value| format!("{name}: {value}\n")),
        Server::Nginx => {
            "# For the `server` block that serves the site. A `location` with an `add_header` of its own needs them again.\n"
                .to_owned()
                + &lines(&|name, value| format!("add_header {name} \"{value}\" always;\n"))
        }
        Server::Apache => {
            "# For the virtual host that serves the site, or its .htaccess; needs mod_headers (`a2enmod headers`).\n"
                .to_owned()
                + &lines(&|name, value| format!("Header always set {name} \"{value}\"\n"))
        }
        Server::Caddy => {
            "# For the site's block in the Caddyfile.\nheader {\n".to_owned()
                + &lines(&|name, value| format!("\t{name} \"{value}\"\n"))
                + "}\n"
        }
        Server::Netlify => {
            "# Save this as content/_static/_headers, and it is published with the site.\n/*\n".to_owned()
                + &lines(&|name, value| format!("  {name}: {value}\n"))
        }
    }
}

/// `content-security-policy` as people write it.
fn capitalised(name: &str) -> String {
    let parts = name.split('-').map(|part| part[..1].to_uppercase() + &part[1..]);
    parts.collect::<Vec<_>>().join("-")
}
