//! Documents understood once and kept: clients send the same few over and over, and to look over, parse and validate
//! them takes longer than to answer them. A document is kept by its exact text and only after it was found valid.

use std::hash::RandomState;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::Name;
use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use lru::LruCache;

use super::contract::Contract;
use super::cost::{self, Plan};
use super::refusal::Refusal;
use super::variables::Declared;

/// One operation of a document, ready to be run.
#[derive(Debug)]
pub struct Prepared {
    /// The document with this operation alone and the fragments it uses.
    pub document: ExecutableDocument,
    pub operation: OperationType,
    pub variables: Vec<Declared>,
    pub plan: Plan,
    /// It asks what it costs, so its answer is for one asker.
    pub asks_rate_limit: bool,
}

impl Prepared {
    /// Takes the named operation out of a parsed document.
    pub fn of(
        document: &ExecutableDocument,
        name: Option<&str>,
        contract: &Contract,
        limits: &cost::Limits,
    ) -> Result<Self, Refusal> {
        let (found, operation) = choose(document, name)?;
        // every operation is priced, for what no variables can make right, as validation looks at all of them too
        for (_, other) in document.operations.iter() {
            Plan::of(contract, document, &other.node, limits)?;
        }
        let plan = Plan::of(contract, document, operation, limits)?;
        let mut used = Vec::new();
        collect_fragments(document, &operation.selection_set.node, &mut used);
        let fragments = document.fragments.iter().filter(|(name, _)| used.contains(name));
        let fragments = fragments
            .map(|(name, fragment)| (name.clone(), fragment.clone()))
            .collect();
        let positioned = document.operations.iter().find(|(name, _)| *name == found);
        let (_, positioned) = positioned.ok_or_else(|| unknown_operation(name))?;
        let operations = match found {
            Some(name) => DocumentOperations::Multiple([(name.clone(), positioned.clone())].into()),
            None => DocumentOperations::Single(positioned.clone()),
        };
        Ok(Self {
            operation: operation.ty,
            variables: Declared::all(operation),
            plan,
            asks_rate_limit: operation.selection_set.node.items.iter().any(|item| match &item.node {
                Selection::Field(field) => field.node.name.node == "rateLimit",
                _ => true, // not worth a search: it may be in the fragment
            }),
            document: ExecutableDocument { operations, fragments },
        })
    }
}

fn choose<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<(Option<&'a Name>, &'a OperationDefinition), Refusal> {
    let mut operations = document.operations.iter();
    let found = match name {
        Some(name) => operations.find(|(other, _)| other.is_some_and(|other| other == name)),
        None if operations.len() == 1 => operations.next(),
        None => {
            let message = "The document has several operations: say which one in `operationName`.";
            return Err(Refusal::invalid("OPERATION_NOT_CHOSEN", message));
        }
    };
    found
        .map(|(name, operation)| (name, &operation.node))
        .ok_or_else(|| unknown_operation(name))
}

fn unknown_operation(name: Option<&str>) -> Refusal {
    let message = format!("The document has no operation named `{}`.", name.unwrap_or_default());
    Refusal::invalid("OPERATION_NOT_FOUND", message)
}

fn collect_fragments(document: &ExecutableDocument, selections: &SelectionSet, used: &mut Vec<Name>) {
    for selection in &selections.items {
        match &selection.node {
            Selection::Field(field) => collect_fragments(document, &field.node.selection_set.node, used),
            Selection::InlineFragment(fragment) => {
                collect_fragments(document, &fragment.node.selection_set.node, used);
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                if used.contains(name) {
                    continue;
                }
                if let Some(fragment) = document.fragments.get(name) {
                    used.push(name.clone());
                    collect_fragments(document, &fragment.node.selection_set.node, used);
                }
            }
        }
    }
}

/// The documents kept, the least recently used forgotten first.
#[derive(Debug)]
pub struct Documents {
    kept: Mutex<Kept>,
    bytes: usize,
}

#[derive(Debug)]
struct Kept {
    documents: LruCache<String, (Arc<Prepared>, usize), RandomState>,
    bytes: usize,
}

/// About what a token of a parsed document takes in memory.
const TOKEN_BYTES: usize = 160;
const PART_BYTES: usize = 160;

impl Documents {
    /// Keeps at most so many documents in about so many bytes.
    pub fn new(count: NonZeroUsize, bytes: usize) -> Self {
        let documents = LruCache::with_hasher(count, RandomState::new());
        Self {
            kept: Mutex::new(Kept { documents, bytes: 0 }),
            bytes,
        }
    }

    pub fn find(&self, query: &str, operation: Option<&str>) -> Option<Arc<Prepared>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match operation {
            None => kept.documents.get(query),
            Some(operation) => kept.documents.get(&key(query, Some(operation))),
        };
        found.map(|(prepared, _)| prepared.clone())
    }

    /// Keeps a document that was found valid; `tokens` says how large it is.
    pub fn keep(&self, query: &str, operation: Option<&str>, tokens: usize, prepared: Arc<Prepared>) {
        let size = query.len() + tokens * TOKEN_BYTES + prepared.plan.parts() * PART_BYTES;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let replaced = kept.documents.push(key(query, operation), (prepared, size));
        kept.bytes = kept.bytes + size - replaced.map_or(0, |(_, (_, size))| size);
        while kept.bytes > self.bytes {
            let Some((_, (_, size))) = kept.documents.pop_lru() else {
                break;
            };
            kept.bytes -= size;
        }
    }

    pub fn len(&self) -> usize {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).documents.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// No document that passed the guard contains U+0000.
fn key(query: &str, operation: Option<&str>) -> String {
    match operation {
        Some(operation) => format!("{query}\0{operation}"),
        None => query.to_owned(),
    }
}
