//! The program as a user runs it: output, exit code, files.

mod build;
mod check;
mod faults;
mod init;
mod kills;
mod manual;
mod new;
mod output;
mod pack;
mod search;
mod show;
mod verify;
mod world;
