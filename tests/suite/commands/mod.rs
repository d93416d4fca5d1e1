//! The program as a user runs it: output, exit code, files.

mod bounds;
mod build;
mod check;
mod clock;
mod epub;
mod faults;
mod init;
mod journal;
mod kills;
mod manual;
mod new;
mod output;
mod pack;
mod search;
mod show;
mod verify;
mod world;
