/** One sentence or name that breaks a rule of style. */
export interface Remark {
  line: number;
  rule: string;
  text: string;
}

const openers = /^(who|whoever|whom|whose|what|whatever|where|wherever)\b/i;

/** Phrases that a native technical writer avoids, and the reason to print. */
const phrases: [pattern: RegExp, rule: string][] = [
  [/\b(nobody|somebody|whoever|whomever|whatever)\b/i, "name the reader, the caller or the thing"],
  [/(?<!\bthere )\b(is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b|such\b)/i, "write `is not a`"],
  [/\b(convicts?|convicted|convicting|door signs?|purses?)\b/i, "use the field's word"],
  [/\bhis\b/, "write `their` or `its`"],
];

const nounFunction = /\b(?:function|const) ([a-z]\w*Of)\b(?=[<( ]*[=<(])/;

/** Lists what to rewrite in a file of Markdown, YAML or TypeScript. */
export function findProse(file: string, text: string): Remark[] {
  const isCode = /\.(ts|mjs|js)$/.test(file);
  const lines = text.split("\n");
  const remarks: Remark[] = [];
  let isFenced = false;
  let before = "";
  for (const [index, line] of lines.entries()) {
    const add = (rule: string) => void remarks.push({ line: index + 1, rule, text: line.trim() });
    if (!isCode && /^\s*```/.test(line)) isFenced = !isFenced;
    if (isFenced) continue;
    const prose = isCode ? readComment(line) : line.trim();
    if (prose !== undefined) {
      const isStart = before === "" || /[.:?!]\**$/.test(before) || /^([-*#|]|\d+\.)/.test(prose);
      const sentences = prose.replace(/^[-*#>|\s]+|^\d+\.\s+/g, "").split(/(?<=[.:!?]\**) +(?=\W?[A-Z])|(?<=\|) +/);
      for (const [position, sentence] of sentences.entries()) {
        const opens = openers.test(sentence.replace(/^\W+/, "")) && !/\?/.test(prose);
        if (opens && (position > 0 || isStart)) add("begin with the subject");
      }
    }
    before = prose ?? "";
    if (
      isCode &&
      /\b(it|describe|test)(\.each)?\(\s*["'`]/.test(line) &&
      openers.test(/["'`](.*)/.exec(line)?.[1] ?? "")
    )
      add("begin with the subject");
    for (const [pattern, rule] of phrases) if (pattern.test(line)) add(rule);
    const [, name] = nounFunction.exec(line) ?? [];
    if (isCode && name) add(`name ${name} with a verb`);
  }
  return remarks;
}

function readComment(line: string): string | undefined {
  const [, comment] = /^\s*(?:\/\*\*?|\*(?!\/)|\/\/)\s?(.*?)(?:\*\/)?\s*$/.exec(line) ?? [];
  return comment ?? /\S\s+\/\/ (.*)$/.exec(line)?.[1];
}
