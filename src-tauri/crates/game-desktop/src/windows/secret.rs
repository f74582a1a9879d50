//! Bytes that Windows keeps for the user who is logged on: the system's data protection.
#![allow(unsafe_code, reason = "the system's own calls")]

use std::io;

use ::windows::Win32::Foundation::{HLOCAL, LocalFree};
use ::windows::Win32::Security::Cryptography::{
    CRYPT_INTEGER_BLOB, CRYPTPROTECT_UI_FORBIDDEN, CryptProtectData, CryptUnprotectData,
};
use ::windows::core::PCWSTR;

/// The bytes as only this user, on this computer, can read them.
pub fn protect(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let input = blob(bytes)?;
    let mut output = CRYPT_INTEGER_BLOB::default();
    // SAFETY: `input` points to `bytes` for the time of the call, and the system fills `output` in.
    unsafe {
        CryptProtectData(
            &raw const input,
            PCWSTR::null(),
            None,
            None,
            None,
            CRYPTPROTECT_UI_FORBIDDEN,
            &raw mut output,
        )?;
    }
    Ok(taken(&output))
}

/// What [`protect`] was given.
pub fn unprotect(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let input = blob(bytes)?;
    let mut output = CRYPT_INTEGER_BLOB::default();
    // SAFETY: as above.
    unsafe {
        CryptUnprotectData(
            &raw const input,
            None,
            None,
            None,
            None,
            CRYPTPROTECT_UI_FORBIDDEN,
            &raw mut output,
        )?;
    }
    Ok(taken(&output))
}

fn blob(bytes: &[u8]) -> io::Result<CRYPT_INTEGER_BLOB> {
    Ok(CRYPT_INTEGER_BLOB {
        cbData: u32::try_from(bytes.len()).map_err(io::Error::other)?,
        pbData: bytes.as_ptr().cast_mut(),
    })
}

/// Copies what the system made, and gives its memory back.
fn taken(output: &CRYPT_INTEGER_BLOB) -> Vec<u8> {
    // SAFETY: the system says how many bytes it made, and that they are ours to free.
    unsafe {
        let bytes = std::slice::from_raw_parts(output.pbData, output.cbData as usize).to_vec();
        LocalFree(Some(HLOCAL(output.pbData.cast())));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_protected_comes_back_and_is_not_there_to_read() {
        let secret = b"a secret of some length";
        let kept = protect(secret).expect("protected");
        assert!(!kept.windows(secret.len()).any(|part| part == secret));
        assert_eq!(unprotect(&kept).expect("the same user"), secret);
        assert!(unprotect(b"something else").is_err());
    }
}
