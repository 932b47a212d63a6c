//! What registering takes: the form parsed, each field refused with its own reason.
