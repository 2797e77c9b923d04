//! What is printed of items, headers and examples.

use quote::quote;

use super::{file, statements};
use crate::syntax::{Item, RustFile};

fn of(docs: Vec<String>, items: Vec<Item>) -> RustFile {
    RustFile {
        path: String::new(),
        module: None,
        docs,
        items,
    }
}

/// What is printed of some items below the header.
fn printed(items: Vec<Item>) -> String {
    let docs = vec!["Docs.".to_owned()];
    let text = file(of(docs, items), "api.yaml").unwrap().file.text;
    let (_, body) = text.split_once("not this file.\n").unwrap();
    body.to_owned()
}

#[test]
fn items_are_spaced_and_enumerations_wrapped() {
    let plain = [
        quote!(
            mod a;
        ),
        quote!(
            use a::b;
        ),
        quote!(
            use c::d;
        ),
        quote!(impl A { fn b() {} fn c(self) { self.d() } #[e] fn f() {} }),
        quote!(
            const G: &[H] = &[H];
        ),
    ];
    let mut items: Vec<Item> = plain.into_iter().map(Item::Plain).collect();
    items.push(Item::OpenEnum(quote!(
        pub enum E {
            #[doc = " One."]
            A = "a",
        }
    )));
    assert_eq!(
        printed(items),
        "
mod a;

use a::b;
use c::d;

impl A {
    fn b() {}

    fn c(self) {
        self.d()
    }

    #[e]
    fn f() {}
}

const G: &[H] = &[H];

rt::open_enum! {
    pub enum E {
        /// One.
        A = \"a\",
    }
}
",
    );
}

#[test]
fn a_head_of_two_lines_is_written_once() {
    let text = printed(vec![Item::Plain(quote!(
        impl<'de> serde::Deserialize<'de> for AResponseThatIsOneOfSeveralSchemasWithoutATagOfItsOwn {
            type A = B;
            fn c() {}
        }
    ))]);
    assert_eq!(
        text,
        "
impl<'de> serde::Deserialize<'de>
for AResponseThatIsOneOfSeveralSchemasWithoutATagOfItsOwn {
    type A = B;

    fn c() {}
}
"
    );
}

#[test]
fn paths_in_macros_are_written_closed_and_texts_as_they_are() {
    let items = vec![
        Item::Plain(quote!(rt::list_methods!(A => crate::types::B);)),
        Item::Plain(quote!(
            const A: &str = "crate :: b";
        )),
    ];
    let text = printed(items);
    assert!(
        text.contains("rt::list_methods!(A => crate::types::B);"),
        "{text}"
    );
    assert!(text.contains("\"crate :: b\""), "{text}");
}

#[test]
fn the_header_is_behind_the_first_paragraph_of_the_docs() {
    let docs = ["One,", "two.", "", "Three."].map(str::to_owned);
    assert_eq!(
        file(of(docs.to_vec(), Vec::new()), "a.yaml")
            .unwrap()
            .file
            .text,
        "//! One,\n//! two.\n// Written by `cargo xtask codegen` from a.yaml: change the document, the overlay or the \
         generator, not this file.\n//!\n//! Three.\n"
    );
}

#[test]
fn statements_are_laid_out() {
    let lines = statements(quote!(
        let aaaaaaaaaaaaaaa = bbbbbbbbbb.cccccccccccccccc().ddddddddddddd("eeeeeeeeeeeeeeeeeeeeeeee", f).await?;
        println!("{:?}", a);
    ));
    assert_eq!(
        lines,
        [
            "let aaaaaaaaaaaaaaa = bbbbbbbbbb",
            "    .cccccccccccccccc()",
            "    .ddddddddddddd(\"eeeeeeeeeeeeeeeeeeeeeeee\", f)",
            "    .await?;",
            "println!(\"{:?}\", a);",
        ]
    );
}

#[test]
fn what_is_no_rust_is_an_error() {
    let nonsense = of(Vec::new(), vec![Item::Plain(quote!(fn fn))]);
    assert!(file(nonsense, "a.yaml").is_err());
    assert_eq!(statements(quote!(fn fn)).len(), 1);
}
