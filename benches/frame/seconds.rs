//! The only argument of the programs that draw the toy scene in a headset: how long.

const USAGE: &str = "Usage: [--seconds N]   (20)";
/// Without an argument.
const SECONDS: u64 = 20;

/// How long to run, from the words after the program's name.
pub fn from(arguments: &[String]) -> Result<u64, String> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(SECONDS),
        ["--seconds", count] => {
            count.parse().map_err(|_| format!("\"{count}\" is no number of seconds\n{USAGE}"))
        }
        _ => Err(USAGE.to_owned()),
    }
}
