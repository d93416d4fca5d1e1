//! What was typed.

use crate::model::config::SiteConfig;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use std::net::IpAddr;
use std::path::PathBuf;

/// What an exit code means.
pub(super) const EXITS: [(&str, &str); 5] = [
    ("0", "fine"),
    ("1", "the content has errors, or warnings under --strict; nothing was published"),
    ("2", "wrong usage"),
    ("3", "something could not be read or written"),
    ("5", "verify: the copy is not as it was made"),
];

/// What is heeded of the environment.
pub(super) const ENVIRONMENT: [(&str, &str); 1] = [("NO_COLOR", "when set, nothing is coloured")];

/// How to begin.
pub(super) const EXAMPLES: [(&str, &str); 3] = [
    ("vademecum init my-library", "make a library that builds at once"),
    ("vademecum -r my-library serve --open", "read it in the browser, and see each change as it is saved"),
    ("vademecum -r FOLDER build", "make a site of a folder of Markdown that you have already, as it is"),
];

/// What stands below the options of `--help`.
fn more() -> String {
    let heading = |words: &str| format!("\x1b[1m\x1b[4m{words}\x1b[0m\n");
    // Short names stand beside what they mean, long ones above it.
    let row = |(name, says): &(&str, &str)| match name.len() {
        0..10 => format!("  {name:8}  {says}\n"),
        _ => format!("  {name}\n            {says}\n"),
    };
    let table = |rows: &[(&str, &str)]| rows.iter().map(row).collect();
    let sections: [(&str, String); 3] =
        [("Examples:", table(&EXAMPLES)), ("Exit codes:", table(&EXITS)), ("Environment:", table(&ENVIRONMENT))];
    sections.map(|(words, table)| heading(words) + &table).join("\n")
}

/// A folder of Markdown entries becomes a cross-linked site to carry along.
///
/// It works the same from a web server, from any sub-path, and from a USB stick opened by double click.
#[derive(Parser)]
#[command(name = "vademecum", version, about, long_about, after_long_help = more())]
pub(super) struct Args {
    /// Holds content/ and, if wanted, themes/; or is the content folder itself
    #[arg(short, long, default_value = ".", global = true, value_hint = ValueHint::DirPath)]
    pub(super) root: PathBuf,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a new library that builds at once
    Init(Init),
    /// Start a new entry with the fields of its kind
    New(New),
    /// Build to memory, watch, and reload the browser after each change
    Serve(Serve),
    /// Do the whole build without the writing, and say all there is to say
    Check(Check),
    /// Say what a finding means, with a wrong and a right example
    Explain(Explain),
    /// Write the site
    Build(Build),
    /// Make copies to hand on: a stick, a ZIP, a book
    Pack(Pack),
    /// Hold a copy against its own list of files, and say in words what differs
    Verify(Verify),
    /// Ask the full-text index, as the search page of the site does
    Search(Search),
    /// Tell one entry: its fields, its relations both ways, and who links to it
    Show(Show),
    /// Print what may stand in the head of an entry, as JSON Schema for editors
    Schema(Schema),
    /// Write the library, and what goes with it, for other programs
    Export(Export),
    /// Print what makes a shell complete commands and options
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

/// Which entries are shown.
#[derive(ClapArgs, Clone, Copy)]
pub(super) struct Audience {
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show what is for trainers only, too
    #[arg(long, value_name = "WHO")]
    pub(super) audience: Option<Who>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Who {
    Public,
    Trainers,
}

#[derive(ClapArgs)]
pub(super) struct Build {
    /// The site's folder
    #[arg(short, long, value_name = "DIR", default_value = "site", value_hint = ValueHint::DirPath)]
    pub(super) output: PathBuf,
    /// Where the site will be served, instead of what site.yaml says
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    #[command(flatten)]
    pub(super) audience: Audience,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How many threads work
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Say how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: Format,
}

#[derive(ClapArgs)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) audience: Audience,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: Format,
}

#[derive(ClapArgs)]
pub(super) struct Pack {
    #[command(subcommand)]
    pub(super) what: Packed,
}

#[derive(Subcommand)]
pub(super) enum Packed {
    /// Bring a copy on a stick, or in any folder, up to date where it lies; what else lies there stays
    Usb(PackUsb),
    /// Make one file of a copy: the same bytes on every machine
    Zip(PackZip),
    /// Make a book of all whole documents, or of all entries where there are none, for telephones and reading programs
    Epub(PackEpub),
}

#[derive(ClapArgs)]
pub(super) struct PackUsb {
    /// The copy's folder, which may be the stick itself
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) copy: PathBuf,
}

#[derive(ClapArgs)]
pub(super) struct PackZip {
    /// The ZIP
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
}

#[derive(ClapArgs)]
pub(super) struct PackEpub {
    /// The EPUB
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// Its language, instead of the site's first
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
}

