//! Which file of `src/` takes something from which other one: paths that start with `crate`, `super` or `self`, wherever
//! they stand, followed through re-exports to the file that defines what is meant. Tests inside a file do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::visit::Visit;

/// The path of a module from the crate's root: `["report", "gaps", "rows"]`.
pub type Module = Vec<String>;

/// What each module takes from which other one, as `(from, to)`.
pub type Edges = BTreeSet<(Module, Module)>;

/// The edges between the modules of a tree of sources. What a module only re-exports is no edge of its own.
pub fn edges(root: &Path, files: &[(std::path::PathBuf, String)]) -> Edges {
    let mut crate_tree = Tree::default();
    for (path, text) in files {
        let module = module_of(path.strip_prefix(root).unwrap());
        let mut reader = Reader { module: module.clone(), inline: Vec::new(), found: File::default() };
        reader.visit_file(&syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        crate_tree.files.insert(module, reader.found);
    }
    crate_tree.edges()
}

/// The types that a file defines: structures, enumerations, traits, aliases and closed lists. Tests do not count.
pub fn types(path: &Path, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let items =
        parsed.items.into_iter().filter(|item| !matches!(item, syn::Item::Mod(one) if is_for_tests(&one.attrs)));
    for item in items {
        match item {
            syn::Item::Struct(one) => names.push(one.ident.to_string()),
            syn::Item::Enum(one) => names.push(one.ident.to_string()),
            syn::Item::Trait(one) => names.push(one.ident.to_string()),
            syn::Item::Type(one) => names.push(one.ident.to_string()),
            syn::Item::Macro(one) if one.mac.path.is_ident("vocabulary") => names.extend(closed_list(&one.mac)),
            _ => {}
        }
    }
    names
}

/// The name of a closed list: the first word that is not of its documentation.
fn closed_list(list: &syn::Macro) -> Option<String> {
    let mut words = list.tokens.clone().into_iter();
    words.find_map(|word| if let proc_macro2::TokenTree::Ident(name) = word { Some(name.to_string()) } else { None })
}

/// The module that a file of `src/` holds.
fn module_of(path: &Path) -> Module {
    let mut parts: Module = path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// What one file names: paths from the root, and what it re-exports under which name.
#[derive(Default)]
struct File {
    named: BTreeSet<Vec<String>>,
    exported: BTreeMap<String, Vec<String>>,
}

#[derive(Default)]
struct Tree {
    files: BTreeMap<Module, File>,
}

impl Tree {
    fn edges(&self) -> Edges {
        let mut edges = Edges::new();
        for (module, file) in &self.files {
            for path in &file.named {
                let target = self.defining(path, 0);
                edges.extend(target.filter(|target| target != module).map(|target| (module.clone(), target)));
            }
        }
        edges
    }

    /// The module that defines what a path names; `None`: it is not of this crate.
    fn defining(&self, path: &[String], depth: usize) -> Option<Module> {
        assert!(depth < 20, "re-exports run in a circle: {path:?}");
        let length = (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(length);
        let exported = rest.first().and_then(|name| self.files[module].exported.get(name));
        match exported {
            Some(target) => self.defining(target, depth + 1),
            None => (length > 0).then(|| module.to_vec()),
        }
    }
}

struct Reader {
    module: Module,
    /// Modules written inside the file.
    inline: Vec<String>,
    found: File,
}

impl Reader {
    /// A path from the root, if it is one of this crate's: `use` may also name a child without `self`.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut base: Module = self.module.iter().chain(&self.inline).cloned().collect();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => base.clear(),
            "self" => {}
            "super" => {
                while rest.first().is_some_and(|word| word == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
                base.extend_from_slice(rest);
                return Some(base);
            }
            _ => return None,
        }
        base.extend_from_slice(&rest[1..]);
        Some(base)
    }

    fn used(&mut self, tree: &syn::UseTree, prefix: &mut Vec<String>, exported: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.used(&path.tree, prefix, exported);
                prefix.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.used(tree, prefix, exported)),
            syn::UseTree::Name(name) => self.leaf(prefix, &name.ident, &name.ident, exported),
            syn::UseTree::Rename(name) => self.leaf(prefix, &name.ident, &name.rename, exported),
            syn::UseTree::Glob(_) => {
                let own = self.absolute(prefix);
                let is_prelude = own.as_ref().is_none_or(|path| path == &["parallel"]);
                assert!(is_prelude, "{:?}: a glob hides what is used", self.module);
                self.found.named.extend(own);
            }
        }
    }

    fn leaf(&mut self, prefix: &[String], name: &syn::Ident, own: &syn::Ident, exported: bool) {
        let mut path = prefix.to_vec();
        if name != "self" {
            path.push(name.to_string());
        }
        // `use child::X` names a module of this file without `self`.
        let relative = || [self.module.clone(), self.inline.clone(), path.clone()].concat();
        let absolute = self.absolute(&path).unwrap_or_else(relative);
        if exported {
            // A macro is exported under its own name from where it stands.
            let itself = [self.module.clone(), vec![own.to_string()]].concat();
            self.found.exported.extend(Some((own.to_string(), absolute)).filter(|(_, target)| *target != itself));
        } else {
            self.found.named.insert(absolute);
        }
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test"))
    })
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let exported = !matches!(item.vis, syn::Visibility::Inherited);
        self.used(&item.tree, &mut Vec::new(), exported);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if is_for_tests(&item.attrs) {
            return;
        }
        self.inline.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.inline.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.found.named.extend(self.absolute(&words).filter(|_| words.len() > 1));
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        // Inside a macro's words a path is a run of tokens: `crate :: load :: Problem`.
        let text = item.tokens.to_string().replace(" :: ", "::");
        for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':') {
            let words: Vec<String> = word.split("::").map(str::to_owned).collect();
            self.found.named.extend(self.absolute(&words).filter(|_| words.len() > 1));
        }
        syn::visit::visit_macro(self, item);
    }
}
