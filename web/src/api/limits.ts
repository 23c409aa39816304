// The limits of a field from the contract (generated, in limits/), and a check whether a value fits them.

export interface Limits {
  readonly type: string
  readonly required?: boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly enum?: readonly (string | number)[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Limits
}

/** The fields of an operation by name. */
export type Named = Readonly<Record<string, Limits>>

/** The type of a field's value. */
export type ValueOf<Own extends Limits> = Own extends { readonly enum: readonly (infer Each)[] }
  ? Each
  : Own extends { readonly items: infer Item extends Limits }
    ? readonly ValueOf<Item>[]
    : Own extends { readonly type: 'integer' | 'number' }
      ? number
      : string

export function fits(limits: Limits, value: unknown): boolean {
  if (limits.enum) return limits.enum.some((each) => each === value)
  if (limits.type === 'array') return Array.isArray(value) && fitsList(limits, value)
  if (limits.type === 'string') return typeof value === 'string' && fitsText(limits, value)
  return typeof value === 'number' && fitsNumber(limits, value)
}

function fitsNumber({ type, minimum, maximum, exclusiveMinimum }: Limits, value: number): boolean {
  if (!Number.isFinite(value) || (type === 'integer' && !Number.isInteger(value))) return false
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return false
  return value >= (minimum ?? value) && value <= (maximum ?? value)
}

function fitsText({ minLength, maxLength, pattern, format }: Limits, text: string): boolean {
  // Count as the server does: characters, some of which take two places in a JavaScript string.
  const length = [...text].length
  if (length < (minLength ?? 0) || length > (maxLength ?? length)) return false
  if (format === 'date' && !isDay(text)) return false
  return pattern === undefined || new RegExp(pattern, 'u').test(text)
}

function fitsList({ minItems, maxItems, items }: Limits, list: readonly unknown[]): boolean {
  if (list.length < (minItems ?? 0) || list.length > (maxItems ?? list.length)) return false
  return list.every((each) => !items || fits(items, each))
}

/** A day of the calendar, YYYY-MM-DD. The 30th of February is not one. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
