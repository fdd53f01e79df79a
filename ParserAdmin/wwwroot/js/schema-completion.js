// What may be written at a place of a YAML document, by its JSON Schema: keys where a key begins, the known words where a value begins.

const key = /^\s*(?:- +)*("[^"]*"|'[^']*'|[\w.-]+):(?:\s|$)/;
const bare = text => text.replace(/^["']|["']$/g, "");

// How far in a line's key stands, and how many lists begin on the line before it.
function place(line) {
  const dashes = /^(\s*)((?:- +)*)/.exec(line);
  return { outer: dashes[1].length, inner: dashes[0].length, lists: dashes[2].replaceAll(/ +/g, "").length };
}

// The keys and lists that the block around a line is in, outermost first. A list may stand as far in as its key.
function parents(doc, number, least, inList) {
  const path = [];
  const name = line => { const named = key.exec(line); if (named) path.unshift(bare(named[1])); };
  for (let at = number - 1; at >= 1 && (least > 0 || inList); at--) {
    const line = doc.line(at).text;
    if (/^\s*(#|$)/.test(line)) continue;
    const { outer, inner, lists } = place(line);
    if (inner < least || (inList && lists === 0 && inner === least)) {
      name(line);
      [least, inList] = [inner, false];
    }
    if (lists > 0 && outer < least) {
      path.unshift(...Array(lists).fill("[]"));
      [least, inList] = [outer, true];
    }
  }
  return path;
}

// Into what the line itself opens before the cursor: { and [ on one line.
function flow(text) {
  const path = [];
  let [start, named, quote] = [0, null, null];
  const open = list => { path.push({ named, list }); named = null; };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quote) { if (sign === quote) quote = null; continue; }
    if ((sign === '"' || sign === "'") && /[\s,:[{]$/.test(` ${text.slice(0, at)}`)) { quote = sign; continue; }
    if (sign === "#" && /\s$/.test(text.slice(0, at))) return null;
    if (sign === ":" && /^(\s|$)/.test(text.slice(at + 1))) { named = bare(text.slice(start, at).trim()); start = at + 1; }
    else if ((sign === "{" || sign === "[") && text.slice(start, at).trim() === "") { open(sign === "["); start = at + 1; }
    else if ((sign === "}" || sign === "]") && path.length) { path.pop(); named = null; start = at + 1; }
    else if (sign === "," && path.length) { named = null; start = at + 1; }
  }
  return { steps: path.flatMap(({ named: name, list }) => [...(name ? [name] : []), ...(list ? ["[]"] : [])]), named, word: text.slice(start).trimStart(), inFlow: path.length > 0, list: path.at(-1)?.list === true };
}

const pointer = (root, ref) => ref.slice(2).split("/").reduce((at, step) => at?.[step], root);

// A schema with all that its references and alternatives allow; what the two describe is told by the nearer one.
function shapes(root, schema, depth = 0) {
  if (!schema || typeof schema !== "object" || depth > 8) return [];
  const more = [schema.$ref && pointer(root, schema.$ref), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...more.flatMap(each => shapes(root, each, depth + 1))];
}

function follow(root, path) {
  let at = shapes(root, root);
  for (const step of path) {
    at = at.flatMap(shape => {
      const next = step === "[]" ? shape.items : shape.properties?.[step] ?? (typeof shape.additionalProperties === "object" ? shape.additionalProperties : null);
      return shapes(root, next);
    });
  }
  return at;
}

function described(root, schema) {
  const all = shapes(root, schema);
  const text = all.find(shape => shape.description)?.description;
  const usual = all.find(shape => shape.default !== undefined)?.default;
  return [text, usual === undefined ? null : `Without it: ${JSON.stringify(usual)}.`].filter(Boolean).join(" ") || undefined;
}

function keys(root, at) {
  const found = new Map();
  for (const shape of at) {
    for (const [name, schema] of Object.entries(shape.properties ?? {})) {
      if (schema !== false && !found.has(name)) found.set(name, { label: name, type: "property", apply: `${name}: `, info: described(root, schema), boost: shape.required?.includes(name) ? 1 : 0 });
    }
  }
  return [...found.values()];
}

function words(at) {
  const all = at.flatMap(shape => [...(shape.enum ?? []), ...(shape.const === undefined ? [] : [shape.const]), ...(shape.type === "boolean" ? [true, false] : [])]);
  return [...new Set(all.map(String))].map(word => ({ label: word, type: "enum" }));
}

export function schemaCompletion(root) {
  return context => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const { outer, inner, lists } = place(before);
    const opened = flow(before.slice(inner));
    if (!opened || /^\s*#/.test(before)) return null;
    const word = /[\w.-]*$/.exec(opened.word)[0];
    if (word !== opened.word || (!word && !context.explicit && !opened.named)) return null;
    const block = parents(context.state.doc, line.number, outer, lists > 0);
    const path = [...block, ...Array(lists).fill("[]"), ...opened.steps];
    const options = opened.named ? words(follow(root, [...path, opened.named])) : [...(opened.list ? [] : keys(root, follow(root, path))), ...(opened.list || lists > 0 ? words(follow(root, path)) : [])];
    return options.length ? { from: context.pos - word.length, options, validFor: /^[\w.-]*$/ } : null;
  };
}
