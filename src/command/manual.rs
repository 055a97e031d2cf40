//! Completion scripts and the manual page, made from the command line's own description.

use super::{Cli, talk};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

#[derive(Debug, Args)]
pub struct Completions {
    shell: Shell,
}

pub fn completions(arguments: &Completions) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "para29", &mut script);
    talk::print(String::from_utf8(script)?.trim_end());
    Ok(())
}

pub fn page() -> anyhow::Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    for command in Cli::command()
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let name = format!("para29 {}", command.get_name());
        clap_mangen::Man::new(command.clone().bin_name(&name)).render_synopsis_section(&mut page)?;
        clap_mangen::Man::new(command.clone().bin_name(name)).render_options_section(&mut page)?;
    }
    talk::print(String::from_utf8(page)?.trim_end());
    Ok(())
}
