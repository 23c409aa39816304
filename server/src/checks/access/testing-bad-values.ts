// Makes values that no route may accept from the schema of a field. No answer may repeat the mark in them.
import { ID_PATTERN } from '../../platform/id.ts'
import type { JsonSchema } from './testing-routes.ts'

/** Every bad text contains this mark. An answer or a log line with the mark repeats the input. */
export const MARK = 'kanari'

export const NESTED = `${'['.repeat(30_000)}${']'.repeat(30_000)}`

/** Fields that an attacker may try to add. */
export const SMUGGLED = [
  ...['role', 'roles', 'isAdmin', 'accountId', 'ownerId', 'status', 'capacity', 'booked', 'id', 'createdAt'],
  ...['verified', 'constructor', 'prototype', 'toString', 'a/b~c'],
]

const PINS = ['000000', '012345', '11000', '1100011', 'ABCDEF', '११०००१', ' 110001', '110001\n', '1100 1', '-10001']
const DAYS = [
  ...['2026-02-29', '2026-13-01', '0000-00-00', '2026-02-30', '0000-01-01', '2026-00-10', '1900-02-29', '2026-1-1'],
  ...['01-02-2026', '2026-03-02T00:00:00Z', '20260302', '２０２６-03-02', '+02026-03-02', '2026-03-02 ', 'today', ''],
]
const INSTANTS = [
  ...['2026-02-29T00:00:00Z', '2026-03-02', '2026-03-02T25:00:00Z', '2026-03-02T10:00:00', '0000-00-00T00:00:00Z'],
  ...['2026-06-30T23:59:60Z', '2026-03-02 10:00:00 UTC', '1e12', '1772427600000', '', 'now'],
]
const IDS = [
  ...['7', 'null', '00000000-0000-0000-0000-000000000000', '3b241101-e2bb-4255-8caf-4136c566a962', '../../etc/passwd'],
  ...['018F6F2E-1C9A-8000-8ABC-DEF012345678', '018f6f2e1c9a80008abcdef012345678', "' or 1=1 --", '%s%n', ''],
]
const TEXTS = [`${MARK}\u0000${MARK}`, `\ud800${MARK}`, `${MARK}\udc00`, `${MARK}\u001b[31m`, ' \t ', '']
const LONG = MARK.repeat(1_700)

const isNullable = ({ anyOf }: JsonSchema): boolean => anyOf?.some(({ type }) => type === 'null') ?? false

/** The texts that a field of this schema must refuse. */
export function badTexts(schema: JsonSchema): string[] {
  const { pattern, format, enum: words, maxLength } = schema
  if (words) return [MARK, '', `${words[0]} `, String(words[0]).toUpperCase() + MARK]
  if (format === 'date') return [...DAYS, LONG, ...TEXTS]
  if (format === 'date-time') return [...INSTANTS, LONG, ...TEXTS]
  if (pattern === ID_PATTERN) return [...IDS, LONG, ...TEXTS]
  if (pattern?.includes('[1-9][0-9]{5}')) return [...PINS, LONG, ...TEXTS]
  if (pattern !== undefined || format !== undefined) return [LONG, ...TEXTS]
  return maxLength !== undefined && maxLength < LONG.length ? [LONG] : []
}

/** Digits that a whole or fractional number of this schema must refuse. The last two are not JSON numbers. */
function badNumbers({ minimum, maximum }: JsonSchema): string[] {
  return [
    ...(minimum !== undefined && minimum > -1e5 ? [String(minimum - 1)] : []),
    ...(maximum !== undefined ? [String(maximum + 1), '9007199254740993', '1e400', '-1e400'] : []),
    ...['"5"', '"1"', 'true', '1.5e1000', '-1e999'],
  ]
}

const asJson = (values: readonly string[]): string[] => values.map((value) => JSON.stringify(value))

/** JSON texts that a route must refuse in a body field of this schema. The refusal names the field. */
export function badJson(schema: JsonSchema): string[] {
  const plain = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  const always = [`{"x":"${MARK}"}`, NESTED, ...(isNullable(schema) ? [] : ['null'])]
  if (plain.type === 'integer') return [...always, ...badNumbers(plain), '1.5', '[]', `[1]`]
  if (plain.type === 'number') return [...always, ...badNumbers(plain), '[]']
  if (plain.type === 'boolean') return [...always, '1', '0', '"true"', '""', '[]']
  if (plain.type === 'array') {
    const many = `[${Array.from({ length: 5_000 }, (_, index) => `"${index}"`).join()}]`
    const items = plain.items ? badJson(plain.items).map((value) => `[${value}]`) : []
    const none = (plain.minItems ?? 0) > 0 ? ['[]'] : []
    return [...always, ...none, `"${MARK}"`, '5', '[null]', many, ...items]
  }
  return [...always, '5', 'true', '[]', '["x"]', ...asJson(badTexts(plain))]
}

/** Texts that a route must refuse in a query parameter of this schema. The refusal names the parameter. */
export function badQuery(schema: JsonSchema): string[] {
  const numbers = badNumbers(schema).filter((value) => !value.startsWith('"'))
  const integers = ['1.5', '1e9', MARK, '', '-1', '0x7fffffffff', 'NaN', 'Infinity', '१']
  if (schema.type === 'integer') return [...numbers, ...integers]
  if (schema.type === 'number') return [...numbers, MARK, '', 'NaN', 'Infinity']
  return badTexts(schema)
}
