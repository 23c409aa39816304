// Separates code from comments and strings in TypeScript, so that the checks ignore words in comments and strings.

export interface Lexed {
  /** The text with spaces in place of comments and of the insides of strings. Offsets and lines stay the same. */
  readonly code: string
  /** The text with spaces in place of comments only. */
  readonly uncommented: string
  readonly comments: readonly Piece[]
  readonly strings: readonly Piece[]
}

export interface Piece {
  readonly start: number
  readonly text: string
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/** Divides a source into comments, strings and the rest. It is not a full parser: JSX text counts as code. */
export function lex(text: string): Lexed {
  const comments: Piece[] = []
  const strings: Piece[] = []
  // Each open template literal remembers how many braces are open inside its ${}.
  const templates: number[] = []
  let at = 0
  while (at < text.length) {
    const start = at
    const comment = endOfComment(text, at)
    if (leavesBraces(text[at], templates)) {
      at = readTemplate(text, at + 1, strings, templates)
    } else if (comment !== undefined) {
      at = comment
      comments.push({ start, text: text.slice(start, at) })
    } else if (text[at] === "'" || text[at] === '"') {
      at = readQuoted(text, at, strings)
    } else if (text[at] === '`') {
      at = readTemplate(text, at + 1, strings, templates)
    } else if (text[at] === '/' && beginsRegex(text, at)) {
      at = readRegex(text, at, strings)
    } else at++
  }
  const uncommented = blankOut(text, comments)
  return { uncommented, code: blankOut(uncommented, strings), comments, strings }
}

/** Counts the braces inside ${}. Gives true at the brace that closes it, where the text of the template continues. */
function leavesBraces(sign: string | undefined, templates: number[]): boolean {
  const open = templates.at(-1)
  if (open === undefined || (sign !== '{' && sign !== '}')) return false
  if (sign === '}' && open === 0) return templates.pop() !== undefined
  templates[templates.length - 1] = open + (sign === '{' ? 1 : -1)
  return false
}

/** The end of the comment that begins here; undefined when no comment begins here. */
function endOfComment(text: string, at: number): number | undefined {
  if (text.startsWith('//', at) || text.startsWith('#!', at)) return endOr(text.indexOf('\n', at), text)
  return text.startsWith('/*', at) ? endOr(text.indexOf('*/', at + 2) + 2, text, 2) : undefined
}

function blankOut(text: string, pieces: readonly Piece[]): string {
  let result = ''
  let at = 0
  for (const piece of pieces.toSorted((left, right) => left.start - right.start)) {
    result += text.slice(at, piece.start) + blank(piece.text)
    at = piece.start + piece.text.length
  }
  return result + text.slice(at)
}

const endOr = (end: number, text: string, missing = 0): number => (end < missing || end < 0 ? text.length : end)

function readQuoted(text: string, start: number, strings: Piece[]): number {
  const quote = text[start]
  let at = start + 1
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
  strings.push({ start: start + 1, text: text.slice(start + 1, at) })
  return at + 1
}

function readTemplate(text: string, start: number, strings: Piece[], templates: number[]): number {
  let at = start
  while (at < text.length && text[at] !== '`' && !text.startsWith('${', at)) at += text[at] === '\\' ? 2 : 1
  strings.push({ start, text: text.slice(start, at) })
  if (text[at] !== '$') return at + 1
  templates.push(0)
  return at + 2
}

// A slash begins a regular expression in a place where a value may begin. In JSX, `</` closes an element.
function beginsRegex(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 30), at).trimEnd()
  if (before.endsWith('<') || text[at + 1] === '>') return false
  return before === '' || /[(,=:[!&|?{};+\-*%>~^]$|\b(return|typeof|case|of|in|await)$/.test(before)
}

function readRegex(text: string, start: number, strings: Piece[]): number {
  let at = start + 1
  let inClass = false
  while (at < text.length && text[at] !== '\n') {
    if (text[at] === '\\') at++
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if (text[at] === '/' && !inClass) {
      strings.push({ start: start + 1, text: text.slice(start + 1, at) })
      return at + 1
    }
    at++
  }
  return start + 1
}
