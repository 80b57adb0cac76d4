//! Where a source can be changed, and to what: each change keeps the types, so that the compiler accepts most of them.

use std::ops::Range;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ReturnType, Stmt, Type};

/// One change of one file.
#[derive(Clone, Debug)]
pub struct Point {
    /// The bytes that are written differently; empty where something is added.
    pub range: Range<usize>,
    pub line: usize,
    pub change: Change,
    /// What a reader is told: "`<` is `<=`".
    pub told: String,
}

#[derive(Clone, Debug)]
pub enum Change {
    /// This expression is used in its place.
    Instead(String),
    /// The statement is left out.
    Without,
    /// The function returns this at once.
    Return(String),
    /// The arm of a `match` is skipped.
    Skipped,
}

/// All changes of a source, in its order.
pub fn of(text: &str) -> Vec<Point> {
    let file = syn::parse_file(text).expect("a source can be parsed");
    let mut found = Found { text, points: Vec::new() };
    found.visit_file(&file);
    found.points.sort_by_key(|point| (point.range.start, std::cmp::Reverse(point.range.end)));
    found.points
}

struct Found<'a> {
    text: &'a str,
    points: Vec<Point>,
}

/// Methods whose closure answers yes or no.
const QUESTIONS: [&str; 12] = [
    "all",
    "any",
    "filter",
    "find",
    "is_none_or",
    "is_some_and",
    "is_ok_and",
    "partition",
    "position",
    "retain",
    "skip_while",
    "take_while",
];

/// Methods that mean something else and have the same type.
const SWAPPED: [(&str, &str); 10] = [
    ("all", "any"),
    ("max", "min"),
    ("max_by_key", "min_by_key"),
    ("first", "last"),
    ("is_some", "is_none"),
    ("is_some_and", "is_none_or"),
    ("is_ok", "is_err"),
    ("starts_with", "ends_with"),
    ("next", "last"),
    ("find", "rfind"),
];

impl Found<'_> {
    fn source(&self, span: Span) -> &str {
        &self.text[span.byte_range()]
    }

    fn add(&mut self, span: Span, change: Change, told: String) {
        self.points.push(Point { range: span.byte_range(), line: span.start().line, change, told });
    }

    fn instead(&mut self, span: Span, by: String, told: String) {
        self.add(span, Change::Instead(by), told);
    }

    /// A question is always answered so.
    fn answered(&mut self, question: &Expr) {
        if has_let(question) || matches!(question, Expr::Lit(_) | Expr::Block(_)) {
            return;
        }
        for answer in ["true", "false"] {
            let told = format!("`{}` is {answer}", short(self.source(question.span())));
            self.instead(question.span(), answer.to_owned(), told);
        }
    }

    fn binary(&mut self, binary: &syn::ExprBinary) {
        let other = match binary.op {
            BinOp::Lt(_) => "<=",
            BinOp::Le(_) => "<",
            BinOp::Gt(_) => ">=",
            BinOp::Ge(_) => ">",
            BinOp::Eq(_) => "!=",
            BinOp::Ne(_) => "==",
            BinOp::And(_) if !has_let(&binary.left) && !has_let(&binary.right) => "||",
            BinOp::Or(_) => "&&",
            BinOp::Add(_) => "-",
            BinOp::Sub(_) => "+",
            BinOp::Mul(_) => "+",
            BinOp::Div(_) => "*",
            BinOp::Rem(_) => "/",
            BinOp::AddAssign(_) => "-=",
            BinOp::SubAssign(_) => "+=",
            _ => return,
        };
        let (left, right) = (self.source(binary.left.span()), self.source(binary.right.span()));
        let told = format!("`{}` is `{other}`", self.source(binary.op.span()));
        self.instead(binary.span(), format!("({left}) {other} ({right})"), told);
    }

    fn method(&mut self, call: &syn::ExprMethodCall) {
        let name = call.method.to_string();
        let (start, end) = (call.span().byte_range().start, call.span().byte_range().end);
        let method = call.method.span().byte_range();
        let renamed =
            |other: &str| format!("{}{other}{}", &self.text[start..method.start], &self.text[method.end..end]);
        let others = SWAPPED.iter().filter_map(|(one, two)| {
            (*one == name).then_some(*two).or_else(|| (*two == name && *one != "next").then_some(*one))
        });
        let found: Vec<(String, String)> =
            others.map(|other| (renamed(other), format!("`{name}` is `{other}`"))).collect();
        for (by, told) in found {
            self.instead(call.span(), by, told);
        }
        if matches!(name.as_str(), "contains" | "is_empty" | "contains_key") {
            let by = format!("!({})", self.source(call.span()));
            self.instead(call.span(), by, format!("not `{name}`"));
        }
        if QUESTIONS.contains(&name.as_str())
            && let Some(Expr::Closure(closure)) = call.args.last()
        {
            self.answered(&closure.body);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        let Stmt::Expr(expression, Some(_)) = statement else { return };
        let can_be_left_out = match expression {
            Expr::Binary(binary) => matches!(binary.op, BinOp::AddAssign(_) | BinOp::BitOrAssign(_)),
            Expr::Assign(_) | Expr::MethodCall(_) | Expr::Call(_) | Expr::Continue(_) | Expr::Break(_) => true,
            _ => false,
        };
        if can_be_left_out {
            let told = format!("`{}` is left out", short(self.source(expression.span())));
            self.add(statement.span(), Change::Without, told);
        }
    }

    fn function(&mut self, attributes: &[syn::Attribute], signature: &syn::Signature, block: &syn::Block) {
        // what is computed when compiling cannot ask which change is chosen
        if signature.constness.is_some() || is_of_tests(attributes) {
            return;
        }
        let body = self.text[block.span().byte_range()].trim_matches(['{', '}']).trim().to_owned();
        for &value in values(&signature.output) {
            if body != value {
                let at = block.brace_token.span.open().byte_range().end;
                let line = signature.ident.span().start().line;
                let told =
                    format!("`{}` returns {}", signature.ident, if value.is_empty() { "at once" } else { value });
                let change = Change::Return(value.to_owned());
                self.points.push(Point { range: at..at, line, change, told });
            }
        }
        visit::visit_block(self, block);
    }
}

