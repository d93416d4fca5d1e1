//! `man`: the manual, from the same words as `--help`.

use super::args::{Args, ENVIRONMENT, EXAMPLES, EXITS, Man};
use super::{Outcome, terminal, usage};
use crate::model::diag::did_you_mean;
use crate::write;
use anyhow::{Context, Result};
use clap::{Command, CommandFactory};

pub(super) fn run(options: &Man) -> Result<Outcome> {
    // What stands below the options has sections of its own here.
    let mut program = Args::command().disable_help_subcommand(true).after_long_help(None);
    program.build();
    let commands: Vec<&Command> = program.get_subcommands().flat_map(with_own).collect();
    if let Some(folder) = &options.dir {
        for command in std::iter::once(&program).chain(commands) {
            write::source(&folder.join(format!("{}.1", name(command))), &page(command)?)?;
        }
        terminal::say(&format!("made the manual in {}", folder.display()));
        return Ok(Outcome::Fine);
    }
    let Some(wanted) = &options.command else {
        terminal::print(&page(&program)?)?;
        return Ok(Outcome::Fine);
    };
    let Some(command) = commands.iter().find(|command| command.get_name() == wanted) else {
        let hint = did_you_mean(wanted, commands.iter().map(|command| command.get_name()))
            .unwrap_or_else(|| "`vademecum --help` lists them".to_owned());
        usage!("there is no command `{wanted}`; {hint}");
    };
    terminal::print(&page(command)?)?;
    Ok(Outcome::Fine)
}

/// A command and those below it.
fn with_own(command: &Command) -> Vec<&Command> {
    let own = command.get_subcommands().filter(|own| own.get_name() != "help").flat_map(with_own);
    std::iter::once(command).chain(own).collect()
}

/// `vademecum-build`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// One page in roff. Its title line is ours: it has no date, because the page is the same on every day.
fn page(command: &Command) -> Result<String> {
    let man = clap_mangen::Man::new(command.clone());
    let mut made = Vec::new();
    let mut sections = || {
        man.render_name_section(&mut made)?;
        man.render_synopsis_section(&mut made)?;
        man.render_description_section(&mut made)?;
        man.render_options_section(&mut made)?;
        if command.has_subcommands() {
            man.render_subcommands_section(&mut made)?;
        }
        Ok::<(), std::io::Error>(())
    };
    sections().context("writing a manual page")?;
    let (title, version) = (name(command).to_uppercase(), env!("CARGO_PKG_VERSION"));
    let mut page =
        format!(".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n.TH {title} 1 \"\" \"vademecum {version}\" vademecum\n");
    // Empty lines between breaks are a gap, which has a name.
    page.push_str(&String::from_utf8_lossy(&made).replace(".br\n\n.br\n", ".sp\n"));
    if command.get_name() == "vademecum" {
        page.push_str(&table("EXIT STATUS", &EXITS));
        page.push_str(&table("ENVIRONMENT", &ENVIRONMENT));
        page.push_str(&table("EXAMPLES", &EXAMPLES));
    }
    Ok(page)
}

/// A section of names and what they mean.
fn table(title: &str, rows: &[(&str, &str)]) -> String {
    let escaped = |text: &str| text.replace('\\', "\\e").replace('-', "\\-");
    let rows = rows.iter().map(|(name, says)| format!(".TP\n\\fB{}\\fR\n{}\n", escaped(name), escaped(says)));
    format!(".SH \"{title}\"\n{}", rows.collect::<String>())
}
