// Checks that a module that holds ids of people says what it keeps in which table, gives it out, and lets go of it.
import { findHolding } from './holding.ts'
import { lex } from './lexer.ts'
import { type Finding, isTest, lineAt, moduleOf, type Rule, type SourceFile } from './source.ts'

const PERSON_ID = {
  type: /\b(?:PatientId|AccountId)\b|\bId<'(?:patient|account)'>/,
  column: /^ {2}(?:(?:internal_)?patient_id|account_id) (?:uuid|text)\b/m,
}

/** What such a module must do, and where to look for it. */
const DUTIES = [
  { says: 'declare `keeps` in module.ts', file: /^module\.ts$/, pattern: /^ {2}keeps(?:,|:)/m },
  { says: 'answer `export-person`', file: /\.ts$/, pattern: /\banswerTo\(\s*exportPersonOf\(/ },
  { says: 'answer `close-person`', file: /\.ts$/, pattern: /\banswerTo\(\s*closePersonOf\(/ },
] as const

/** Tables of such modules that hold nothing of the people whom Sehat serves, with the reason. */
export const WITHOUT_PEOPLE: Readonly<Record<string, string>> = {
  'appointments.practices': 'doctors at hospitals, with their terms, as doctors gave them out',
  'appointments.queue_days': 'how many queues each hospital has on a day',
  'appointments.queues': 'queues of doctors and departments',
  'appointments.slots': 'times at which doctors see patients',
  'audit.chains': 'the ends of the chains: hashes',
  'audit.days': 'the digests of days',
  'audit.signing_keys': 'public keys',
  'audit.verifications': 'results of verifications',
  'billing.cash_limits': 'limits of the law',
  'billing.issuers': 'who issues the bills of facilities',
  'billing.prefixes': 'prefixes of the numbers of bills',
  'billing.prices': 'prices of the facilities',
  'billing.reversals': 'what modules have given back: ids of charges',
  'billing.series': 'the last numbers of bills',
  'billing.sessions': 'drawers of cashiers, with the staff who kept and accepted them',
  'billing.tax_rates': 'rates of the law',
  'diagnostics.accessions': 'how many specimens each laboratory has numbered on a day',
  'diagnostics.labs': 'copy of the facilities with a laboratory, and their policy',
  'diagnostics.menus': 'tests that the facilities offer, with the staff who changed them',
  'diagnostics.panels': 'tests that are ordered together',
  'diagnostics.ranges': 'what is usual for each test, with the official who vouches for it',
  'diagnostics.tests': 'tests of the country, with the official who changed them',
  'doctors.closures': 'days on which hospitals are closed',
  'doctors.hospitals': 'copy of the hospitals',
  'doctors.practices': 'fees and terms of doctors at hospitals',
  'doctors.registrations': 'numbers of the registers of the councils',
  'doctors.schedule_versions': 'how often the hours of doctors changed',
  'doctors.templates': 'hours of doctors',
  'identity.factor_roles': 'roles that need a second factor, with the administrator who demanded it',
  'identity.revocations': 'ids of sign-ins and workplaces, for ten minutes after they end',
  'linkage.customers': 'outside systems',
  'linkage.delivery_attempts': 'times and answers of the server of an outside system',
  'linkage.queue': 'the work on a request, with the number of the outside system, until its callback is delivered',
  'linkage.waiting': 'numbers of workflows, until a worker takes them',
  'linkage.report_sendings': 'reports of stuck workflows: counts',
  'linkage.reports': 'when there was a report of stuck workflows',
  'linkage.usage_days': 'how much each outside system links on a day',
  'notifications.sms_templates': 'registered texts',
  'patients.match_sizes': 'the size of the index',
  'patients.name_counts': 'how many people have a name, not who',
  'prescriptions.level_hints': 'stock of the stores',
  'prescriptions.medicines': 'copy of the items of the stores',
  'prescriptions.stores': 'copy of the stores',
  'vaccination.card_keys': 'public keys',
  'vaccination.centres': 'copy of the centres',
  'vaccination.courses': 'courses of the programme',
  'vaccination.sessions': 'sessions of the centres',
  'vaccination.queues': 'how many numbers each centre has given on a day',
  'vaccination.stock_levels': 'stock of the centres',
  'vaccination.stock_lots': 'stock of the centres',
  'vaccination.stock_movements': 'stock of the centres, with the staff who moved it',
  'vaccination.vaccines': 'vaccines of the programme',
  'visits.codes': 'codes of diagnoses',
  'visits.hospitals': 'copy of the hospitals',
}

/** Each module whose tables hold the id of a patient or an account has the duties of `platform/personal.ts`. */
export const holdersDeclare: Rule = (files) => {
  const modules = [...new Set(files.map(({ path }) => moduleOf(path)))].filter((name) => name !== undefined)
  return modules.flatMap((module) => findDuties(files, module))
}

function findDuties(files: readonly SourceFile[], module: string): Finding[] {
  const root = `server/src/modules/${module}/`
  const own = files.filter(({ path }) => path.startsWith(root) && !isTest(path))
  const holding = findHolding(own, module, PERSON_ID)
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

const TABLE = /^create table (\w+\.\w+) \(/gm
const self = 'server/src/checks/personal.ts'

/**
 * A module that declares what it keeps names each of its tables in `keeps`, or `WITHOUT_PEOPLE` says why not. So a new
 * table with an address, a name or an id of a person cannot be forgotten, whatever its columns are called.
 */
export const tablesDeclared: Rule = (files) => {
  const declared = new Map(
    files
      .filter(({ path }) => /^server\/src\/modules\/[^/]+\/personal\/keeps\.ts$/.test(path))
      .map((file) => [moduleOf(file.path), file] as const),
  )
  const all = files.filter(({ path }) => /^server\/src\/modules\/[^/]+\/schema\.sql$/.test(path))
  const known = new Set(all.flatMap(({ text }) => [...text.matchAll(TABLE)].map(([, name]) => name)))
  const findings = all.flatMap((schema) => {
    const keeps = declared.get(moduleOf(schema.path))
    return keeps ? findUndeclared(schema, lex(keeps.text).uncommented) : []
  })
  const stale = [...declared.values()].flatMap((file) =>
    [...lex(file.text).uncommented.matchAll(/'(\w+\.\w+)'/g)]
      .filter(([, name]) => !known.has(name))
      .map(({ 1: name, index }) => ({
        path: file.path,
        line: lineAt(file.text, index),
        message: `there is no ${name}`,
      })),
  )
  // Only the whole repository can say that an exception is no longer true.
  const unused = Object.keys(WITHOUT_PEOPLE).filter(
    (name) => files.some(({ path }) => path === self) && !known.has(name),
  )
  return [...findings, ...stale, ...unused.map((name) => ({ path: self, line: 1, message: `there is no ${name}` }))]
}

function findUndeclared({ path, text }: SourceFile, keeps: string): Finding[] {
  return [...text.matchAll(TABLE)].flatMap(({ 1: name, index }): Finding[] => {
    const isDeclared = keeps.includes(`'${name}'`)
    const isExcepted = name !== undefined && name in WITHOUT_PEOPLE
    const line = lineAt(text, index)
    if (isDeclared && isExcepted) return [{ path, line, message: `${name} stands in keeps and in WITHOUT_PEOPLE` }]
    if (isDeclared || isExcepted) return []
    const cure =
      'name it in `tables` of personal/keeps.ts, give it out and erase it; or say in checks/personal.ts why not'
    return [{ path, line, message: `nobody says what ${name} keeps of people: ${cure}` }]
  })
}

/** A module whose records all stay as they are has nothing to do when an account closes. */
function keepsAll(texts: readonly { readonly path: string; readonly text: string }[]): boolean {
  const words = texts.flatMap(({ text }) => [...text.matchAll(/\bafterClosing: '(\w+)'/g)].map(([, word]) => word))
  return words.length > 0 && words.every((word) => word === 'stays')
}
