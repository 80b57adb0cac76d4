//! Rings: files, or the files and folders of one folder, each of which leads to itself through the others.

use super::imports::Edges;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What forms a ring, and each pair that closes it.
pub struct Ring {
    pub members: Vec<String>,
    pairs: Vec<String>,
}

impl fmt::Display for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ring of {}: {}", self.members.join(", "), self.pairs.join("; "))
    }
}

type Graph = BTreeMap<String, BTreeSet<String>>;

/// The rings among files, wherever they stand: also of a folder's own file with those inside.
pub fn of_files(edges: &Edges) -> Vec<Ring> {
    let mut graph = Graph::new();
    for (from, to) in edges {
        graph.entry(from.join("/")).or_default().insert(to.join("/"));
    }
    rings(&graph)
}

/// The rings among the files and folders of each folder, a folder standing for all that is in it.
pub fn of_siblings(edges: &Edges) -> Vec<Ring> {
    let mut graphs = BTreeMap::<String, Graph>::new();
    for (from, to) in edges {
        let shared = from.iter().zip(to).take_while(|(one, other)| one == other).count();
        if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
            let folder = from[..shared].join("/");
            let name = |child: &str| format!("{folder}/{child}");
            graphs.entry(folder.clone()).or_default().entry(name(one)).or_default().insert(name(other));
        }
    }
    graphs.values().flat_map(rings).collect()
}

fn rings(graph: &Graph) -> Vec<Ring> {
    let reached: BTreeMap<&String, BTreeSet<&String>> = graph.keys().map(|from| (from, reached(graph, from))).collect();
    let leads_to = |from: &String, to: &String| reached.get(from).is_some_and(|all| all.contains(to));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.keys().filter(|start| leads_to(start, start)) {
        if seen.contains(start) {
            continue;
        }
        let members: Vec<String> =
            graph.keys().filter(|other| leads_to(start, other) && leads_to(other, start)).cloned().collect();
        seen.extend(members.clone());
        let pairs = members.iter().flat_map(|from| {
            graph[from].iter().filter(|to| members.contains(to)).map(move |to| format!("{from} -> {to}"))
        });
        found.push(Ring { pairs: pairs.collect(), members: members.clone() });
    }
    found
}

/// What can be reached from a file; itself only through others.
fn reached<'g>(graph: &'g Graph, from: &String) -> BTreeSet<&'g String> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&String> = graph[from].iter().collect();
    while let Some(one) = next.pop() {
        if reached.insert(one) {
            next.extend(graph.get(one).into_iter().flatten());
        }
    }
    reached
}
