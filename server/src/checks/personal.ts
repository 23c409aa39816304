// Checks that a module that holds ids of people says what it keeps, gives it out, and lets go of it.
import { lex } from './lexer.ts'
import { type Finding, isTest, lineAt, moduleOf, type Rule, type SourceFile } from './source.ts'

/** How `tables.ts` names the id of a person, and which column of `schema.sql` holds one. */
const TYPE = /\b(?:PatientId|AccountId)\b|\bId<'(?:patient|account)'>/
const COLUMN = /^ {2}(?:(?:internal_)?patient_id|account_id) (?:uuid|text)\b/m

/** What such a module must do, and where to look for it. */
const DUTIES = [
  { says: 'declare `keeps` in module.ts', file: /^module\.ts$/, pattern: /^ {2}keeps(?:,|:)/m },
  { says: 'answer `export-person`', file: /\.ts$/, pattern: /\banswerTo\(\s*exportPersonOf\(/ },
  { says: 'answer `close-person`', file: /\.ts$/, pattern: /\banswerTo\(\s*closePersonOf\(/ },
] as const

/** Each module whose tables hold the id of a patient or an account has the duties of `platform/personal.ts`. */
export const holdersDeclare: Rule = (files) => {
  const modules = [...new Set(files.map(({ path }) => moduleOf(path)))].filter((name) => name !== undefined)
  return modules.flatMap((module) => findDuties(files, module))
}

function findDuties(files: readonly SourceFile[], module: string): Finding[] {
  const root = `server/src/modules/${module}/`
  const own = files.filter(({ path }) => path.startsWith(root) && !isTest(path))
  const holding = findHolding(own, root)
  if (!holding) return []
  const texts = own
    .filter(({ path }) => path.endsWith('.ts'))
    .map(({ path, text }) => ({ path: path.slice(root.length), text: lex(text).uncommented }))
  return DUTIES.filter(({ says }) => !(says.includes('close-person') && keepsAll(texts))).flatMap(
    ({ says, file, pattern }) => {
      const isDone = texts.some(({ path, text }) => file.test(path) && pattern.test(text))
      return isDone ? [] : [{ ...holding, message: `${module} holds ids of people: it must ${says}` }]
    },
  )
}

/** A module whose records all stay as they are has nothing to do when an account closes. */
function keepsAll(texts: readonly { readonly path: string; readonly text: string }[]): boolean {
  const words = texts.flatMap(({ text }) => [...text.matchAll(/\bafterClosing: '(\w+)'/g)].map(([, word]) => word))
  return words.length > 0 && words.every((word) => word === 'stays')
}

function findHolding(own: readonly SourceFile[], root: string): Omit<Finding, 'message'> | undefined {
  for (const [name, pattern] of [
    ['tables.ts', TYPE],
    ['schema.sql', COLUMN],
  ] as const) {
    const file = own.find(({ path }) => path === root + name)
    const text = file && (name === 'tables.ts' ? withoutImports(lex(file.text).uncommented) : file.text)
    const match = text === undefined ? null : pattern.exec(text)
    if (file && text !== undefined && match) return { path: file.path, line: lineAt(text, match.index) }
  }
  return undefined
}

const withoutImports = (text: string): string =>
  text.replace(/^import [^;]*?from '[^']*'$/gm, (found) => found.replace(/[^\n]/g, ' '))
