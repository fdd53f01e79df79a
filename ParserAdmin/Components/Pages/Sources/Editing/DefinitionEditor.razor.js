// The definition's field: an editor in place of the plain text field where that can be had, and line numbers beside it where not. The text
// field stays what the server knows; what is typed goes there after a pause, and into the browser's store, so that no reload loses it.

const pause = 350;
const fields = new WeakMap();
const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");

function draw(area, gutter, lines) {
  const bad = new Set(lines);
  const wanted = area.value.split("\n").length;
  while (gutter.children.length > wanted) gutter.lastElementChild.remove();
  while (gutter.children.length < wanted) {
    const number = document.createElement("span");
    number.textContent = String(gutter.children.length + 1);
    gutter.append(number);
  }
  for (const [index, number] of [...gutter.children].entries()) number.classList.toggle("bad", bad.has(index + 1));
  gutter.scrollTop = area.scrollTop;
}

// A browser may have no store, or a full one: then there is no draft.
function keep(field, text) {
  try {
    if (text === null) localStorage.removeItem(field.draft);
    else localStorage.setItem(field.draft, JSON.stringify({ text, version: field.version, at: new Date().toISOString() }));
  } catch { }
}

function kept(field) {
  try {
    return JSON.parse(localStorage.getItem(field.draft));
  } catch {
    return null;
  }
}

// What is typed goes to the server after a pause, or when the field is left. Its answer carries the text that it was sent; what was typed
// since then must not be undone by it.
function follow(area, field) {
  let waiting;
  let sent = area.value;
  const written = () => field.code?.text() ?? native.get.call(area);
  field.flush = () => {
    clearTimeout(waiting);
    const text = written();
    if (text === sent) return;
    sent = text;
    native.set.call(area, text);
    keep(field, text);
    area.dispatchEvent(new Event("change", { bubbles: true }));
  };
  field.later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(field.flush, pause);
  };
  field.leave = () => { if (written() !== sent) keep(field, written()); };
  addEventListener("pagehide", field.leave);
  Object.defineProperty(area, "value", {
    get: () => native.get.call(area),
    set: text => {
      if (text === sent) return;
      native.set.call(area, text);
      sent = native.get.call(area);
      field.code?.write(sent);
    },
  });
  area.addEventListener("input", field.later);
}

async function open(area, host, field) {
  try {
    const { openEditor } = await import("../../../../js/code-editor.js");
    field.code = await openEditor(host, area.value, {
      label: area.getAttribute("aria-label"),
      onInput: field.later,
      onLeave: field.flush,
      onSave: () => { field.flush(); area.closest(".definition")?.querySelector(".save")?.click(); },
    });
    host.parentElement.classList.add("coded");
  } catch (failed) {
    console.warn("The editor could not be opened; the plain text field stays.", failed);
  }
}

// Answers the draft that this browser kept, or null.
export async function attach(area, gutter, host, draft, version) {
  const field = { draft, version };
  fields.set(area, field);
  follow(area, field);
  area.addEventListener("input", () => draw(area, gutter, []));
  area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  draw(area, gutter, []);
  await open(area, host, field);
  return kept(field);
}

export function mark(area, gutter, errors, edited, draft, version) {
  const field = fields.get(area);
  field.version = version;
  if (field.draft !== draft) {
    keep(field, null);
    field.draft = draft;
  }
  if (!edited || kept(field) === null) keep(field, edited ? area.value : null);
  draw(area, gutter, errors.map(error => error.line));
  field.code?.mark(errors);
}

export function moveTo(area, line, column) {
  const { code } = fields.get(area);
  if (code) return code.moveTo(line, column);
  const lines = area.value.split("\n");
  const row = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, row).reduce((length, text) => length + text.length + 1, 0);
  const caret = start + Math.min(Math.max(column, 1) - 1, lines[row].length);
  area.focus({ preventScroll: true });
  area.setSelectionRange(caret, caret);
  area.scrollTop = Math.max(0, row * area.scrollHeight / lines.length - area.clientHeight / 2);
  area.scrollIntoView({ block: "nearest" });
}

export function detach(area) {
  const field = fields.get(area);
  if (!field) return;
  removeEventListener("pagehide", field.leave);
  field.leave();
  field.code?.close();
}
