// Line numbers beside a plain text field, and a caret that goes where an error is.

const linesOf = text => text.split("\n").length;

function draw(area, gutter) {
  const bad = new Set((gutter.dataset.errors ?? "").split(",").filter(Boolean).map(Number));
  const wanted = linesOf(area.value);
  while (gutter.children.length > wanted) gutter.lastElementChild.remove();
  while (gutter.children.length < wanted) {
    const number = document.createElement("span");
    number.textContent = String(gutter.children.length + 1);
    gutter.append(number);
  }
  for (const [index, number] of [...gutter.children].entries()) number.classList.toggle("bad", bad.has(index + 1));
  gutter.scrollTop = area.scrollTop;
}

const pause = 350;

// What is typed goes to the server after a pause. Its answer carries the text that it was sent; what was typed since then must not be undone by it.
function follow(area) {
  let waiting;
  let sent;
  const native = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  Object.defineProperty(area, "value", {
    get: () => native.get.call(area),
    set: text => { if (text !== sent) native.set.call(area, text); },
  });
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      sent = area.value;
      area.dispatchEvent(new Event("change", { bubbles: true }));
    }, pause);
  });
}

export function attach(area, gutter, live) {
  if (live) follow(area);
  area.addEventListener("input", () => draw(area, gutter));
  area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  draw(area, gutter);
}

export function mark(area, gutter, lines) {
  gutter.dataset.errors = lines.join(",");
  draw(area, gutter);
}

export function moveTo(area, line, column) {
  const lines = area.value.split("\n");
  const row = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, row).reduce((length, text) => length + text.length + 1, 0);
  const caret = start + Math.min(Math.max(column, 1) - 1, lines[row].length);
  area.focus({ preventScroll: true });
  area.setSelectionRange(caret, caret);
  const height = area.scrollHeight / lines.length;
  area.scrollTop = Math.max(0, row * height - area.clientHeight / 2);
  area.scrollIntoView({ block: "nearest" });
}
