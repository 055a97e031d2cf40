//! What a request may cost. The price of a query is the number of fields its answer may hold, worked out from `first`
//! and `last` before anything is run; it is limited for one request, and for one asker within an hour.

use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Value, Variables};
use async_graphql_value::Value as InputValue;

use super::contract::Contract;
use super::refusal::Refusal;

/// How much one request may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Fields the answer may hold.
    pub cost: u64,
    /// The largest `first` or `last`.
    pub page: u64,
    /// `first` where none is said.
    pub default_page: u64,
    /// How long a list is taken to be that has no `first`.
    pub plain_list: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            cost: 50_000,
            page: 100,
            default_page: 25,
            plain_list: 10,
        }
    }
}

/// Lists of the schema's own description within each other; the full introspection query needs three.
const NESTED_INTROSPECTION: usize = 3;

/// How long a connection may get.
#[derive(Clone, Debug)]
struct Page {
    first: Option<Name>,
    last: Option<Name>,
    /// What the document itself or the schema says.
    otherwise: u64,
    field: Name,
}

impl Page {
    fn is_fixed(&self) -> bool {
        self.first.is_none() && self.last.is_none()
    }
}

/// The price of a document, worked out as far as it goes without its variables.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    fixed: u64,
    parts: Vec<(Page, Plan)>,
}

/// What stays the same while one operation is priced.
struct Pricing<'a> {
    contract: &'a Contract,
    document: &'a ExecutableDocument,
    limits: &'a Limits,
}

/// Where in a document the pricing stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    parent: Option<&'a str>,
    /// What is selected here is given once for every row of a list.
    in_list: bool,
    introspection: usize,
    /// This is the selection right below a connection: its lists are as long as this page.
    page: Option<&'a Page>,
}

impl Plan {
    /// Prices `operation`, and refuses what no variables can make right.
    pub fn of(
        contract: &Contract,
        document: &ExecutableDocument,
        operation: &OperationDefinition,
        limits: &Limits,
    ) -> Result<Self, Refusal> {
        let pricing = Pricing {
            contract,
            document,
            limits,
        };
        let parent = match operation.ty {
            OperationType::Query => Some(contract.query.as_str()),
            OperationType::Mutation => contract.mutation.as_deref(),
            OperationType::Subscription => None,
        };
        pricing.directives(&operation.directives)?;
        let place = Place {
            parent,
            in_list: false,
            introspection: 0,
            page: None,
        };
        let mut plan = Self::default();
        pricing.selections(&operation.selection_set.node, place, &mut plan)?;
        Ok(plan)
    }

    /// The price with these variables.
    pub fn cost(&self, variables: &Variables, limits: &Limits) -> Result<u64, Refusal> {
        let mut cost = self.fixed;
        for (page, plan) in &self.parts {
            let size = page.size(variables, limits)?;
            cost = cost.saturating_add(size.saturating_mul(plan.cost(variables, limits)?));
        }
        Ok(cost)
    }

    /// The price, if it is within what one request may cost.
    pub fn within(&self, variables: &Variables, limits: &Limits) -> Result<u64, Refusal> {
        let cost = self.cost(variables, limits)?;
        if cost <= limits.cost {
            return Ok(cost.max(1));
        }
        let message = format!(
            "The answer may hold {cost} fields, of at most {}. Ask for a smaller `first`, or for the inner lists in a \
             request of their own.",
            limits.cost
        );
        Err(Refusal::bad_document("TOO_COSTLY", message)
            .with("cost", cost)
            .with("limit", limits.cost))
    }

    /// About how many parts it has, for those who keep it.
    pub fn parts(&self) -> usize {
        1 + self.parts.iter().map(|(_, plan)| plan.parts()).sum::<usize>()
    }

    fn add_paged(&mut self, page: Page, inner: Self) {
        if page.is_fixed() {
            self.add(inner, page.otherwise);
        } else {
            self.parts.push((page, inner));
        }
    }

    fn add(&mut self, other: Self, times: u64) {
        self.fixed = self.fixed.saturating_add(other.fixed.saturating_mul(times));
        for (page, plan) in other.parts {
            let mut scaled = Self::default();
            scaled.add(plan, times);
            self.parts.push((page, scaled));
        }
    }
}

