//! How values with a text form of their own are described to programs: JSON Schema 2020-12, as OpenAPI 3.1 reads it.
//! Everything else is described by its derive.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{
    country::Country,
    money::Currency,
    number::{CaseNumber, WorkerNumber},
    partial_date::PartialDate,
};

macro_rules! texts {
    ($($name:ident: $description:literal, $pattern:literal, $example:literal;)+) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string", "description": $description, "pattern": $pattern, "examples": [$example],
                })
            }
        }
    )+};
}

texts! {
    WorkerNumber: "The number of a person for life, with a check digit (ISO 7064 MOD 11,10).",
        "^W-[0-9]{4}-[0-9]{4}-[0-9]$", "W-0000-0001-9";
    CaseNumber: "The number of a journey, with a check digit (ISO 7064 MOD 11,10).",
        "^SJ-[0-9]{4}-[0-9]{7}-[0-9]$", "SJ-2026-0000001-0";
    Country: "A country's three letters (ISO 3166-1).", "^[A-Z]{3}$", "GTM";
    Currency: "A currency's three letters (ISO 4217).", "^[A-Z]{3}$", "CAD";
    PartialDate: "As much of a date as is known: a year, a month, or a day.",
        "^[0-9]{4}(-[0-9]{2}){0,2}$", "1998-05-17";
}
