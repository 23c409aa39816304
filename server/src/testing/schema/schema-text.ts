// Writes a schema as one page of SQL for people who want to see its current tables.
import type { Column, DatabaseFunction, Schema, Table } from './catalog.ts'
import { tidySql, tidyType } from './tidy-sql.ts'

const COLUMNS_MAX = 120

export function toSchemaText({ name, types, tables, functions }: Schema): string {
  const head = [
    `-- The schema ${name} as it stands: written by \`npm run schema\`, do not edit.`,
    '-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.',
  ]
  const pieces = [
    head,
    ...types.map((type) => typeText(name, type)),
    ...tables.map((table) => tableText(name, table)),
    ...(functions.length > 0 ? [['-- Functions, each in functions/<name>.sql.']] : []),
    ...functions.map((one) => functionText(name, one)),
  ]
  return `${pieces.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function typeText(schema: string, { name, columns }: Schema['types'][number]): string[] {
  return [
    `create type ${schema}.${name} as (`,
    ...separated(columns.map((one) => [`${one.name} ${tidyType(one.type)}`])),
    ');',
  ]
}

function tableText(schema: string, { name, comment, options, columns, constraints, indexes }: Table): string[] {
  const elements = [
    ...columns.map((column) => [...commentLines(column.comment, '  '), columnText(column)]),
    ...constraints.map((one) => [
      ...commentLines(one.comment, '  '),
      `constraint ${one.name} ${tidySql(one.definition)}`,
    ]),
  ]
  return [
    ...commentLines(comment),
    `create table ${schema}.${name} (`,
    ...separated(elements),
    options.length > 0 ? `) with (${options.join(', ').replaceAll('=', ' = ')});` : ');',
    ...indexes.flatMap((index) => [...commentLines(index.comment), `${tidySql(index.definition)};`]),
  ]
}

function columnText({ name, type, isNullable, defaultsTo }: Column): string {
  const defaulting = defaultsTo === null ? '' : ` default ${tidyType(defaultsTo)}`
  return `${name} ${tidyType(type)}${isNullable ? '' : ' not null'}${defaulting}`
}

/** Adds a comma to the last line of each element except the last element. Comments stand above that line. */
function separated(elements: readonly (readonly string[])[]): string[] {
  return elements.flatMap((lines, index) => {
    const last = `  ${lines.at(-1)}${index === elements.length - 1 ? '' : ','}`
    return [...lines.slice(0, -1), last]
  })
}

function functionText(schema: string, { name, parameters, returns, comment }: DatabaseFunction): string[] {
  const list = parameters.map((parameter) => keptWhole(tidyType(parameter))).join(', ')
  const signature = `${schema}.${name}(${list}) ${keptWhole(`returns ${tidyType(returns)}`)}`
  return [...commentLines(comment), ...wrap(signature, '-- ', '--   ')]
}

const commentLines = (comment: string | null, indent = ''): string[] =>
  comment === null ? [] : wrap(comment, `${indent}-- `, `${indent}-- `)

const NO_BREAK = '\u00a0'
const keptWhole = (text: string): string => text.replaceAll(' ', NO_BREAK)

function wrap(text: string, first: string, next: string): string[] {
  const lines: string[] = []
  let line = first
  for (const word of text.split(/[ \n]+/)) {
    if (line.trimEnd().length > next.length && line.length + word.length > COLUMNS_MAX) {
      lines.push(line.trimEnd())
      line = next
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()].map((one) => one.replaceAll(NO_BREAK, ' '))
}
