// Writes the types (schema.ts) and the limits (limits/) of every operation from the contracts.
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { modules } from '../server/src/modules.ts'
import { readConfig } from '../server/src/platform/config.ts'
import { openLog } from '../server/src/platform/log.ts'
import { openProgram } from '../server/src/platform/program.ts'

export const API_FOLDER = path.join(import.meta.dirname, 'src/api')

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly default?: unknown
  readonly [limit: string]: unknown
}

/** A request may leave out a property that has a default. An answer always has the property. */
type Direction = 'asked' | 'answered'

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

interface Operation {
  readonly parameters?: readonly { in?: string; name?: string; required?: boolean; schema?: Schema }[]
  readonly requestBody?: Content & { readonly required?: boolean }
  readonly responses: Readonly<Record<string, Content>>
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

/** The document as /openapi.json gives it. The program is opened but never started, so it connects to nothing. */
async function readPaths(): Promise<Paths> {
  const secrets = { SEHAT_SECRET: newSecret(), SEHAT_IDENTIFIER_KEY: newSecret() }
  const program = await openProgram({
    config: readConfig({ NODE_ENV: 'test', ...secrets }, tmpdir()),
    databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
    log: openLog({ logLevel: 'silent', environment: 'test' }),
    modules,
  })
  try {
    await program.app.ready()
    return (await program.app.inject('/openapi.json')).json().paths
  } finally {
    await program.stop()
  }
}

const newSecret = (): string => randomBytes(48).toString('base64')

const NOTE = '// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.'

/** The generated files by their names below web/src/api/, made from the contracts as they are now. */
export async function generateClient(): Promise<ReadonlyMap<string, string>> {
  const operations = Object.entries(await readPaths())
    .filter(([url]) => !url.startsWith('/.well-known'))
    .flatMap(([url, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, url, operation })))
    // A browser opens an address that only redirects: no page asks for it.
    .filter(({ operation }) => Object.keys(operation.responses).some((status) => /^2/.test(status)))
  const types = operations.map(({ method, url, operation }) =>
    indented(`'${method.toUpperCase()} ${url}': ${objectOf(toFields(operation))}`),
  )
  const files = new Map([['schema.ts', `${NOTE}\nexport interface Operations {\n${types.join('\n')}\n}\n`]])
  for (const { method, url, operation } of operations) {
    const limits = toLimits(operation)
    // A page loads the limits of the operations that it uses, and no others. Nobody types the ids in an address.
    if (Object.keys(limits).every((name) => url.includes(`{${name}}`) && name.endsWith('Id'))) continue
    const words = wordsOf(method, url)
    const text = `${NOTE}\nexport const ${toCamel(words)} = ${toText(limits)} as const\n`
    const file = `limits/${words.join('-')}.ts`
    if (files.has(file)) throw new Error(`two operations would have the limits of ${file}`)
    files.set(file, text)
  }
  return files
}

/** `PATCH /v1/a/{id}` is patch-a-by-id, and `POST /v1/a/{id}/merger` post-a-merger. */
function wordsOf(method: string, url: string): string[] {
  const named = url.split('/').filter((part) => part !== '' && part !== 'v1')
  const parts = named.filter((part, nth) => !part.startsWith('{') || nth === named.length - 1)
  const words = parts.map((part) =>
    part
      .replace(/^\{(.*)\}$/, 'by-$1')
      .replace('.', '')
      .replace(/[A-Z]/g, '-$&'),
  )
  return [method, ...words.join('-').toLowerCase().split('-')]
}

