// What modules keep of a person: each module declares it, gives it out on request, and lets go of it when the person
// closes the account. The module `privacy` asks all of them, also modules that do not exist yet.
import { type Call, defineCall, id, object, oneOf, type Static, Type } from './contract.ts'
import { rolesHolding } from './powers.ts'
import type { EventOrigin } from './work/outbox.ts'

/** Words that a page shows as they are. The compiler asks for each language. */
export interface Words {
  readonly en: string
  readonly hi: string
}

export const WordsView = object({ en: Type.String(), hi: Type.String() })

/**
 * Why Sehat may keep it. `service`: the person asked for the service that needs it. `care`: treatment now and later.
 * `law`: a law asks for it. `safety`: it protects accounts against misuse. `consent`: the person said yes.
 */
export const Ground = oneOf(['service', 'care', 'law', 'safety', 'consent'], {
  description: 'Why Sehat may keep it.',
})

/**
 * What happens when the person closes the account. `erased`: it goes. `pseudonym`: it stays without name and contact.
 * `stays`: it stays as it is, because it proves what others did.
 */
export const AfterClosing = oneOf(['erased', 'pseudonym', 'stays'], {
  description: 'What happens when the person closes the account.',
})

/** One kind of record that a module keeps of people. */
export interface Kept {
  /** Names the kind within the module, such as `doses`. */
  readonly kind: string
  readonly what: Words
  readonly purpose: Words
  readonly ground: Static<typeof Ground>
  /** For how long. */
  readonly period: Words
  readonly afterClosing: Static<typeof AfterClosing>
  /** The tables that hold it, such as `vaccination.doses`. A check compares them with the tables of the module. */
  readonly tables: readonly string[]
}

/** The person: the account, and the records of its whole family. */
export const PersonAsked = object({
  accountId: id('account'),
  patientIds: Type.Array(id('patient'), { maxItems: 500 }),
})
export type PersonAsked = Static<typeof PersonAsked>

/** A table of an export: what one module keeps of one kind. It holds no names of staff or of other families. */
export const ExportSection = object({
  kind: Type.String(),
  title: WordsView,
  fields: Type.Array(object({ field: Type.String(), title: WordsView })),
  rows: Type.Array(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]))),
})
export type ExportSection = Static<typeof ExportSection>

/** Gives a function that heads the columns of a section by their names. */
export const headingsFrom =
  <Name extends string>(names: Readonly<Record<Name, Words>>) =>
  (...fields: readonly Name[]): ExportSection['fields'] =>
    fields.map((field) => ({ field, title: names[field] }))

/** An instant as a cell of a section. */
export const toCell = (at: Date | null): string | null => at?.toISOString() ?? null

/**
 * The stage of a closing. `begin`: the person has asked; what others wait for, such as a booked seat, becomes free.
 * `end`: the days to think about it are over, and all that is not a health record goes. A repeat changes nothing.
 */
const ClosingStage = oneOf(['begin', 'end'])

const TIMEOUT_MS = 30_000

/** The call with which a module gives out all that it keeps of a person. */
export const exportPersonOf = (module: string) =>
  defineCall(`${module}.export-person`, {
    input: PersonAsked,
    output: object({ sections: Type.Array(ExportSection) }),
    timeoutMs: TIMEOUT_MS,
  })

/** The call with which a module does its share of closing an account. */
export const closePersonOf = (module: string) =>
  defineCall(`${module}.close-person`, {
    input: object({ ...PersonAsked.properties, stage: ClosingStage, requestId: Type.String() }),
    output: object({}),
    timeoutMs: TIMEOUT_MS,
  })
export type PersonClosing = Static<ReturnType<typeof closePersonOf>['input']>

const [HOLDER = null] = rolesHolding('family')

/** Who acts in all steps of a closing, also in those of a job: the holder asked for it, in this request. */
export const originOfClosing = ({
  accountId,
  requestId,
}: Pick<PersonClosing, 'accountId' | 'requestId'>): EventOrigin => ({
  ...{ actorId: accountId, role: HOLDER, requestId },
})

/** What one module keeps of people. */
export interface ModuleKeeps {
  readonly module: string
  readonly keeps: readonly Kept[]
}

const changesAtClosing = ({ keeps }: ModuleKeeps): boolean => keeps.some(({ afterClosing }) => afterClosing !== 'stays')

/** The modules that have something to do when somebody closes the account. */
export const closingModules = (all: readonly ModuleKeeps[]): readonly string[] =>
  all.filter(changesAtClosing).map(({ module }) => module)

/** The calls that the modules with such declarations must answer, or the program does not start. */
export function personalCalls(all: readonly ModuleKeeps[]): readonly Call[] {
  return [
    ...all.map(({ module }) => exportPersonOf(module)),
    ...closingModules(all).map((module) => closePersonOf(module)),
  ]
}
