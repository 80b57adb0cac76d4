//! Text to a JSON value, or the defects that prevent it.

use jsonc_parser::ast::{Object, Value as Node};
use serde_json::Value;

use super::{position, strict, syntax};
use crate::load::raised::{Desk, Raised, Spot};

/// The value that a text states; `None` with a defect on the desk if it is not JSON. With duplicate keys there is a
/// value (the last one holds), so that the rest of the file can be checked.
pub(crate) fn value(text: &str, desk: &mut Desk) -> Option<Value> {
    if let Some(deep) = syntax::too_deep(text) {
        desk.raise(deep);
        return None;
    }
    match strict::parse(text) {
        Ok((value, twice)) => {
            if twice {
                duplicates(text, desk);
            }
            Some(value)
        }
        Err(error) => {
            desk.raise(syntax::explain(text, &error));
            None
        }
    }
}

fn duplicates(text: &str, desk: &mut Desk) {
    if let Some(node) = position::tree(text) {
        visit(&node, desk);
    }
}

fn visit(node: &Node, desk: &mut Desk) {
    match node {
        Node::Object(object) => {
            repeated_keys(object, desk);
            object.properties.iter().for_each(|property| visit(&property.value, desk));
        }
        Node::Array(array) => array.elements.iter().for_each(|element| visit(element, desk)),
        _ => {}
    }
}

fn repeated_keys(object: &Object, desk: &mut Desk) {
    let mut seen = std::collections::BTreeMap::new();
    for property in &object.properties {
        let (name, at) = (property.name.as_str(), property.range.start);
        if let Some(first) = seen.get(name) {
            let message = format!("the key \"{name}\" stands twice in one object");
            let raised = Raised::error_at("duplicate-key", Spot::Byte(at), message);
            desk.raise(raised.help("keep one of the two").also(Spot::Byte(*first), "it stands here first"));
        } else {
            seen.insert(name, at);
        }
    }
}
