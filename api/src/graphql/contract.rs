//! The schema as its own text tells it: which types there are, which fields are lists, which arguments say how long
//! a list may get, which directives exist. The door judges requests by it without knowing any table.

use std::collections::{HashMap, HashSet};

use async_graphql::Name;
use async_graphql::parser::types::{BaseType, InputValueDefinition, Type, TypeKind, TypeSystemDefinition};
use async_graphql::parser::{Error, parse_schema};

/// What a value that comes in must look like.
#[derive(Debug)]
pub enum Input {
    Scalar,
    Enum(HashSet<Name>),
    Object {
        fields: HashMap<Name, InputField>,
        one_of: bool,
    },
}

#[derive(Debug)]
pub struct InputField {
    pub ty: Type,
    pub required: bool,
}

/// A field of an answer.
#[derive(Debug)]
pub struct Field {
    /// The type behind lists and exclamation marks.
    pub ty: Name,
    pub list: bool,
    /// The field takes `first` or `last`.
    pub connection: bool,
}

#[derive(Debug)]
pub struct Contract {
    pub sdl: String,
    pub query: Name,
    pub mutation: Option<Name>,
    pub directives: HashSet<Name>,
    inputs: HashMap<Name, Input>,
    outputs: HashMap<Name, HashMap<Name, Field>>,
}

impl Contract {
    /// Reads the text of a schema.
    pub fn read(sdl: String) -> Result<Self, Error> {
        let mut contract = Self {
            query: Name::new("Query"),
            mutation: None,
            directives: ["skip", "include"].map(Name::new).into(),
            inputs: HashMap::new(),
            outputs: HashMap::new(),
            sdl: String::new(),
        };
        for definition in parse_schema(&sdl)?.definitions {
            match definition {
                TypeSystemDefinition::Schema(roots) => {
                    contract.query = roots.node.query.map_or(contract.query, |name| name.node);
                    contract.mutation = roots.node.mutation.map(|name| name.node);
                }
                TypeSystemDefinition::Directive(directive) => {
                    let executable = directive.node.locations.iter().any(|place| is_executable(&place.node));
                    if executable {
                        contract.directives.insert(directive.node.name.node);
                    }
                }
                TypeSystemDefinition::Type(ty) => {
                    let one_of = ty
                        .node
                        .directives
                        .iter()
                        .any(|directive| directive.node.name.node == "oneOf");
                    contract.add(ty.node.name.node, ty.node.kind, one_of);
                }
            }
        }
        contract.sdl = sdl;
        Ok(contract)
    }

    fn add(&mut self, name: Name, kind: TypeKind, one_of: bool) {
        let fields = match kind {
            TypeKind::Scalar => {
                self.inputs.insert(name, Input::Scalar);
                return;
            }
            TypeKind::Enum(values) => {
                let values = values.values.into_iter().map(|value| value.node.value.node).collect();
                self.inputs.insert(name, Input::Enum(values));
                return;
            }
            TypeKind::InputObject(object) => {
                let fields = object.fields.into_iter().map(|field| input_field(field.node)).collect();
                self.inputs.insert(name, Input::Object { fields, one_of });
                return;
            }
            TypeKind::Union(_) => return,
            TypeKind::Object(object) => object.fields,
            TypeKind::Interface(interface) => interface.fields,
        };
        let fields = fields.into_iter().map(|field| {
            let (ty, list) = named(field.node.ty.node);
            let connection = field
                .node
                .arguments
                .iter()
                .any(|argument| matches!(&*argument.node.name.node, "first" | "last"));
            (field.node.name.node, Field { ty, list, connection })
        });
        self.outputs.insert(name, fields.collect());
    }

    pub fn field(&self, parent: &str, field: &str) -> Option<&Field> {
        self.outputs.get(parent)?.get(field)
    }

    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.get(name)
    }
}

fn input_field(field: InputValueDefinition) -> (Name, InputField) {
    let required = !field.ty.node.nullable && field.default_value.is_none();
    (
        field.name.node,
        InputField {
            ty: field.ty.node,
            required,
        },
    )
}

fn named(ty: Type) -> (Name, bool) {
    match ty.base {
        BaseType::Named(name) => (name, false),
        BaseType::List(inner) => (named(*inner).0, true),
    }
}

fn is_executable(place: &async_graphql::parser::types::DirectiveLocation) -> bool {
    use async_graphql::parser::types::DirectiveLocation as Place;
    matches!(
        place,
        Place::Query
            | Place::Mutation
            | Place::Subscription
            | Place::Field
            | Place::FragmentDefinition
            | Place::FragmentSpread
            | Place::InlineFragment
    )
}
