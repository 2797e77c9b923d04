//! The rules of the diff, each on a small document: the compiler agrees with the verdict of each change and of its reverse.

use openapi_client_codegen::source::{Inputs, Source};

use super::{Version, assert_agreed, steps, table};

const DOCUMENT: &str = include_str!("things.yaml");

/// What changes, and the texts of the document that become others.
type Edit = (&'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const EDITS: &[Edit] = &[
    ("an operation", &[("    delete:\n      operationId: DeleteThing", "    delete:\n      operationId: DropThing")]),
    ("operation removed", &[("    delete:\n      operationId: DeleteThing\n      parameters:\n        - {name: Sid, in: path, required: true, schema: {type: string, pattern: \"^TH[0-9a-fA-F]{32}$\"}}\n      responses:\n        \"204\": {description: Gone}\n", "")]),
    ("path", &[("/v1/Settings", "/v2/Settings")]),
    ("resource renamed", &[("/v1/Settings", "/v1/Options")]),
    ("method", &[("    put:\n", "    post:\n")]),
    ("server", &[("things.twilio.com", "moved.twilio.com")]),
    ("deprecated", &[("operationId: FetchThing", "operationId: FetchThing\n      deprecated: true")]),
    ("optional parameter", &[("Size: {type: integer}", "Size: {type: integer}\n                Note: {type: string}")]),
    ("first optional parameter", &[("D: {type: string, format: date}", "D: {type: string, format: date}\n                E: {type: string}")]),
    ("required parameter", &[("required: [Name, Owner]", "required: [Name, Owner, Note]"), ("Size: {type: integer}", "Size: {type: integer}\n                Note: {type: string}")]),
    ("fourth required parameter", &[("required: [Name, Owner]", "required: [Name, Owner, Size, Labels]")]),
    ("fifth required parameter", &[("required: [A, B, C, D]", "required: [A, B, C, D, E]"), ("D: {type: string, format: date}", "D: {type: string, format: date}\n                E: {type: string}")]),
    ("parameter renamed", &[("Size: {type: integer}", "Length: {type: integer}")]),
    ("required parameter renamed", &[("required: [Name, Owner]", "required: [Title, Owner]"), ("Name: {type: string}", "Title: {type: string}")]),
    ("field of arguments renamed", &[("required: [A, B, C, D]", "required: [A, B, C, Z]"), ("D: {type: string, format: date}", "Z: {type: string, format: date}")]),
    ("parameter moved", &[("                Size: {type: integer}\n", ""), ("    post:\n      operationId: CreateThing", "    post:\n      parameters: [{name: Size, in: query, schema: {type: integer}}]\n      operationId: CreateThing")]),
    ("required becomes optional", &[("required: [Name, Owner]", "required: [Name]")]),
    ("all optional", &[("              required: [Name, Owner]\n", "")]),
    ("order of arguments", &[("required: [Name, Owner]", "required: [Owner, Name]")]),
    ("order of fields of arguments", &[("required: [A, B, C, D]", "required: [B, A, C, D]")]),
    ("type of an optional parameter", &[("Size: {type: integer}", "Size: {type: number}")]),
    ("type of a required parameter", &[("Name: {type: string}", "Name: {type: integer}")]),
    ("type of a field of arguments", &[("B: {type: integer}", "B: {type: number}")]),
    ("text becomes an enumeration", &[("Name: {type: string}", "Name: {type: string, enum: [a, b]}")]),
    ("text becomes an address", &[("Name: {type: string}", "Name: {type: string, format: uri}")]),
    ("text becomes a timestamp", &[("Name: {type: string}", "Name: {type: string, format: date-time}")]),
    ("items of a parameter", &[("Labels: {type: array, items: {type: string}}", "Labels: {type: array, items: {type: integer}}")]),
    ("items that were integers", &[("Sizes: {type: array, items: {type: integer}}", "Sizes: {type: array, items: {type: number}}")]),
    ("list becomes text", &[("Labels: {type: array, items: {type: string}}", "Labels: {type: string}")]),
    ("anything becomes an object", &[("Data: {}", "Data: {type: object}")]),
    ("bounds", &[("maximum: 100", "maximum: 50")]),
    ("bounds of a parameter", &[("Size: {type: integer}", "Size: {type: integer, minimum: 2}")]),
    ("wider integer", &[("Size: {type: integer}", "Size: {type: integer, format: int64}")]),
    ("SID of another kind", &[("^OW", "^OX")]),
    ("SID becomes text", &[("Owner: {type: string, pattern: \"^OW[0-9a-fA-F]{32}$\"}", "Owner: {type: string}")]),
    ("SID of the responses", &[("sid: {type: string, pattern: \"^TH[0-9a-fA-F]{32}$\"}", "sid: {type: string}")]),
    ("filter", &[("        - {name: PageSize,", "        - {name: Town, in: query, schema: {type: string}}\n        - {name: PageSize,")]),
    ("only filter", &[("        - {name: Color, in: query, schema: {$ref: \"#/components/schemas/thing_enum_color\"}}\n", "")]),
    ("field", &[("weight: {type: number}", "weight: {type: number}\n        height: {type: number}")]),
    ("field removed", &[("        weight: {type: number}\n", "")]),
    ("field renamed", &[("weight: {type: number}", "mass: {type: number}")]),
    ("field promised", &[("required: [sid, size]", "required: [sid, size, weight]")]),
    ("field no longer promised", &[("required: [sid, size]", "required: [sid]")]),
    ("promised field can be null", &[("        size: {type: integer}", "        size: {type: integer, nullable: true}")]),
    ("optional field can be null", &[("weight: {type: number}", "weight: {type: number, nullable: true}")]),
    ("type of a field", &[("weight: {type: number}", "weight: {type: integer}")]),
    ("field of digits", &[("weight: {type: number}", "weight: {type: number, format: decimal}")]),
    ("field of time", &[("made: {type: string, format: date-time}", "made: {type: string, format: date}")]),
    ("field becomes text", &[("made: {type: string, format: date-time}", "made: {type: string}")]),
    ("items of a field", &[("        labels: {type: array, items: {type: string}}", "        labels: {type: array, items: {type: number}}")]),
    ("field with a default", &[("        labels: {type: array, items: {type: string}}", "        labels: {type: array, items: {type: string}, default: []}")]),
    ("anything becomes a map", &[("        data: {}", "        data: {type: object, additionalProperties: {type: string}}")]),
    ("anything becomes an enumeration", &[("        data: {}", "        data: {type: string, enum: [yes, no]}")]),
    ("inline record gets a field", &[("{town: {type: string}}", "{town: {type: string}, street: {type: string}}")]),
    ("inline record is gone", &[("place: {type: object, properties: {town: {type: string}}}", "place: {type: object}")]),
    ("record keeps other properties", &[("place: {type: object, properties: {town: {type: string}}}", "place: {type: object, additionalProperties: true, properties: {town: {type: string}}}")]),
    ("value added", &[("[red, dark-blue, green]", "[red, dark-blue, green, white]")]),
    ("value renamed in Rust", &[("[red, dark-blue, green]", "[red, navy, green]")]),
    ("value written otherwise", &[("[red, dark-blue, green]", "[red, DARK_BLUE, green]")]),
    ("inline enumeration", &[("[round, square]", "[round, square, flat]")]),
    ("inline enumeration becomes text", &[("sort: {type: string, enum: [round, square]}", "sort: {type: string}")]),
    ("enumeration renamed", &[("thing_enum_color", "thing_enum_hue")]),
    ("record renamed", &[("schemas/part\"", "schemas/piece\""), ("    part:\n", "    piece:\n")]),
    ("record that is sent gets an optional field", &[("mail: {type: string}", "mail: {type: string}\n        phone: {type: string}")]),
    ("record that is sent gets a required field", &[("required: [name]\n", "required: [name, mail]\n")]),
    ("field of a body can be null", &[("owner: {$ref: \"#/components/schemas/owner\"}", "owner: {$ref: \"#/components/schemas/owner\"}\n        depth: {type: integer, nullable: true}")]),
    ("field of a body can't be null", &[("limit: {type: integer, nullable: true}", "limit: {type: integer}")]),
    ("required field of a body", &[("required: [active]", "required: [active, limit]")]),
    ("optional field of a body", &[("active: {type: boolean}", "active: {type: boolean}\n        depth: {type: integer}")]),
    ("variant", &[("        - {$ref: \"#/components/schemas/lost\"}", "        - {$ref: \"#/components/schemas/lost\"}\n        - {$ref: \"#/components/schemas/found\"}"), ("LOST: \"#/components/schemas/lost\"", "LOST: \"#/components/schemas/lost\", FOUND: \"#/components/schemas/found\"")]),
    ("tag", &[("mapping: {SOLD:", "mapping: {BOUGHT:")]),
    ("field of a variant", &[("price: {type: number}", "price: {type: number}, tax: {type: number}")]),
    ("type of a field of a variant", &[("price: {type: number}", "price: {type: integer}")]),
    ("key of the items", &[("                  things: {type: array", "                  results: {type: array")]),
    ("list becomes a response", &[(", properties: {next_page_url: {type: string, nullable: true}, key: {type: string}}", "")]),
    ("status", &[("\"204\": {description: Gone}", "\"202\": {description: Going}")]),
    ("response without content", &[("\"201\": {description: Created, content: {application/json: {schema: {$ref: \"#/components/schemas/part\"}}}}", "\"201\": {description: Created}")]),
    ("personal argument", &[("A: {type: string}", "A: {type: string, x-twilio: {pii: {handling: standard, deleteSla: 30}}}")]),
    ("personal field", &[("mail: {type: string}", "mail: {type: string, x-twilio: {pii: {handling: standard, deleteSla: 30}}}")]),
    ("form becomes JSON", &[("          application/x-www-form-urlencoded:\n            schema:\n              type: object\n              required: [Name, Owner]", "          application/json:\n            schema:\n              type: object\n              required: [Name, Owner]")]),
    ("types with the names of Rust's own", &[("    found: {", "    string: {type: object, properties: {option: {$ref: \"#/components/schemas/option\"}}}\n    option: {type: object, properties: {a: {type: string}}}\n    found: {"), ("        data: {}", "        data: {}\n        more: {$ref: \"#/components/schemas/string\"}")]),
    ("a second resource that shares a type", &[("schema: {$ref: \"#/components/schemas/part\"}}}}", "schema: {$ref: \"#/components/schemas/thing\"}}}}")]),
];

fn version(name: &str, edits: &[(&str, &str)]) -> Version {
    let mut text = DOCUMENT.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{name}: there is no {from}");
        text = text.replace(from, to);
    }
    let inputs = Inputs {
        document: Source::new("things.yaml", text),
        ..Inputs::default()
    };
    Version::of(name, &inputs)
}

#[test]
fn the_compiler_agrees_with_each_rule() {
    let mut versions = vec![version("as it is", &[])];
    versions.extend(EDITS.iter().map(|(name, edits)| version(name, edits)));
    let pairs: Vec<_> = (1..versions.len()).map(|new| (0, new)).collect();
    let steps = steps("rules", &versions, &pairs);
    println!("{}", table(&steps));
    assert_agreed(&steps);
}
