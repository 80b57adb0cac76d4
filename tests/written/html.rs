//! Pages of HTML taken apart by `html5gum`, as a browser does, to a tree that must be nested as it is written.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements without an end.
const VOID: [&str; 9] = ["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// An element, or a text, of which the name is empty.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    own_text: String,
}

impl Node {
    /// The page, under a root without a name.
    pub fn read(page: &str) -> Node {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut open = vec![Node::default()];
        for token in Tokenizer::new_with_emitter(page, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let attributes = tag.attributes.iter().map(|(name, value)| (utf8(name), utf8(value))).collect();
                    let node = Node { name: utf8(&tag.name), attributes, ..Node::default() };
                    if VOID.contains(&node.name.as_str()) || tag.self_closing {
                        open.last_mut().unwrap().children.push(node);
                    } else {
                        open.push(node);
                    }
                }
                Token::EndTag(tag) => {
                    let node = open.pop().unwrap();
                    assert_eq!(node.name, utf8(&tag.name), "an end without its beginning");
                    open.last_mut().unwrap().children.push(node);
                }
                Token::String(text) => {
                    let text = Node { own_text: utf8(&text), ..Node::default() };
                    open.last_mut().unwrap().children.push(text);
                }
                Token::Doctype(_) => {}
                Token::Comment(text) => panic!("a comment: {}", utf8(&text)),
                Token::Error(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(open.len(), 1, "<{}> has no end", open.last().unwrap().name);
        open.pop().unwrap()
    }

    /// The value of an attribute; empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Is this one of its classes?
    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|own| own == class)
    }

    /// The text in it.
    pub fn text(&self) -> String {
        let inside: String = self.children.iter().map(Node::text).collect();
        inside + &self.own_text
    }

    /// Everything in it, itself first, in the order of the page.
    pub fn all(&self) -> Vec<&Node> {
        let inside = self.children.iter().flat_map(Node::all);
        std::iter::once(self).chain(inside).collect()
    }

    /// The elements in it that are wanted, in the order of the page.
    pub fn found(&self, is_wanted: impl Fn(&Node) -> bool) -> Vec<&Node> {
        self.all().into_iter().filter(|node| is_wanted(node)).collect()
    }

    /// The one element of this id.
    #[track_caller]
    pub fn of_id(&self, id: &str) -> &Node {
        let found = self.found(|node| node.attribute("id") == id);
        assert_eq!(found.len(), 1, "{} elements have the id {id}", found.len());
        found[0]
    }
}

#[test]
fn a_page_is_read_to_its_tree() {
    let page =
        Node::read("<!doctype html><p class=\"a b\">x &lt;b&gt;<br><i>y</i></p><script>if (a<b) \"</p>\"</script>");
    let [p, script] = &page.children[..] else { panic!("{page:?}") };
    assert_eq!((p.text().as_str(), p.has_class("b"), script.text().as_str()), ("x <b>y", true, "if (a<b) \"</p>\""));
    for wrong in ["<p><i>x</p></i>", "<p>x", "x</p>", "<!-- x -->"] {
        assert!(std::panic::catch_unwind(|| Node::read(wrong)).is_err(), "{wrong}");
    }
}
