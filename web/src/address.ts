// Filters in the address: checked on reading, written without empty ones, so that people can share and reload a page.
import { useLocation, useSearch } from 'wouter'
import { fits, type Limits, type ValueOf } from './api/limits.ts'

/** Reads one parameter. Undefined when the text is not a valid value. */
export type Reader<Value> = (text: string) => Value | undefined

/** Reads a value that fits the limits of a field, so that no page repeats these limits. */
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
/** Words to search in a list that the page has already. */
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

/** The filters of this page, and a function that changes some of them. `undefined` removes a filter. */
export function useFilters<Shape extends Readers>(readers: Shape) {
  const filters = readFilters(readers, useSearch())
  const [path, go] = useLocation()
  type Change = { readonly [Name in keyof Shape]?: Filters<Shape>[Name] | undefined }
  const changed = (change: Change): string => href(path, { ...filters, ...change } as Record<string, string | number>)
  /** Replaces the address, so that "back" leaves the page and does not undo one filter after the other. */
  const change = (part: Change): void => {
    // Read the address again here: when two changes follow quickly, the second must keep the first.
    const now = readFilters(readers, location.search)
    go(href(path, { ...now, ...part } as Record<string, string | number>), { replace: true })
  }
  /** Takes all filters away. Undefined when there are none. */
  const clear = Object.keys(filters).length === 0 ? undefined : () => go(path, { replace: true })
  return { filters, change, changed, clear }
}
