// Filters in the address: read with a check, written without empty ones, so that a page can be shared and reloaded.
import { useLocation, useSearch } from 'wouter'
import { fits, type Limits, type ValueOf } from './api/limits.ts'

/** Reads one parameter; undefined when it is not one. */
export type Reader<Value> = (text: string) => Value | undefined

/** What keeps to the limits of a field: no page says them a second time. */
export const reader =
  <const Own extends Limits>(limits: Own): Reader<ValueOf<Own> & (string | number)> =>
  (text) => {
    const value = /^(integer|number)$/.test(limits.type) ? Number(text || Number.NaN) : text
    return text !== '' && fits(limits, value) ? (value as ValueOf<Own> & (string | number)) : undefined
  }

export const oneOf =
  <const Words extends readonly string[]>(...words: Words): Reader<Words[number]> =>
  (text) =>
    words.find((word) => word === text)

/** A day, YYYY-MM-DD. */
export const day = reader({ type: 'string', format: 'date' })
/** What is looked for in a list that is there already. */
export const WORDS = { type: 'string', maxLength: 100 } as const
export const words = reader(WORDS)

export type Readers = Readonly<Record<string, Reader<string | number>>>
export type Filters<Shape extends Readers> = {
  readonly [Name in keyof Shape]?: Exclude<ReturnType<Shape[Name]>, undefined>
}

export function readFilters<Shape extends Readers>(readers: Shape, search: string): Filters<Shape> {
  const params = new URLSearchParams(search)
  const found: Record<string, string | number> = {}
  for (const [name, read] of Object.entries(readers)) {
    const value = read(params.get(name)?.trim() ?? '')
    if (value !== undefined) found[name] = value
  }
  return found as Filters<Shape>
}

/** `/centres?pin=110001`: the address of a path with these filters. */
export function href(path: string, filters: Readonly<Record<string, string | number | undefined>> = {}): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0
    ? path
    : `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/** The filters of this page, and a function that changes some of them; `undefined` takes one away. */
export function useFilters<Shape extends Readers>(readers: Shape) {
  const filters = readFilters(readers, useSearch())
  const [path, go] = useLocation()
  type Change = { readonly [Name in keyof Shape]?: Filters<Shape>[Name] | undefined }
  const changed = (change: Change): string => href(path, { ...filters, ...change } as Record<string, string | number>)
  /** Replaces the address, so that "back" leaves the page instead of undoing filter by filter. */
  const change = (part: Change): void => {
    // What the address says by now: of two changes that follow quickly the second keeps the first.
    const now = readFilters(readers, location.search)
    go(href(path, { ...now, ...part } as Record<string, string | number>), { replace: true })
  }
  return { filters, change, changed }
}
