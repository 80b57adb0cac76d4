//! Text to a JSON value, or the defects that prevent it.

use jsonc_parser::ast::{Object, Value as Node};
use serde_json::Value;

use super::{position, strict, syntax};
use crate::load::defect::{Defect, DefectLocation, Defects};

/// The value that a text states; `None` with a defect if it is not JSON. With duplicate keys there is a
/// value (the last one holds), so that the rest of the file can be checked.
pub(crate) fn value(text: &str, defects: &mut Defects) -> Option<Value> {
    if let Some(deep) = syntax::too_deep(text) {
        defects.add(deep);
        return None;
    }
    match strict::parse(text) {
        Ok((value, twice)) => {
            if twice {
                duplicates(text, defects);
            }
            Some(value)
        }
        Err(error) => {
            defects.add(syntax::explain(text, &error));
            None
        }
    }
}

fn duplicates(text: &str, defects: &mut Defects) {
    if let Some(node) = position::tree(text) {
        visit(&node, defects);
    }
}

fn visit(node: &Node, defects: &mut Defects) {
    match node {
        Node::Object(object) => {
            repeated_keys(object, defects);
            object.properties.iter().for_each(|property| visit(&property.value, defects));
        }
        Node::Array(array) => array.elements.iter().for_each(|element| visit(element, defects)),
        _ => {}
    }
}

fn repeated_keys(object: &Object, defects: &mut Defects) {
    let mut seen = std::collections::BTreeMap::new();
    for property in &object.properties {
        let (name, at) = (property.name.as_str(), property.range.start);
        if let Some(first) = seen.get(name) {
            let message = format!("the key \"{name}\" stands twice in one object");
            let defect = Defect::error_at("duplicate-key", DefectLocation::Byte(at), message);
            defects.add(defect.help("keep one of the two").also(DefectLocation::Byte(*first), "it stands here first"));
        } else {
            seen.insert(name, at);
        }
    }
}
