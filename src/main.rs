//! The one command: everything Para29 can be asked to do from a terminal or a service manager.

use std::process::ExitCode;

fn main() -> ExitCode {
    para29::command::main()
}
