//! The writer and prettyplease make the same lines of the same tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::Tokens;
use super::{LINE_BREAK, file, unparse, writer};
use crate::emit::{Item, RustFile};

/// What the writer makes of an item, which prettyplease must make of it too.
fn written(item: TokenStream) -> String {
    let tokens = Tokens::new(item);
    let text = writer::item(&tokens).unwrap_or_else(|| panic!("not known: {}", tokens.source()));
    assert_eq!(text, by_prettyplease(&tokens));
    text
}

fn by_prettyplease(tokens: &Tokens) -> String {
    unparse(vec![syn::parse_str(&tokens.source()).unwrap()])
}

#[test]
fn items_are_spaced_and_enumerations_wrapped() {
    let items = vec![
        Item::Plain(quote!(
            use a::b;
        )),
        Item::Plain(quote!(
            use c::d;
        )),
        Item::Plain(quote!(impl A { fn b() {} fn c() {} })),
        Item::OpenEnum(quote!(
            pub enum E {
                #[doc = " One."]
                A = "a",
            }
        )),
    ];
    let printed = file(
        RustFile {
            path: String::new(),
            docs: vec!["Docs.".to_owned()],
            items,
        },
        "api.yaml",
    )
    .unwrap();
    let (_, body) = printed.split_once("not this file.\n").unwrap();
    assert_eq!(
        body,
        "\nuse a::b;\nuse c::d;\n\nimpl A {\n    fn b() {}\n    fn c() {}\n}\n\nrt::open_enum! {\n    pub enum E {\n        \
         /// One.\n        A = \"a\",\n    }\n}\n"
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
    let docs = vec!["Docs.".to_owned()];
    let path = String::new();
    let printed = file(RustFile { path, docs, items }, "api.yaml").unwrap();
    assert!(
        printed.contains("rt::list_methods!(A => crate::types::B);"),
        "{printed}"
    );
    assert!(printed.contains("\"crate :: b\""), "{printed}");
}

#[test]
fn items_are_laid_out() {
    let docs = format!("r\" One.{LINE_BREAK}{LINE_BREAK} Two.  \"");
    let docs: TokenStream = docs.parse().unwrap();
    for item in [
        quote!(
            pub mod a;
        ),
        quote!(
            #[cfg(feature = "a")]
            pub use a::b::{C, D, F};
        ),
        quote!(
            use a::{
                Aaaaaaaaaaaaaaaaaaaaa, Bbbbbbbbbbbbbbbbbbbbbb, Cccccccccccccccccccc, Dddddddddddddd,
            };
        ),
        quote!(
            /// What it is.
            #[derive(Clone, Debug)]
            #[must_use = "it does nothing"]
            pub struct A(b::C<D, E>);
        ),
        quote!(
            pub(crate) struct A {
                #[doc = #docs]
                #[serde(
                    rename = "b-c",
                    default,
                    deserialize_with = "a::b::c",
                    skip_serializing_if = "Option::is_none"
                )]
                pub b: Option<BTreeMap<String, &'static [Vec<serde_json::Value>]>>,
                c: (A, B),
            }
        ),
        quote!(
            pub enum A {
                #[doc = " One."]
                One = "one",
                Two,
            }
        ),
        quote!(a::b!(A => crate::b::C<d::E>, "f", g.h().i, !j);),
        quote!(
            pub static A: &B = &B {
                c: -1,
                d: &["e", "ffffffffffffffffffffffffffffffffffff"],
                g: &[],
            };
        ),
    ] {
        written(item);
    }
}

#[test]
fn functions_are_laid_out() {
    for item in [
        quote!(
            pub async fn a<'a>(&mut self, mut b: &'a str) -> Result<(), Box<dyn Error + Send>> {
                b
            }
        ),
        quote!(
            fn a(
                self,
                bbbbbbbbbbbbbbbbbbbb: impl Into<String>,
                cccccccccccc: impl IntoIterator<Item = D>,
            ) {
                Self { e }
            }
        ),
        quote!(
            fn a() -> Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb<
                Cccccccccccccccccccccccccccc,
                Ddddddddddddddddddddddddddd,
            > {
                e
            }
        ),
        quote!(
            fn a() {
                let B { c, d } = e;
                let mut f: G = h?.i.await?;
                self.j = k(1..=2, 3..);
                println!("{} {:?}", l, m);
                for n in o.p() {
                    q(n);
                }
                while let Some(r) = s.t().await? {
                    u.v(&mut r, *w, x::<Y>::Z)?;
                }
            }
        ),
    ] {
        written(item);
    }
}

#[test]
fn chains_are_laid_out() {
    for item in [
        quote!(
            fn a() -> Checked {
                self.0
                    .form(
                        "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                        bbbbbbbbbbbbbbbbbbbbbbbbbbbb,
                    )
                    .query("C", d.into());
                api.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(
                    bbbbbbbbbbbbbbbbbbbbbbb,
                    ccccccccccccccccccccccccccc,
                    ddddddd,
                )
                .e();
                aaaaaaa.sends("bbbbbbbbbbbbbbbb", || {
                    Ok(cccccccc::<D, E>(ffffffffff)?
                        .ggggggggg()
                        .hhhhhhh()
                        .build()?)
                });
                aaa.reads(&b, async || Ok(c.d().await?)).await;
                Ok(A::new(
                    |a, b| {
                        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                            .bbbbbbbbbbbbbbbbbbbbbbbbbb(ccccccccccccccccccccc)
                            .d
                    },
                    e(|_| f(g)),
                )?)
            }
        ),
        quote!(
            impl<'de> A<'de> for B {
                fn a() -> C {
                    D(E {
                        ffffffffffffffff: "g",
                        hhhhhhhhhhhhhhhhhhhhhhh: Some(Vec::from(["i", "j"])),
                    })
                }
                pub fn b(&self) {
                    async {
                        c();
                        d()
                    }
                }
            }
        ),
    ] {
        written(item);
    }
}

#[test]
fn statements_are_laid_out() {
    let lines = super::statements(quote!(
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
fn what_the_writer_does_not_know_it_leaves_alone() {
    for item in [
        "trait A {}",
        "type A = B;",
        "#[a(b(c))] struct D;",
        "fn a<B: C>(d: B) where B: E {}",
        "fn a() { b + c }",
        "fn a() { b as C }",
        "fn a() { [1, 2] }",
        "fn a() { return b; }",
        "fn a() { if b { c() } }",
        "fn a() { match b { C => d } }",
        "fn a() { let B = c else { d() }; }",
    ] {
        let tokens = Tokens::new(item.parse().unwrap());
        assert!(writer::item(&tokens).is_none(), "{item}");
        assert_eq!(super::item(&tokens).unwrap(), by_prettyplease(&tokens));
    }
    let lines = super::statements(quote!(if a {
        b()
    }));
    assert_eq!(lines, ["if a {", "    b()", "}"]);
}

#[test]
fn what_is_no_rust_is_an_error() {
    let nonsense = RustFile {
        path: String::new(),
        docs: Vec::new(),
        items: vec![Item::Plain(quote!(fn fn))],
    };
    assert!(file(nonsense, "a.yaml").is_err());
}
