// Pages of a list: cursors that say where the next page begins, and the one row more that tells whether there is one.
import { Ajv, type ValidateFunction } from 'ajv'
import type { TProperties } from 'typebox'
import { object, type Static } from './contract.ts'
import { registerFormats } from './http/formats.ts'
import { invalidField, type Problem } from './problem.ts'

export interface Cut<Row> {
  readonly shown: readonly Row[]
  /** Spread into the answer: empty after the last page. */
  readonly next: { readonly nextCursor?: string }
}

/** `found` was read with `limit + 1`; `toCursor` says where the page after the last row shown begins. */
export function cutPage<Row>(found: readonly Row[], limit: number, toCursor: (last: Row) => string): Cut<Row> {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return { shown, next: found.length > limit && last !== undefined ? { nextCursor: toCursor(last) } : {} }
}

export interface PageCursor<Position> {
  /** As it stands in `nextCursor`: opaque to whoever asks for the next page. */
  write(position: Position): string
  /** The position of a page that is not the first; throws for what this list did not write. */
  read(cursor: string | undefined): Position | undefined
}

type PositionOf<Shape extends TProperties> = { [Name in keyof Shape]: Static<Shape[Name]> }

/** The cursor of a list: the columns that it is sorted by, with what they may hold. Nothing personal: it is in URLs. */
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

/** Also for lists that find nothing at the position of a cursor. */
export function refuseCursor(): Problem {
  return invalidField('query/cursor', 'is not a nextCursor of this list')
}

// Not the one of the app: that fills in defaults and turns texts into numbers.
const ajv = new Ajv()
registerFormats(ajv)

const encode = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

function readList(text: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    // A position has one spelling: what was decoded with some forbearance was not written here.
    return Array.isArray(values) && encode(values) === text ? values : undefined
  } catch {
    return undefined
  }
}
