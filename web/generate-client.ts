// Writes web/src/api/schema.ts: the types of every operation, read from the contracts. Run: npm run client -w web
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { modules } from '../server/src/modules.ts'
import { readConfig } from '../server/src/platform/config.ts'
import { openLog } from '../server/src/platform/log.ts'
import { openProgram } from '../server/src/platform/program.ts'

export const SCHEMA_FILE = path.join(import.meta.dirname, 'src/api/schema.ts')

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly default?: unknown
}

/** What has a default may be left out of a request, but is always there in an answer. */
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

/** The document as /openapi.json has it. Nothing is connected: the program is opened and never started. */
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

/** The text of schema.ts as the contracts have it now. */
export async function generateSchema(): Promise<string> {
  const operations = Object.entries(await readPaths())
    .filter(([url]) => !url.startsWith('/.well-known'))
    .flatMap(([url, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        return indented(`'${method.toUpperCase()} ${url}': ${objectOf(toFields(operation))}`)
      }),
    )
  return `// Generated from the contracts by \`npm run client -w web\`: change the contracts, not this file.
export interface Operations {
${operations.join('\n')}
}
`
}

function toFields({ parameters = [], requestBody, responses }: Operation): string[] {
  const fields: string[] = []
  for (const place of ['path', 'query']) {
    const own = parameters.filter((parameter) => parameter.in === place)
    if (own.length === 0) continue
    // Filters that are not set may stand there as undefined: they are not sent.
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

// One property a line, so that a change of the API is a change of a few lines.
const objectOf = (fields: readonly string[]): string =>
  `{\n${fields.map((each) => indented(`readonly ${each}`)).join('\n')}\n}`
const indented = (text: string): string => text.replace(/^/gm, '  ')
const arrayOf = (type: string): string => `readonly ${isOne(type) ? type : `(${type})`}[]`
/** Whether `[]` after it means the whole of it: a union that stands within braces is no part of it. */
const isOne = (type: string): boolean => /^\w+$/.test(type) || /^\{\n( {2}.*\n)*\}$/.test(type)
const literal = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value))

function field(name: string, isRequired: boolean, schema: Schema, direction: Direction): string {
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`
  const mayLack = !isRequired || (direction === 'asked' && schema.default !== undefined)
  return `${key}${mayLack ? '?' : ''}: ${typeOf(schema, direction)}`
}

if (import.meta.main) {
  writeFileSync(SCHEMA_FILE, await generateSchema())
  console.log(`Written: ${path.relative(process.cwd(), SCHEMA_FILE)}`)
}