impl<'ast> Visit<'ast> for Found<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_of_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function(&function.attrs, &function.sig, &function.block);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function(&function.attrs, &function.sig, &function.block);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_of_tests(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        self.statement(statement);
        visit::visit_stmt(self, statement);
    }

    fn visit_expr_match(&mut self, matching: &'ast syn::ExprMatch) {
        let rest = matching.arms.iter().position(|arm| matches!(arm.pat, syn::Pat::Wild(_)) && arm.guard.is_none());
        for (number, arm) in matching.arms.iter().enumerate() {
            match &arm.guard {
                Some((_, guard)) => self.answered(guard),
                None if rest.is_some_and(|rest| number < rest) => {
                    let at = arm.pat.span().byte_range().end;
                    let told = format!("the arm `{}` is skipped", short(self.source(arm.pat.span())));
                    let line = arm.pat.span().start().line;
                    self.points.push(Point { range: at..at, line, change: Change::Skipped, told });
                }
                None => {}
            }
        }
        visit::visit_expr_match(self, matching);
    }

    fn visit_expr_if(&mut self, choice: &'ast syn::ExprIf) {
        self.answered(&choice.cond);
        visit::visit_expr_if(self, choice);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        self.binary(binary);
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        if matches!(unary.op, syn::UnOp::Not(_)) {
            let by = self.source(unary.expr.span()).to_owned();
            self.instead(
                unary.span(),
                by,
                format!("`!` before `{}` is left out", short(self.source(unary.expr.span()))),
            );
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.method(call);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_macro(&mut self, called: &'ast syn::ExprMacro) {
        if called.mac.path.is_ident("matches") {
            let by = format!("!{}", self.source(called.span()));
            self.instead(called.span(), by, format!("not `{}`", short(self.source(called.span()))));
        }
    }

    fn visit_expr_lit(&mut self, literal: &'ast syn::ExprLit) {
        match &literal.lit {
            syn::Lit::Bool(value) => {
                let other = !value.value;
                self.instead(literal.span(), other.to_string(), format!("{} is {other}", value.value));
            }
            syn::Lit::Int(value) => {
                let Ok(number) = value.base10_parse::<u64>() else { return };
                let other = format!("{}{}", number + 1, value.suffix());
                self.instead(literal.span(), other, format!("{number} is {}", number + 1));
            }
            _ => {}
        }
    }
}

fn is_of_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        Expr::Paren(inner) => has_let(&inner.expr),
        _ => false,
    }
}

/// What a function of this type can return without looking.
fn values(output: &ReturnType) -> &'static [&'static str] {
    let ReturnType::Type(_, returned) = output else { return &[""] };
    let Type::Path(path) = &**returned else { return &[] };
    let Some(last) = path.path.segments.last() else { return &[] };
    match last.ident.to_string().as_str() {
        "bool" => &["true", "false"],
        "Option" => &["None"],
        "Vec" | "BTreeMap" | "BTreeSet" | "String" => &["Default::default()"],
        "usize" | "u8" | "u16" | "u32" | "i32" | "i64" => &["0", "1"],
        "Result" => match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
                Some(syn::GenericArgument::Type(Type::Tuple(tuple))) if tuple.elems.is_empty() => &["Ok(())"],
                _ => &[],
            },
            _ => &[],
        },
        _ => &[],
    }
}

fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() <= 60 { text } else { text.chars().take(57).chain("...".chars()).collect() }
}
