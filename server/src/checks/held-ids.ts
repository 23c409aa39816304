// Checks that a module that holds ids of another module hears when the thing behind such an id disappears.
import { findHolding, type HeldId } from './holding.ts'
import { lex } from './lexer.ts'
import { type Finding, isTest, moduleOf, type Rule, type SourceFile } from './source.ts'

interface Owned extends HeldId {
  readonly owner: string
  /** The events that say that the thing is gone, or back. */
  readonly events: readonly string[]
}

const OWNED: readonly Owned[] = [
  {
    owner: 'patients',
    type: /\bPatientId\b|\bId<'patient'>/,
    column: /^ {2}(?:internal_)?patient_id (?:uuid|text)\b/m,
    events: ['patientsMerged', 'patientsUnmerged'],
  },
  {
    owner: 'facilities',
    type: /\bFacilityId\b|\bId<'facility'>/,
    column: /^ {2}facility_id uuid\b/m,
    // A facility that closes changes to `isActive: false`.
    events: ['facilityChanged'],
  },
]

/** Modules that hold such ids and need not hear of them, with the reason. */
export const HELD_WITHOUT_EVENT: Readonly<Record<string, string>> = {
  'audit holds ids of facilities': 'the trail says where somebody acted, also when the facility has closed since',
  'billing holds ids of facilities':
    'a charge says which facility took the money; what is open there is still to be paid when it has closed',
  'documents holds ids of facilities':
    'a document says who brought it, and is kept by law also when the facility has closed; so is a grant to it',
  'identity holds ids of patients':
    'an account names the record that its holder registered; a merge moves nobody from one family to another',
  'notifications holds ids of facilities':
    'a notice says which staff may read its log; when a facility closes, the events of its bookings tell people',
  'prescriptions holds ids of facilities':
    'what was signed stays signed, and is filled elsewhere, when its hospital has closed; inventory closes the stores',
  'linkage holds ids of patients':
    'a mapping tells an outside system which record was linked; the record stays readable after a merge',
  'privacy holds ids of patients':
    'a consent tells for which record it was given; linkage, which obeys it, follows the merges',
}

/** Each module that holds an id of a patient or a facility must subscribe to the events that say that it is gone. */
export const holdersSubscribe: Rule = (files) => {
  const modules = [...new Set(files.map(({ path }) => moduleOf(path)))].filter((name) => name !== undefined)
  return modules.flatMap((module) => OWNED.flatMap((owned) => findUnheard(files, module, owned)))
}

function findUnheard(files: readonly SourceFile[], module: string, { owner, events, ...held }: Owned): Finding[] {
  if (module === owner) return []
  const own = files.filter(({ path }) => moduleOf(path) === module && !isTest(path))
  const holding = findHolding(own, module, held)
  const what = `${module} holds ids of ${owner}`
  const unheard = events.filter((event) => !own.some((file) => subscribesTo(file, event)))
  const isExcepted = what in HELD_WITHOUT_EVENT
  if (!holding) return isExcepted ? [{ path: self, line: 1, message: `"${what}" is no longer true: remove it` }] : []
  if (isExcepted || unheard.length === 0) return []
  const cure = 'subscribe to it in the jobs of the module, or give a reason in checks/held-ids.ts'
  return [{ ...holding, message: `${what} and does not hear of ${unheard.join(', ')}: ${cure}` }]
}

const self = 'server/src/checks/held-ids.ts'

const subscribesTo = ({ path, text }: SourceFile, event: string): boolean =>
  path.endsWith('.ts') && new RegExp(`\\bon\\(\\s*${event}\\b`).test(lex(text).uncommented)
