//! Signing in, passwords, invitations, activation, and the account's own page.

mod account;
mod passwords;
mod profile;
mod sign_in;
mod staff;

pub use account::{AccountProps, Device, TokenLine, account};
pub use passwords::{
    ActivateProps, ForgotProps, InvitationProps, PasswordProps, activate, forgot, invitation, link_expired, reset,
};
pub use profile::{ProfileProps, profile};
pub use sign_in::{DemoAccount, SignInProps, sign_in};
pub use staff::{HeldRole, InviteProps, InvitedLine, StaffLine, StaffProps, invite, roles, staff, status};