impl Page {
    /// With these variables.
    fn size(&self, variables: &Variables, limits: &Limits) -> Result<u64, Refusal> {
        let said = [(&self.first, "first"), (&self.last, "last")];
        let mut size = None;
        for (variable, argument) in said {
            let value = variable.as_ref().and_then(|name| variables.get(name));
            if let Some(value) = value {
                size = size.max(page_size(&self.field, argument, value, limits)?);
            }
        }
        Ok(size.unwrap_or(self.otherwise))
    }
}

/// The number an argument says, if it is one a page may have.
fn page_size(field: &str, argument: &str, value: &Value, limits: &Limits) -> Result<Option<u64>, Refusal> {
    let Value::Number(number) = value else { return Ok(None) };
    let Some(number) = number.as_i64() else { return Ok(None) };
    let refuse = |code, bound: &str, limit: u64| {
        let message = format!("`{argument}: {number}` of `{field}` is {bound} {limit}. Ask for `{argument}: {limit}`.");
        Err(Refusal::bad_document(code, message)
            .with("cost", number)
            .with("limit", limit))
    };
    match u64::try_from(number) {
        Ok(number) if number > limits.page => refuse("FIRST_TOO_LARGE", "more than", limits.page),
        Ok(number) if number >= 1 => Ok(Some(number)),
        _ => refuse("FIRST_TOO_SMALL", "less than", 1),
    }
}