#[derive(ClapArgs)]
pub(super) struct Verify {
    /// The copy: the folder of its first page, or a ZIP
    #[arg(value_name = "DIR|ZIP", default_value = "site", value_hint = ValueHint::AnyPath)]
    pub(super) copy: PathBuf,
    /// As JSON, for other programs
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(ClapArgs)]
pub(super) struct Search {
    /// Words, "a phrase", -without, begin*, actor:psychologists; after `--` where it begins with a hyphen;
    /// `-` alone reads questions from standard input, one a line, and answers each with a line of JSON
    #[arg(required = true, value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// Only entries that have this term; may be given several times
    #[arg(short, long, value_name = "FACET=TERM", value_parser = filter)]
    pub(super) filter: Vec<(String, String)>,
    /// The reader's language
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// The most entries
    #[arg(short, long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
    /// Say where each score comes from: word, field, how common, how often
    #[arg(long)]
    pub(super) explain: bool,
    /// Answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// `FACET=TERM`, or as in a question `FACET:TERM`.
fn filter(text: &str) -> Result<(String, String), String> {
    let parted = text.split_once(['=', ':']).filter(|(facet, term)| !facet.is_empty() && !term.is_empty());
    let (facet, term) = parted.ok_or("write a facet and one of its terms, such as `kind=practice`")?;
    Ok((facet.to_lowercase(), term.to_lowercase()))
}

impl Format {
    /// Whether programs read it: then nothing else is said.
    pub(super) fn is_for_programs(self) -> bool {
        matches!(self, Format::Json | Format::Sarif)
    }
}

/// How findings are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With an excerpt of the source
    Human,
    /// One line a finding
    Short,
    /// One JSON object a line, on standard output
    Json,
    /// SARIF 2.1.0, on standard output, for code hosts
    Sarif,
}

#[derive(ClapArgs)]
pub(super) struct Serve {
    /// The port, else the next free one
    #[arg(short, long, default_value_t = 4350)]
    pub(super) port: u16,
    /// The address to listen on
    #[arg(short, long, default_value = "127.0.0.1")]
    pub(super) interface: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes every second instead of being told, for network and USB drives
    #[arg(long)]
    pub(super) poll: bool,
    #[command(flatten)]
    pub(super) audience: Audience,
}

#[derive(ClapArgs)]
pub(super) struct Show {
    /// Its id; an alias, its title or its file's path will do
    pub(super) id: String,
    /// As JSON, for other programs
    #[arg(long)]
    pub(super) json: bool,
    /// In this language
    #[arg(long)]
    pub(super) lang: Option<String>,
}

#[derive(ClapArgs)]
pub(super) struct Init {
    /// The library's folder: a new one, or an empty one
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
}

#[derive(ClapArgs)]
pub(super) struct New {
    /// The kind, as model.yaml names it
    pub(super) kind: String,
    /// The title
    pub(super) title: String,
    /// The id, instead of one made from the title
    #[arg(long)]
    pub(super) id: Option<String>,
    /// The folder below content/, instead of the one that holds this kind
    #[arg(long = "in", value_name = "FOLDER")]
    pub(super) folder: Option<String>,
    /// The language, for a translation beside its original
    #[arg(long)]
    pub(super) lang: Option<String>,
    /// Print the entry instead of saving it
    #[arg(long)]
    pub(super) stdout: bool,
}

#[derive(ClapArgs)]
pub(super) struct Schema {
    /// The kind, as model.yaml names it; the kinds are listed when none is given
    pub(super) kind: Option<String>,
}

#[derive(ClapArgs)]
pub(super) struct Export {
    #[command(subcommand)]
    pub(super) what: Exported,
}

#[derive(Subcommand)]
pub(super) enum Exported {
    /// Print the security headers that the site is written for, as a server wants them
    Headers(Headers),
    /// Print every passage as a line of JSON, with the fields that the site's own search has
    Ndjson,
    /// Print the configuration of an index for Quickwit, which takes what `export ndjson` prints
    Quickwit,
}

#[derive(ClapArgs)]
pub(super) struct Headers {
    /// The server
    #[arg(default_value = "any")]
    pub(super) server: ServerName,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ServerName {
    /// A header a line
    Any,
    /// For a server block
    Nginx,
    /// For a virtual host or .htaccess
    Apache,
    /// For a site block of the Caddyfile
    Caddy,
    /// A file _headers, for Netlify, Cloudflare Pages and their like
    Netlify,
}

#[derive(ClapArgs)]
pub(super) struct Explain {
    /// The finding's name, as it stands in brackets; all of them when none is given
    pub(super) code: Option<String>,
}

#[derive(ClapArgs)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: Shell,
}

#[derive(ClapArgs)]
pub(super) struct Man {
    /// The command whose page it is, instead of the program's
    pub(super) command: Option<String>,
    /// Save all pages in a folder instead of printing one
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub(super) dir: Option<PathBuf>,
}

/// An address that a site can be served at.
fn base_url(text: &str) -> Result<String, String> {
    SiteConfig::base_url_of(text).ok_or_else(|| "write an address such as https://example.org/".to_owned())
}
