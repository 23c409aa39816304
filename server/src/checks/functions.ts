// How long functions are: a scan for bodies in braces that follow a parameter list or an arrow.
import { lex } from './lexer.ts'
import { CODE, eachFile, type Finding, lineAt, type SourceFile } from './source.ts'

const LINES_MAX = 70

const CONTROL = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'await'])

export interface FunctionBody {
  readonly line: number
  readonly lines: number
}

/** Every function, method and arrow with a body in braces. Groups of tests (`describe`) are not functions. */
export function findFunctions(text: string): FunctionBody[] {
  const { code } = lex(text)
  const found: FunctionBody[] = []
  for (let at = code.indexOf('{'); at >= 0; at = code.indexOf('{', at + 1)) {
    const head = headOf(code, at)
    if (head === undefined || /\b(describe|suite)\s*\([^()]*$/.test(code.slice(Math.max(0, head - 200), head))) continue
    const end = closing(code, at)
    const line = lineAt(code, head)
    found.push({ line, lines: lineAt(code, end) - line + 1 })
  }
  return found
}

/** Where the function begins whose body opens at `brace`; undefined when this brace opens something else. */
function headOf(code: string, brace: number): number | undefined {
  const before = code.slice(0, brace).trimEnd()
  if (before.endsWith('=>')) return headOfParameters(before.slice(0, -2).trimEnd()) ?? before.length - 2
  if (before.endsWith(')')) return headOfParameters(before)
  // `): Promise<Answer> {`: a type stands between the parameters and the body.
  const typed = /\)\s*:\s*[^;=(){}]*(\{[^{}]*\}[^;=(){}]*)?$/.exec(before)
  if (!typed || /[,?]\s*$/.test(before) || /[|&<:,]$/.test(before)) return undefined
  return headOfParameters(before.slice(0, typed.index + 1))
}

function headOfParameters(before: string): number | undefined {
  const text = before.endsWith(')') ? before : (/\)\s*:\s*[^;=(){}]*$/.exec(before)?.[0] ?? '') && cutType(before)
  if (!text) return undefined
  const open = opening(text)
  const word = /([A-Za-z_$#][\w$]*)\s*(<[^()]*>)?\s*$/.exec(text.slice(0, open))
  if (word && CONTROL.has(word[1] as string)) return undefined
  return word ? word.index : open
}

const cutType = (text: string): string => text.slice(0, text.lastIndexOf(')') + 1)

function opening(text: string): number {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++
    if (text[at] === '(' && --depth === 0) return at
  }
  return 0
}

function closing(code: string, brace: number): number {
  let depth = 0
  for (let at = brace; at < code.length; at++) {
    if (code[at] === '{') depth++
    if (code[at] === '}' && --depth === 0) return at
  }
  return code.length
}

export const functionLength = eachFile(CODE, (file: SourceFile): Finding[] =>
  findFunctions(file.text)
    .filter(({ lines }) => lines > LINES_MAX)
    .map(({ line, lines }) => ({
      path: file.path,
      line,
      message: `${lines} lines in one function, at most ${LINES_MAX}: give a step of it a name and a function`,
    })),
)