impl Pricing<'_> {
    fn selections(&self, selections: &SelectionSet, place: Place<'_>, plan: &mut Plan) -> Result<(), Refusal> {
        for selection in &selections.items {
            self.directives(selection.node.directives())?;
            match &selection.node {
                Selection::Field(field) => self.field(&field.node, place, plan)?,
                Selection::InlineFragment(fragment) => {
                    let on = fragment
                        .node
                        .type_condition
                        .as_ref()
                        .map(|condition| condition.node.on.node.as_str());
                    let place = Place {
                        parent: on.or(place.parent),
                        ..place
                    };
                    self.selections(&fragment.node.selection_set.node, place, plan)?;
                }
                Selection::FragmentSpread(spread) => {
                    let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) else {
                        continue;
                    };
                    self.directives(&fragment.node.directives)?;
                    let place = Place {
                        parent: Some(&fragment.node.type_condition.node.on.node),
                        ..place
                    };
                    self.selections(&fragment.node.selection_set.node, place, plan)?;
                }
            }
        }
        Ok(())
    }

    fn field(&self, field: &Field, place: Place<'_>, plan: &mut Plan) -> Result<(), Refusal> {
        plan.fixed = plan.fixed.saturating_add(1);
        let name = field.name.node.as_str();
        if name == "__typename" {
            return bare(field);
        }
        let selections = &field.selection_set.node;
        if place.introspection > 0 || matches!(name, "__schema" | "__type") {
            return self.introspect(field, place, plan);
        }
        let known = place.parent.and_then(|parent| self.contract.field(parent, name));
        let Some(known) = known else {
            return self.selections(selections, Place { parent: None, ..place }, plan);
        };
        let below = Place {
            parent: Some(&known.ty),
            page: None,
            ..place
        };
        if known.connection {
            return self.connection(field, known.list, below, plan);
        }
        let below = Place {
            in_list: place.in_list || known.list,
            ..below
        };
        let mut inner = Plan::default();
        self.selections(selections, below, &mut inner)?;
        match (known.list, place.page) {
            (true, Some(page)) => plan.add_paged(page.clone(), inner),
            (true, None) => plan.add(inner, listed(field, self.limits.page).unwrap_or(self.limits.plain_list)),
            (false, _) => plan.add(inner, 1),
        }
        Ok(())
    }

    fn connection(&self, field: &Field, list: bool, place: Place<'_>, plan: &mut Plan) -> Result<(), Refusal> {
        // each row would send a question of its own to the database
        if place.in_list {
            let message = format!(
                "`{}` is a list with pages inside of another list. Ask for it of one record by its id, or ask for the \
                 whole list from `Query` with a filter.",
                field.name.node
            );
            return Err(Refusal::bad_document("TOO_NESTED", message));
        }
        let page = self.page(field)?;
        let mut inner = Plan::default();
        let below = Place {
            in_list: list,
            page: (!list).then_some(&page),
            ..place
        };
        self.selections(&field.selection_set.node, below, &mut inner)?;
        if list {
            plan.add_paged(page.clone(), inner);
        } else {
            plan.add(inner, 1);
            // a page is judged even if nothing of it is selected
            if !page.is_fixed() {
                plan.parts.push((page, Plan::default()));
            }
        }
        Ok(())
    }

    /// How long the page of a connection is, or which variables say so.
    fn page(&self, field: &Field) -> Result<Page, Refusal> {
        let mut page = Page {
            first: None,
            last: None,
            otherwise: self.limits.default_page,
            field: field.name.node.clone(),
        };
        let mut said = None;
        for (argument, value) in &field.arguments {
            let variable = match argument.node.as_str() {
                "first" => &mut page.first,
                "last" => &mut page.last,
                _ => continue,
            };
            match &value.node {
                InputValue::Variable(name) => *variable = Some(name.clone()),
                literal => {
                    let literal = literal.clone().into_const().unwrap_or_default();
                    said = said.max(page_size(&field.name.node, &argument.node, &literal, self.limits)?);
                }
            }
        }
        page.otherwise = said.unwrap_or(page.otherwise);
        Ok(page)
    }

    /// The schema's own description is priced by its text, but must not be asked in circles: each turn multiplies.
    fn introspect(&self, field: &Field, place: Place<'_>, plan: &mut Plan) -> Result<(), Refusal> {
        let multiplies = matches!(
            field.name.node.as_str(),
            "__schema" | "__type" | "fields" | "args" | "inputFields" | "interfaces" | "possibleTypes"
        );
        let introspection = place.introspection.max(1) + usize::from(multiplies && place.introspection > 0);
        if introspection > NESTED_INTROSPECTION + 1 {
            let message = "The schema's description is asked in circles. `/schema.graphql` has all of it.";
            let limit = NESTED_INTROSPECTION as u64;
            return Err(Refusal::bad_document("TOO_DEEP", message)
                .with("cost", limit + 1)
                .with("limit", limit));
        }
        let place = Place {
            parent: None,
            introspection,
            ..place
        };
        self.selections(&field.selection_set.node, place, plan)
    }

    /// async-graphql looks at no directive of `__typename`, so an unknown one would pass there.
    fn directives(&self, directives: &[Positioned<Directive>]) -> Result<(), Refusal> {
        for directive in directives {
            let name = &directive.node.name;
            if !self.contract.directives.contains(&name.node) {
                let mut refusal = Refusal::invalid(
                    "GRAPHQL_VALIDATION_FAILED",
                    format!("Unknown directive `@{}`.", name.node),
                );
                refusal.location = Some(name.pos);
                return Err(refusal);
            }
        }
        Ok(())
    }
}

/// `__typename` takes nothing; async-graphql does not look.
fn bare(field: &Field) -> Result<(), Refusal> {
    let mut directives = field.directives.iter().map(|directive| &directive.node);
    let takes_if = |directive: &Directive| directive.arguments.len() == 1 && directive.get_argument("if").is_some();
    if field.arguments.is_empty() && field.selection_set.node.items.is_empty() && directives.all(takes_if) {
        return Ok(());
    }
    let mut refusal = Refusal::invalid(
        "GRAPHQL_VALIDATION_FAILED",
        "`__typename` has neither arguments nor fields of its own.",
    );
    refusal.location = Some(field.name.pos);
    Err(refusal)
}

/// How many things a list field is asked for by name.
fn listed(field: &Field, longest: u64) -> Option<u64> {
    let ids = field.get_argument("ids")?;
    match &ids.node {
        InputValue::List(items) => Some(items.len() as u64),
        InputValue::Variable(_) => Some(longest),
        _ => None,
    }
}
