//! What a password and a PIN must be (NIST SP 800-63B: length before composition).

use crate::{Result, ServiceError};

/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 12;
/// Longest password, in characters: a bound on the hash's input.
pub const PASSWORD_MAX: usize = 128;
/// Digits of a PIN, at least; it is throttled after five failures.
pub const PIN_MIN: usize = 6;
/// Digits of a PIN, at most.
pub const PIN_MAX: usize = 12;

/// Beginnings that anybody would try first.
const COMMON: [&str; 6] = ["password", "123456789012", "qwertyuiop", "letmein", "sojourn", "motdepasse"];

/// Refuses a password that is too short, too long, well known, or the account's own name.
///
/// # Errors
/// The field `password` is `too_short`, `too_long` or `too_common`.
pub fn check_password(password: &str, login: &str) -> Result<()> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let own = login.split('@').next().filter(|own| own.len() >= 4);
    let code = if length < PASSWORD_MIN {
        "password_too_short"
    } else if length > PASSWORD_MAX {
        "password_too_long"
    } else if COMMON.iter().any(|c| lower.starts_with(c)) || own.is_some_and(|own| lower.contains(own)) {
        "password_too_common"
    } else {
        return Ok(());
    };
    Err(ServiceError::field("password", code))
}

/// Refuses a PIN that is not six to twelve digits, one digit repeated, or digits in a row.
///
/// # Errors
/// The field `pin` is `pin_malformed` or `pin_too_simple`.
pub fn check_pin(pin: &str) -> Result<()> {
    let digits = pin.as_bytes();
    if !(PIN_MIN..=PIN_MAX).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(ServiceError::field("pin", "pin_malformed"));
    }
    let steps: Vec<i16> = digits.windows(2).map(|w| i16::from(w[1]) - i16::from(w[0])).collect();
    if [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step)) {
        return Err(ServiceError::field("pin", "pin_too_simple"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_judged_by_its_length_and_by_what_anybody_would_try() {
        assert!(check_password("a tall green door", "amina@office.example").is_ok());
        assert!(check_password("short", "amina@office.example").is_err());
        assert!(check_password("password password", "amina@office.example").is_err());
        assert!(check_password("amina amina amina", "amina@office.example").is_err());
    }

    #[test]
    fn a_pin_of_one_digit_or_of_a_row_is_refused() {
        assert!(check_pin("274951").is_ok());
        for bad in ["111111", "123456", "987654", "12345", "27495a"] {
            assert!(check_pin(bad).is_err(), "{bad}");
        }
    }
}
