// Functions of the database, one in each file: created again when the text changes, and dropped when the file is gone.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'

export interface FunctionFile {
  readonly file: string
  /** The function's name in the module's schema: the file name with underscores. */
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const FILE_NAME = /^([a-z][a-z0-9-]*)\.sql$/

/** The function files in one folder, sorted by name; throws when a file name has a wrong form. */
export function readFunctions(module: string, folder: string): FunctionFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const match = FILE_NAME.exec(file)
      if (!match) throw new Error(`${module}/functions/${file}: name the file after its function: grant-seats.sql`)
      const sql = readFileSync(path.join(folder, file), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { file, name: (match[1] as string).replaceAll('-', '_'), sql, checksum }
    })
}

interface Made {
  readonly name: string
  readonly checksum: string
}

interface ModuleFunctions {
  readonly module: string
  readonly functions: readonly FunctionFile[]
}

/** Creates new and changed functions, and drops functions without a file; only in the schemas of these modules. */
export async function makeFunctions(client: pg.Client, modules: readonly ModuleFunctions[]): Promise<void> {
  await client.query(`
    create table if not exists sehat.functions (
      module text not null, name text not null, checksum text not null,
      made_at timestamptz not null default now(), constraint functions_pk primary key (module, name))`)
  for (const module of modules) await makeFunctionsOf(client, module)
}

/** Changes all functions of a module in one transaction, so that nobody sees a new function beside an old one. */
async function makeFunctionsOf(client: pg.Client, { module, functions }: ModuleFunctions): Promise<void> {
  // Ignore a row when somebody has dropped its function.
  const { rows } = await client.query<Made>(
    `select name, checksum from sehat.functions f where module = $1 and exists (
       select from pg_proc where pronamespace = to_regnamespace(f.module) and proname = f.name)`,
    [module],
  )
  const made = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const changed = functions.filter(({ name, checksum }) => made.get(name) !== checksum)
  const gone = [...made.keys()].filter((name) => !functions.some((one) => one.name === name))
  if (changed.length === 0 && gone.length === 0) return
  try {
    await client.query('begin')
    await client.query("set local lock_timeout = '10s'")
    for (const name of gone) await drop(client, module, name)
    for (const one of changed) await make(client, module, one)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function make(client: pg.Client, module: string, { file, name, sql, checksum }: FunctionFile): Promise<void> {
  const place = `${module}/functions/${file}`
  try {
    await drop(client, module, name)
    await client.query(sql)
  } catch (error) {
    throw new Error(`${place} failed: ${(error as Error).message}`, { cause: error })
  }
  const found = await signaturesOf(client, module, name)
  if (found.length !== 1) throw new Error(`${place} must create exactly one function ${module}.${name}`)
  await client.query('insert into sehat.functions (module, name, checksum) values ($1, $2, $3)', [
    module,
    name,
    checksum,
  ])
}

/**
 * Drops a function with any arguments. When the arguments change, "create or replace" leaves the old function beside
 * the new one.
 */
async function drop(client: pg.Client, module: string, name: string): Promise<void> {
  for (const signature of await signaturesOf(client, module, name)) await client.query(`drop function ${signature}`)
  await client.query('delete from sehat.functions where module = $1 and name = $2', [module, name])
}

async function signaturesOf(client: pg.Client, module: string, name: string): Promise<string[]> {
  const { rows } = await client.query<{ signature: string }>(
    `select oid::regprocedure::text as signature from pg_proc
     where pronamespace = to_regnamespace($1) and proname = $2`,
    [module, name],
  )
  return rows.map(({ signature }) => signature)
}
