//! Signing in, passwords, invitations, activation, and the account's own page.

mod account;
mod passwords;
mod sign_in;

pub use account::{AccountProps, Device, account};
pub use passwords::{
    ActivateProps, ForgotProps, InvitationProps, PasswordProps, activate, forgot, invitation, link_expired, reset,
};
pub use sign_in::{DemoAccount, SignInProps, sign_in};
