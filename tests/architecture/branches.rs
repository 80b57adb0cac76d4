//! Branches that read better as `if`: a `match` whose arms are `true` and `false`.

use syn::visit::Visit;

/// How many there are in a file.
pub fn matches_on_bool(text: &str) -> usize {
    let mut found = Found(0);
    found.visit_file(&syn::parse_file(text).unwrap());
    found.0
}

struct Found(usize);

fn is_bool(pattern: &syn::Pat) -> bool {
    matches!(pattern, syn::Pat::Lit(literal) if matches!(literal.lit, syn::Lit::Bool(_)))
}

impl<'ast> Visit<'ast> for Found {
    fn visit_expr_match(&mut self, one: &'ast syn::ExprMatch) {
        self.0 += usize::from(one.arms.iter().any(|arm| is_bool(&arm.pat)));
        syn::visit::visit_expr_match(self, one);
    }
}
