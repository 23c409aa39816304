// Filters in the address: read with a check, written without empty ones, so that a page can be shared and reloaded.
import { useLocation, useSearch } from 'wouter'

/** Reads one parameter; undefined when it is not one. */
export type Reader<Value> = (text: string) => Value | undefined

export const matching =
  (pattern: RegExp): Reader<string> =>
  (text) =>
    pattern.test(text) ? text : undefined

export const oneOf =
  <const Words extends readonly string[]>(...words: Words): Reader<Words[number]> =>
  (text) =>
    words.find((word) => word === text)

export const integer =
  (min: number, max: number): Reader<number> =>
  (text) => {
    const value = Number(text)
    return /^\d{1,9}$/.test(text) && value >= min && value <= max ? value : undefined
  }

export const pin = matching(/^[1-9]\d{5}$/)
export const day = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
export const id = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
export const words = matching(/^.{1,100}$/)

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
