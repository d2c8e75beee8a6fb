//! Hands letters to the office's own mail relay (RFC 5321), in the clear and
//! without signing in: for a relay inside the office, which takes letters from its
//! own network. For anything else there are the drafts.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use thiserror::Error;

use crate::i18n::Text;
use crate::text;

/// No relay takes longer for an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// No answer of a relay is longer.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// Why a letter did not go out.
#[derive(Debug, Error)]
pub enum SendError {
    #[error("no connection: {0}")]
    Connection(#[from] std::io::Error),
    /// The relay's code. Its words may quote the letter, so they are not kept.
    #[error("refused with code {0}")]
    Refused(u16),
}

impl SendError {
    pub fn text(&self) -> Text {
        match self {
            SendError::Connection(error) => {
                let kind = error.kind();
                text!(vi: "không kết nối được máy chủ thư ({kind})", en: "no connection to the mail relay ({kind})")
            }
            SendError::Refused(code) => {
                text!(vi: "máy chủ thư từ chối (mã {code})", en: "the mail relay refused (code {code})")
            }
        }
    }
}

/// Sends one letter. `relay` is `host:port`; both addresses are plain ones.
///
/// # Errors
/// When there is no connection, or the relay takes the letter not.
pub fn send(relay: &str, from: &str, to: &str, letter: &[u8]) -> Result<(), SendError> {
    let mut talk = Talk::open(relay)?;
    talk.expect(220)?;
    talk.say("EHLO tonghop", 250)?;
    talk.say(&format!("MAIL FROM:<{from}>"), 250)?;
    talk.say(&format!("RCPT TO:<{to}>"), 250)?;
    talk.say("DATA", 354)?;
    talk.letter(letter)?;
    talk.expect(250)?;
    // The letter is taken; how the relay says good-bye does not matter.
    let _ = talk.say("QUIT", 221);
    Ok(())
}

struct Talk {
    stream: BufReader<TcpStream>,
}

impl Talk {
    fn open(relay: &str) -> Result<Self, SendError> {
        let mut last = std::io::Error::from(std::io::ErrorKind::AddrNotAvailable);
        for address in relay.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, PATIENCE) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(PATIENCE))?;
                    stream.set_write_timeout(Some(PATIENCE))?;
                    return Ok(Talk { stream: BufReader::new(stream) });
                }
                Err(error) => last = error,
            }
        }
        Err(last.into())
    }

    fn say(&mut self, line: &str, expected: u16) -> Result<(), SendError> {
        self.stream.get_mut().write_all(format!("{line}\r\n").as_bytes())?;
        self.expect(expected)
    }

    /// Reads an answer; all lines but its last have a hyphen behind the code.
    fn expect(&mut self, expected: u16) -> Result<(), SendError> {
        loop {
            let mut line = Vec::new();
            self.stream.by_ref().take(LONGEST_ANSWER).read_until(b'\n', &mut line)?;
            let code = line.get(..3).and_then(|code| std::str::from_utf8(code).ok()?.parse().ok());
            match code {
                None => return Err(std::io::Error::from(std::io::ErrorKind::InvalidData).into()),
                Some(_) if line.get(3) == Some(&b'-') => {}
                Some(code) if code == expected => return Ok(()),
                Some(code) => return Err(SendError::Refused(code)),
            }
        }
    }

    /// A line that begins with a dot gets a second one (RFC 5321 4.5.2).
    fn letter(&mut self, letter: &[u8]) -> Result<(), SendError> {
        let mut out = Vec::with_capacity(letter.len() + 16);
        for line in letter.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b".") {
                out.push(b'.');
            }
            out.extend_from_slice(line);
        }
        if !out.ends_with(b"\r\n") {
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b".\r\n");
        Ok(self.stream.get_mut().write_all(&out)?)
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread::{JoinHandle, spawn};

    use super::*;

    /// A relay for one letter: answers `refuse` to the recipient, or takes the letter.
    fn relay(refuse: bool) -> (String, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let heard = spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(b"220 relay\r\n").unwrap();
            let mut heard = Vec::new();
            let mut data = false;
            for line in BufReader::new(stream.try_clone().unwrap()).lines() {
                let line = line.unwrap();
                let answer: &[u8] = match line.as_str() {
                    "." => {
                        data = false;
                        b"250 taken\r\n"
                    }
                    _ if data => b"",
                    "DATA" => {
                        data = true;
                        b"354 go on\r\n"
                    }
                    "QUIT" => b"221 bye\r\n",
                    line if line.starts_with("EHLO") => b"250-relay\r\n250 SIZE 1000000\r\n",
                    line if refuse && line.starts_with("RCPT") => b"550 no such person\r\n",
                    _ => b"250 fine\r\n",
                };
                stream.write_all(answer).unwrap();
                heard.push(line);
            }
            heard
        });
        (address, heard)
    }

    #[test]
    fn a_letter_arrives_as_it_was_written() {
        let (address, heard) = relay(false);
        send(&address, "btc@tinh.example", "cb@tinh.example", b"To: x\r\n\r\n.dot\r\nend").unwrap();
        let heard = heard.join().unwrap();
        assert_eq!(heard[1], "MAIL FROM:<btc@tinh.example>");
        assert_eq!(heard[2], "RCPT TO:<cb@tinh.example>");
        assert_eq!(heard[4..9], ["To: x", "", "..dot", "end", "."]);
    }

    #[test]
    fn a_refusal_is_told_by_its_code_alone() {
        let (address, heard) = relay(true);
        let error = send(&address, "a@b.c", "d@e.f", b"x").unwrap_err();
        assert!(matches!(error, SendError::Refused(550)), "{error}");
        drop(heard);
    }
}
