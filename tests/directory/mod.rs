//! Stories of people: how they join, sign in and out, what opens their accounts, what they may do for whom.

mod appointments;
mod attacks;
mod audit;
mod codes;
mod credentials;
pub mod desk;
mod joining;
mod limits;
mod participants;
mod sessions;
mod signing_in;
mod tokens;
mod web;
