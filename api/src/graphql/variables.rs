//! The values sent beside a document. They are held against the types the document declares before anything runs, as
//! the GraphQL specification asks (CoerceVariableValues), so a value that does not fit never reaches a resolver, and a
//! document that was found valid once need not be judged again for other values.

use async_graphql::parser::types::{BaseType, OperationDefinition, Type, VariableDefinition};
use async_graphql::{Name, Value, Variables};

use super::contract::{Contract, Input};
use super::refusal::Refusal;

/// What an operation asks for beside its text.
#[derive(Clone, Debug)]
pub struct Declared {
    name: Name,
    ty: Type,
    default: Option<Value>,
}

impl Declared {
    pub fn all(operation: &OperationDefinition) -> Vec<Self> {
        let declare = |variable: &VariableDefinition| Self {
            name: variable.name.node.clone(),
            ty: variable.var_type.node.clone(),
            default: variable.default_value.as_ref().map(|value| value.node.clone()),
        };
        operation
            .variable_definitions
            .iter()
            .map(|variable| declare(&variable.node))
            .collect()
    }
}

/// The values as the operation will see them: each fits its type, what was left out has its default, what was not
/// asked for is gone.
pub fn coerce(contract: &Contract, declared: &[Declared], mut given: Variables) -> Result<Variables, Refusal> {
    let mut values = Variables::default();
    for Declared { name, ty, default } in declared {
        let value = match given.remove(name) {
            Some(value) => {
                let path = format!("${name}");
                check(contract, ty, &value, &path)?;
                value
            }
            None => match default {
                Some(value) => value.clone(),
                None if ty.nullable => continue,
                None => {
                    return Err(refuse(
                        format!("The variable `${name}` of type `{ty}` is missing."),
                        name,
                    ));
                }
            },
        };
        values.insert(name.clone(), value);
    }
    Ok(values)
}

fn refuse(message: String, path: &str) -> Refusal {
    Refusal::invalid("INVALID_VARIABLES", message).with("variable", path.trim_start_matches('$'))
}

fn check(contract: &Contract, ty: &Type, value: &Value, path: &str) -> Result<(), Refusal> {
    let unfit = || Err(refuse(format!("The variable `{path}` is not of type `{ty}`."), path));
    if matches!(value, Value::Null) {
        return if ty.nullable { Ok(()) } else { unfit() };
    }
    let name = match (&ty.base, value) {
        (BaseType::List(inner), Value::List(items)) => {
            for (index, item) in items.iter().enumerate() {
                // only what is wrong needs its place told
                if check(contract, inner, item, path).is_err() {
                    return check(contract, inner, item, &format!("{path}.{index}"));
                }
            }
            return Ok(());
        }
        // one value stands for a list of one
        (BaseType::List(inner), _) => return check(contract, inner, value, path),
        (BaseType::Named(name), _) => name,
    };
    let fits = match (name.as_str(), value) {
        ("Int", Value::Number(number)) => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        ("Float", Value::Number(_)) | ("String" | "ID", Value::String(_)) | ("Boolean", Value::Boolean(_)) => true,
        ("ID", Value::Number(number)) => number.is_i64() || number.is_u64(),
        ("Int" | "Float" | "String" | "ID" | "Boolean", _) => false,
        (name, value) => match (contract.input(name), value) {
            (Some(Input::Scalar), _) => true,
            (Some(Input::Enum(values)), Value::String(value)) => values.contains(value.as_str()),
            (Some(Input::Object { fields, one_of }), Value::Object(given)) => {
                if let Some(unknown) = given.keys().find(|key| !fields.contains_key(*key)) {
                    return Err(refuse(format!("`{ty}` has no field `{unknown}` (in `{path}`)."), path));
                }
                if *one_of && (given.len() != 1 || given.values().any(|value| matches!(value, Value::Null))) {
                    return Err(refuse(
                        format!("`{path}` of type `{ty}` takes exactly one of its fields."),
                        path,
                    ));
                }
                for (field, expected) in fields {
                    match given.get(field) {
                        Some(value) => check(contract, &expected.ty, value, &format!("{path}.{field}"))?,
                        None if expected.required => {
                            return Err(refuse(
                                format!("`{path}.{field}` of type `{}` is missing.", expected.ty),
                                path,
                            ));
                        }
                        None => {}
                    }
                }
                true
            }
            _ => false,
        },
    };
    if fits { Ok(()) } else { unfit() }
}
