// A YAML editor in place of a plain text field. It lives in a shadow root: there its styles are sheets of the document's own making, which
// the content security policy lets through, and no style element.
import * as cm from "../lib/codemirror.js";
import { schemaCompletion } from "./schema-completion.js";

const colours = cm.HighlightStyle.define([
  { tag: [cm.tags.propertyName, cm.tags.definition(cm.tags.propertyName)], color: "var(--accent)", fontWeight: "600" },
  { tag: [cm.tags.string, cm.tags.special(cm.tags.string)], color: "var(--lost)" },
  { tag: [cm.tags.number, cm.tags.bool, cm.tags.null, cm.tags.keyword, cm.tags.atom], color: "var(--live)" },
  { tag: [cm.tags.comment, cm.tags.meta], color: "var(--text-2)", fontStyle: "italic" },
  { tag: [cm.tags.punctuation, cm.tags.separator, cm.tags.squareBracket, cm.tags.brace], color: "var(--text-2)" },
]);

const look = cm.EditorView.theme({
  "&": { height: "30rem", color: "var(--text)", backgroundColor: "var(--bg)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)", padding: "0.625rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface-2)", color: "var(--text-2)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in oklab, var(--accent) 5%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in oklab, var(--accent) 24%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in oklab, var(--mark) 34%, transparent)" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-tooltip": { borderRadius: "6px", font: "400 13px/20px var(--font)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionInfo": { maxWidth: "20rem", padding: "6px 10px" },
  ".cm-diagnostic": { padding: "6px 10px" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--bad)" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line-strong)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--surface-2)", color: "var(--text)", border: "1px solid var(--line-strong)" },
});

let schema;

// A definition's schema is the same for all; an editor without it completes nothing.
const readSchema = async () => (schema ??= await (await fetch(new URL("../source-definition.schema.json", import.meta.url))).json());

export async function openEditor(host, text, { label, onInput, onLeave, onSave }) {
  const completion = schemaCompletion(await readSchema());
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.replaceChildren();
  let quiet = false;
  const view = new cm.EditorView({
    root,
    parent: root,
    state: cm.EditorState.create({
      doc: text,
      extensions: [
        cm.lineNumbers(),
        cm.lintGutter(),
        cm.history(),
        cm.drawSelection(),
        cm.highlightActiveLine(),
        cm.highlightSelectionMatches(),
        cm.search({ top: true }),
        cm.indentOnInput(),
        cm.indentUnit.of("  "),
        cm.closeBrackets(),
        cm.yaml(),
        cm.syntaxHighlighting(colours),
        cm.autocompletion({ override: [completion], icons: false }),
        cm.EditorView.lineWrapping,
        cm.EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
        cm.EditorView.updateListener.of(update => { if (update.docChanged && !quiet) onInput(); }),
        cm.EditorView.domEventHandlers({ blur: () => { onLeave(); return false; } }),
        // Tab leaves the editor, as it leaves every other field; Ctrl-] and Ctrl-[ move lines in and out.
        cm.keymap.of([{ key: "Mod-s", preventDefault: true, run: () => { onSave(); return true; } }, ...cm.completionKeymap, ...cm.closeBracketsKeymap, ...cm.searchKeymap, ...cm.historyKeymap, ...cm.defaultKeymap]),
        look,
      ],
    }),
  });
  const at = (line, column) => {
    const there = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    return Math.min(there.from + Math.max(column, 1) - 1, there.to);
  };
  return {
    text: () => view.state.doc.toString(),
    write(value) {
      if (value === view.state.doc.toString()) return;
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
      quiet = false;
    },
    mark(errors) {
      const found = errors.map(({ line, column, message }) => {
        const from = at(line, column);
        const end = view.state.doc.lineAt(from).to;
        return { from, to: Math.min(end, view.state.wordAt(from)?.to ?? end), severity: "error", message };
      });
      view.dispatch(cm.setDiagnostics(view.state, found.sort((one, other) => one.from - other.from)));
    },
    moveTo(line, column) {
      const anchor = at(line, column);
      view.dispatch({ selection: { anchor }, effects: cm.EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
      host.scrollIntoView({ block: "nearest" });
    },
    close: () => view.destroy(),
  };
}
