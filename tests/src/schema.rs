//! Whether an answer is what the API's description says: as much of JSON Schema as the description uses, and stricter
//! in one thing: an object has no property that is not described. Start at [`faults`].

use serde_json::{Map, Value};

/// Every keyword the description may use. One that is not here would be a promise that nothing checks.
const KNOWN: [&str; 21] = [
    "$ref",
    "type",
    "enum",
    "const",
    "oneOf",
    "anyOf",
    "required",
    "properties",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "items",
    "minItems",
    "maxItems",
    "prefixItems",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "format",
    "pattern",
];
const WORDS: [&str; 4] = ["description", "examples", "title", "default"];

/// Where a value is not what a schema of a document says: the places, with why.
#[must_use]
pub fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(document, schema, value, "$", &mut found);
    found
}

fn check(document: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let Some(schema) = schema.as_object() else { return };
    if let Some(unknown) = schema.keys().find(|k| !KNOWN.contains(&k.as_str()) && !WORDS.contains(&k.as_str())) {
        out.push(format!("{at}: {unknown} is checked by nobody"));
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        match document.pointer(reference.trim_start_matches('#')) {
            Some(target) => check(document, target, value, at, out),
            None => out.push(format!("{at}: {reference} leads nowhere")),
        }
    }
    if let Some(kinds) = schema.get("type")
        && !of_type(kinds, value)
    {
        out.push(format!("{at}: {value} is no {kinds}"));
    }
    if schema.get("enum").and_then(Value::as_array).is_some_and(|all| !all.contains(value)) {
        out.push(format!("{at}: {value} is none of the codes"));
    }
    if schema.get("const").is_some_and(|only| only != value) {
        out.push(format!("{at}: {value} is another constant"));
    }
    for choice in ["oneOf", "anyOf"] {
        let Some(all) = schema.get(choice).and_then(Value::as_array) else { continue };
        if all.iter().all(|one| !faults(document, one, value).is_empty()) {
            out.push(format!("{at}: {value} fits none of {choice}"));
        }
    }
    if let Some(object) = value.as_object() {
        check_object(document, schema, object, at, out);
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        for (n, value) in values.iter().enumerate() {
            check(document, items, value, &format!("{at}[{n}]"), out);
        }
    }
}

fn check_object(
    document: &Value,
    schema: &Map<String, Value>,
    object: &Map<String, Value>,
    at: &str,
    out: &mut Vec<String>,
) {
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if !object.contains_key(name) {
            out.push(format!("{at}: {name} is missing"));
        }
    }
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    for (name, value) in object {
        match properties.get(name) {
            Some(schema) => check(document, schema, value, &format!("{at}.{name}"), out),
            None if schema.contains_key("additionalProperties") => {}
            None => out.push(format!("{at}: {name} is not described")),
        }
    }
}

fn of_type(kinds: &Value, value: &Value) -> bool {
    let is = |kind: &str| match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    match kinds {
        Value::String(kind) => is(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}