const toCamel = (words: readonly string[]): string =>
  words.map((word, nth) => (nth === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')

const LIMITS = ['minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'exclusiveMinimum', 'enum']
const LIMITS_OF_LISTS = ['minItems', 'maxItems']

type Limits = Record<string, unknown>

/** The limits of all fields of an operation by name, wherever a field is in the request. */
function toLimits({ parameters = [], requestBody }: Operation): Record<string, Limits> {
  const found: Record<string, Limits> = {}
  const add = (name: string, schema: Schema, isRequired: boolean): void => {
    const known = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
    if (known.properties) {
      const { properties, required = [] } = known
      for (const [each, own] of Object.entries(properties)) add(each, own, isRequired && required.includes(each))
    } else if (name in found) throw new Error(`two fields of one operation are called ${name}`)
    else found[name] = limitsOf(known, isRequired && schema.default === undefined)
  }
  for (const { in: place, name = '', required = false, schema = {} } of parameters) {
    if (place === 'path' || place === 'query') add(name, schema, required)
  }
  add('', schemaOf(requestBody) ?? { properties: {} }, true)
  return found
}

function limitsOf(schema: Schema, isRequired: boolean): Limits {
  const own = [...LIMITS, ...LIMITS_OF_LISTS].filter((limit) => schema[limit] !== undefined)
  return {
    type: schema.type ?? 'string',
    ...(isRequired && { required: true }),
    ...Object.fromEntries(own.map((limit) => [limit, schema[limit]])),
    ...(schema.items && !schema.items.properties && { items: limitsOf(schema.items, false) }),
  }
}

/** Writes one field on each line. */
function toText(limits: Record<string, Limits>): string {
  return `{\n${Object.entries(limits)
    .map(([name, own]) => `  ${keyOf(name)}: ${toLine(own)},\n`)
    .join('')}}`
}

function toLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return literal(value)
  const members = Object.entries(value).map(([name, own]) => `${keyOf(name)}: ${toLine(own)}`)
  return `{ ${members.join(', ')} }`
}

const keyOf = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`)

function toFields({ parameters = [], requestBody, responses }: Operation): string[] {
  const fields: string[] = []
  for (const place of ['path', 'query']) {
    const own = parameters.filter((parameter) => parameter.in === place)
    if (own.length === 0) continue
    // A filter that is not set may be undefined. The client does not send it.
    const names = own.map(({ name, required = false, schema = {} }) => {
      return field(name as string, required, schema, 'asked').replace(/^(\w+\?: .*)$/s, '$1 | undefined')
    })
    const isNeeded = own.some(({ required, schema }) => required && schema?.default === undefined)
    fields.push(`${place}${isNeeded ? '' : '?'}: ${objectOf(names)}`)
  }
  if (parameters.some(({ in: place, name }) => place === 'header' && name === 'if-match'))
    fields.push('ifMatch?: string')
  const body = schemaOf(requestBody)
  if (body) fields.push(`body${requestBody?.required ? '' : '?'}: ${typeOf(body, 'asked')}`)
  const answers = Object.entries(responses).flatMap(([status, response]) => {
    return /^2/.test(status) ? [typeOf(schemaOf(response) ?? { type: 'null' }, 'answered')] : []
  })
  fields.push(`answer: ${[...new Set(answers)].join(' | ')}`)
  return fields
}

const schemaOf = ({ content }: Content = {}): Schema | undefined =>
  (content?.['application/json'] ?? content?.['text/plain'])?.schema

function typeOf(schema: Schema, direction: Direction): string {
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  if (schema.anyOf) return schema.anyOf.map((choice) => typeOf(choice, direction)).join(' | ')
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return arrayOf(typeOf(schema.items ?? {}, direction))
    case 'object':
      return typeOfObject(schema, direction)
  }
  return 'unknown'
}

function typeOfObject({ properties, required = [], additionalProperties }: Schema, direction: Direction): string {
  if (properties) {
    const each = Object.entries(properties)
    return objectOf(each.map(([name, schema]) => field(name, required.includes(name), schema, direction)))
  }
  const others = typeof additionalProperties === 'object' ? typeOf(additionalProperties, direction) : 'unknown'
  return `{ readonly [name: string]: ${others} }`
}

// One property on each line, so that a change of the API changes few lines.
const objectOf = (fields: readonly string[]): string =>
  `{\n${fields.map((each) => indented(`readonly ${each}`)).join('\n')}\n}`
const indented = (text: string): string => text.replace(/^/gm, '  ')
const arrayOf = (type: string): string => `readonly ${isOne(type) ? type : `(${type})`}[]`
/** Whether `[]` after the type applies to the whole type. A union inside braces does not count as a union here. */
const isOne = (type: string): boolean => /^\w+$/.test(type) || /^\{\n( {2}.*\n)*\}$/.test(type)
const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : JSON.stringify(value)

function field(name: string, isRequired: boolean, schema: Schema, direction: Direction): string {
  const mayLack = !isRequired || (direction === 'asked' && schema.default !== undefined)
  return `${keyOf(name)}${mayLack ? '?' : ''}: ${typeOf(schema, direction)}`
}

if (import.meta.main) {
  rmSync(path.join(API_FOLDER, 'limits'), { recursive: true, force: true })
  mkdirSync(path.join(API_FOLDER, 'limits'))
  const files = await generateClient()
  for (const [file, text] of files) writeFileSync(path.join(API_FOLDER, file), text)
  console.log(`Written: ${files.size} files in ${path.relative(process.cwd(), API_FOLDER)}`)
}
