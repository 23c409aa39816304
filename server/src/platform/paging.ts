// Pages of a list: a cursor says where the next page begins. One extra row tells whether there is a next page.
import { Ajv, type ValidateFunction } from 'ajv'
import type { TProperties } from 'typebox'
import { object, type Static } from './contract.ts'
import { registerFormats } from './http/formats.ts'
import { invalidField, type Problem } from './problem.ts'

export interface Cut<Row> {
  readonly shown: readonly Row[]
  /** Spread this into the answer. It is empty on the last page. */
  readonly next: { readonly nextCursor?: string }
}

/** Read `found` with `limit + 1`. `toCursor` makes the cursor of the next page from the last row shown. */
export function cutPage<Row>(found: readonly Row[], limit: number, toCursor: (last: Row) => string): Cut<Row> {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return { shown, next: found.length > limit && last !== undefined ? { nextCursor: toCursor(last) } : {} }
}

export interface PageCursor<Position> {
  /** The text for `nextCursor`. Clients must not interpret it. */
  write(position: Position): string
  /** The position in a cursor; undefined for the first page. Throws when this list did not write the cursor. */
  read(cursor: string | undefined): Position | undefined
}

type PositionOf<Shape extends TProperties> = { [Name in keyof Shape]: Static<Shape[Name]> }

/**
 * The cursor of a list. `shape` names the columns that the list is sorted by, with their schemas. Use no column with
 * personal data, because cursors stand in URLs.
 */
export function cursor<Shape extends TProperties>(shape: Shape): PageCursor<PositionOf<Shape>> {
  const names = Object.keys(shape)
  let isPosition: ValidateFunction<PositionOf<Shape>> | undefined
  return {
    write: (position) => encode(names.map((name) => position[name])),
    read(text) {
      if (text === undefined) return undefined
      const values = readList(text)
      const position = Object.fromEntries(names.map((name, index) => [name, values?.[index]]))
      isPosition ??= ajv.compile<PositionOf<Shape>>(object(shape))
      if (values?.length !== names.length || !isPosition(position)) throw refuseCursor()
      return position
    },
  }
}

/** The problem for a wrong cursor. A list also throws it when it finds nothing at the position of a cursor. */
export function refuseCursor(): Problem {
  return invalidField('query/cursor', 'is not a nextCursor of this list')
}

// Not the Ajv of the app, because that one fills in defaults and turns texts into numbers.
const ajv = new Ajv()
registerFormats(ajv)

const encode = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

function readList(text: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    // Each position has only one spelling. The decoder accepts others too, but this function did not write those.
    return Array.isArray(values) && encode(values) === text ? values : undefined
  } catch {
    return undefined
  }
}
