//! The queue's runner, its schedules and the mail transports.
