"use strict";
const at = (id) => document.getElementById(id);
const tabs = [...document.querySelectorAll("#examples [role=tab]")];

function say(text, failed) {
  at("status").textContent = text;
  at("status").toggleAttribute("data-failed", Boolean(failed));
}

async function show(tab) {
  for (const other of tabs) {
    other.setAttribute("aria-selected", String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
  }
  at("question").setAttribute("aria-labelledby", tab.id);
  try {
    const response = await fetch("/graphql/explorer/" + tab.dataset.file);
    if (!response.ok) throw new Error(String(response.status));
    // an example begins with its variables in one comment: # variables: {…}
    const text = await response.text();
    const variables = text.match(/^# variables: (.*)\n/);
    at("query").value = variables ? text.slice(variables[0].length) : text;
    at("variables").value = variables ? JSON.stringify(JSON.parse(variables[1]), null, 2) : "";
  } catch (error) {
    say("The example could not be loaded (" + error.message + ").", true);
  }
}

async function ask() {
  let variables = null;
  try {
    if (at("variables").value.trim()) variables = JSON.parse(at("variables").value);
  } catch (error) {
    say("The variables are not JSON: " + error.message, true);
    at("variables").focus();
    return;
  }
  const headers = {
    "Accept": "application/graphql-response+json, application/json;q=0.9",
    "Content-Type": "application/json",
  };
  const token = at("token").value.trim();
  if (token) headers["Authorization"] = "Bearer " + token;
  say("Asking …");
  const begun = performance.now();
  try {
    const body = JSON.stringify({ query: at("query").value, variables });
    const response = await fetch("/graphql", { method: "POST", headers, body, credentials: "omit" });
    const text = await response.text();
    const answer = JSON.parse(text);
    const cost = response.headers.get("RateLimit-Cost");
    const errors = answer.errors ? answer.errors.length : 0;
    at("answer").textContent = JSON.stringify(answer, null, 2);
    const parts = [response.status + " in " + Math.round(performance.now() - begun) + " ms", text.length + " characters"];
    if (cost) parts.push("cost " + cost);
    if (errors) parts.push(errors === 1 ? "1 error" : errors + " errors");
    say(parts.join(" · "), errors > 0);
  } catch (error) {
    say("No answer: " + error.message, true);
  }
}

tabs.forEach((tab, index) => {
  tab.addEventListener("click", () => show(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step && (index + step + tabs.length) % tabs.length;
    if (next === undefined) return;
    event.preventDefault();
    tabs[next].focus();
    show(tabs[next]);
  });
});
at("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
at("ask").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    ask();
  }
});
if (tabs.length) show(tabs[0]);
