// How a module declares what other modules may know of it: fields, events, calls and problems. Pure data.
import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox'
import { ID_PATTERN, type Id } from './id.ts'

/** An object that refuses fields it does not name: an unknown field is an error and is never dropped. */
export function object<Properties extends TProperties>(properties: Properties, options: object = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options })
}

/** The schema of one kind of id. */
export function id<Name extends string>(name: Name) {
  return Type.Unsafe<Id<Name>>(Type.String({ pattern: ID_PATTERN, description: describeId(name) }))
}

/** Whether a schema is that of `id(name)`. */
export function isIdOf(name: string, { description }: { readonly description?: string }): boolean {
  return description === describeId(name)
}

const describeId = (name: string): string => `Id of one ${name}: a UUID version 8 that carries its district.`

/** A text that must be one of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words, options: object = {}) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: words, ...options })
}

/**
 * Text that a person writes: at most `lengthMax` characters, not blank, no lone surrogates, and no control characters
 * except tab and line break. PostgreSQL cannot store U+0000.
 */
export function text(lengthMax: number, options: object = {}) {
  // This pattern takes linear time. Ajv reports all errors, so it tries the pattern on texts of up to 64 kB too.
  // It refuses signs that turn the direction of text (U+202A to U+202E, U+2066 to U+2069): they can hide what it says.
  const pattern =
    '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$'
  return Type.String({ minLength: 1, maxLength: lengthMax, pattern, ...options })
}

/**
 * The name of a person or a thing: one line with at least one letter and no invisible signs, except the joiners
 * (U+200C, U+200D) that Indian scripts need between letters.
 */
export function nameText(lengthMax: number, options: object = {}) {
  const pattern = '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$'
  return Type.String({ minLength: 1, maxLength: lengthMax, pattern, ...options })
}

export const Pin = Type.String({ pattern: '^[1-9][0-9]{5}$', description: 'Postal index number: six digits.' })
export const Day = Type.String({ format: 'date', description: 'A day in Asia/Kolkata, YYYY-MM-DD.' })
export const Instant = Type.String({ format: 'date-time', description: 'An instant, RFC 3339.' })
/** Minutes since midnight of a time `HH:MM`, or of the start of a window `HH:MM-HH:MM`. Contracts need it too. */
export const toMinute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** The time `HH:MM` of a minute of the day. The end of the day is `24:00`. */
export const toTimeOfDay = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const CellNumber = Type.Integer({ minimum: 1, maximum: 65_535, description: 'Number of a district.' })
export const Phone = Type.String({
  pattern: '^\\+91[6-9][0-9]{9}$',
  description: 'Indian mobile number in E.164 form, +91 and ten digits.',
})
export const Paise = Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'Money in paise (1/100 rupee).' })
export const AMOUNT_PAISE_MAX = 100_000_000_000
/** For sums and for single things dearer than Rs 1,00,000, where `Paise` ends. */
export const Amount = Type.Integer({
  minimum: 0,
  maximum: AMOUNT_PAISE_MAX,
  description: 'Money in paise (1/100 rupee), up to Rs 100 crore.',
})
export const Limit = Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'The most items in one page.' })
export const Cursor = Type.String({
  maxLength: 300,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'The `nextCursor` of the page before. Send it back unchanged.',
})

/** A page of a list. The last page has no `nextCursor`. */
export function page<Item extends TSchema>(item: Item) {
  return object({ items: Type.Array(item), nextCursor: Type.Optional(Cursor) })
}

/** A fact in the past tense that one module publishes. It has a version and is delivered at least once. */
export interface EventType<Body extends TSchema = TSchema> {
  /** Begins with the name of the module that owns it. Only that module publishes it. */
  readonly name: string
  /** The member of the body that holds the id of the event's subject; null when the subject is in no district. */
  readonly subject: string | null
  readonly body: Body
}

/** The id in the member `subject` decides the cell of the event. */
export function defineEvent<Body extends TObject>(
  name: `${string}.${string}.v${number}`,
  subject: IdMember<Static<Body>> | null,
  body: Body,
): EventType<Body> {
  return { name, subject, body }
}

/** The names of the members that always hold an id. */
type IdMember<Body> = { [Name in keyof Body & string]: Body[Name] extends Id<string> ? Name : never }[keyof Body &
  string]

/** A question that one module may ask another. Never ask it inside a transaction. */
export interface Call<Input extends TSchema = TSchema, Output extends TSchema = TSchema> {
  readonly name: string
  readonly input: Input
  readonly output: Output
  readonly timeoutMs: number
}

export function defineCall<Input extends TSchema, Output extends TSchema>(
  name: `${string}.${string}`,
  shape: { input: Input; output: Output; timeoutMs: number },
): Call<Input, Output> {
  return { name, ...shape }
}

/** A kind of refusal. Its page is /problems/<slug>. */
export interface ProblemType {
  readonly slug: string
  readonly status: number
  readonly title: string
  readonly cure: string
}

export function defineProblem(slug: string, status: number, title: string, cure: string): ProblemType {
  return { slug, status, title, cure }
}

export type { Id, Static }
export { Type }
