// Brings the database to the newest schema: runs numbered SQL files, forward only, checks checksums, makes functions.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { type FunctionFile, makeFunctions, readFunctions } from './functions.ts'

export interface Migration {
  /** The file name. It begins with `platform/` when every module has the migration. */
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The SQL of one module. The name of the module is also the name of its schema. */
export interface ModuleSql {
  readonly module: string
  readonly migrations: readonly Migration[]
  readonly functions: readonly FunctionFile[]
}

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/

/** Reads the migrations and functions in a module's folder. A module without tables has none. */
export function readModuleSql(module: string, folder: string): ModuleSql {
  return {
    module,
    migrations: readMigrations(module, path.join(folder, 'migrations')),
    functions: readFunctions(module, path.join(folder, 'functions')),
  }
}

/** The migrations in one folder, in number order. */
function readMigrations(owner: string, folder: string): Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((file, index) => {
      const match = FILE_NAME.exec(file)
      if (!match || Number(match[1]) !== index + 1) {
        throw new Error(`${owner}/migrations/${file}: name migrations 0001-what-it-does.sql, 0002-..., without a gap`)
      }
      const sql = readFileSync(path.join(folder, file), 'utf8')
      return { name: file, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

const PLATFORM = 'platform/'
const PLATFORM_FOLDER = path.join(import.meta.dirname, 'migrations')

// Any number works, but all servers of an installation must use the same one.
const MIGRATION_LOCK = 7_302_113

/**
 * Applies the missing migrations and makes the functions; gives the number of migrations applied. Several servers may
 * start at the same time: one does the work, and the others wait and find nothing to do.
 */
export async function migrate(databaseUrl: string, modules: readonly ModuleSql[]): Promise<number> {
  const ofEveryModule = readMigrations('platform/postgres', PLATFORM_FOLDER).map((migration) => ({
    ...migration,
    name: `${PLATFORM}${migration.name}`,
  }))
  const wanted = modules.map((sql) => ({ ...sql, migrations: [...ofEveryModule, ...sql.migrations] }))
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`
      create schema if not exists sehat;
      create table if not exists sehat.migrations (
        module text not null, name text not null, checksum text not null,
        applied_at timestamptz not null default now(), constraint migrations_pk primary key (module, name))`)
    const { rows } = await client.query<Applied>('select module, name, checksum from sehat.migrations')
    const applied = new Set(rows.map(({ module, name }) => `${module}/${name}`))
    let count = 0
    for (const { module, migrations } of wanted) refuseOtherSchema(module, migrations, rows)
    for (const { module, migrations } of wanted) {
      for (const migration of migrations) {
        if (applied.has(`${module}/${migration.name}`)) continue
        await apply(client, module, migration)
        count++
      }
    }
    await makeFunctions(client, wanted)
    return count
  } finally {
    await client.end()
  }
}

interface Applied {
  readonly module: string
  readonly name: string
  readonly checksum: string
}

/** A database that this version cannot use: `older` than this version's first migrations, or `newer`. */
export class OtherSchemaError extends Error {
  readonly is: 'older' | 'newer'

  constructor(is: 'older' | 'newer', message: string) {
    super(message)
    this.is = is
  }
}

const isFirst = (name: string): boolean => name.startsWith('0001-') || name.startsWith(`${PLATFORM}0001-`)

/** Throws, before anything changes, when the applied migrations differ from the migrations of this version. */
function refuseOtherSchema(module: string, migrations: readonly Migration[], rows: readonly Applied[]): void {
  const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  const others = rows.filter((row) => row.module === module && checksums.get(row.name) !== row.checksum)
  const [first] = others.filter(({ name }) => isFirst(name))
  if (first) {
    throw new OtherSchemaError(
      'older',
      `The database was made by an older version of Sehat (${module}/${first.name} has changed since), ` +
        'and this version needs a new database, because no earlier version was released',
    )
  }
  const unknown = others.find(({ name }) => !checksums.has(name))
  if (unknown) {
    throw new OtherSchemaError(
      'newer',
      `The database has the migration ${module}/${unknown.name}, which this version of Sehat does not know: ` +
        'start the newer version',
    )
  }
  const [changed] = others
  if (!changed) return
  throw new Error(
    `${module}/migrations/${changed.name} was changed after it had been applied: ` +
      'restore it, and put the change into a new migration',
  )
}

// Insert the row of the migration first, in the same transaction: a second runner then waits for this row.
async function apply(client: pg.Client, module: string, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query("set local lock_timeout = '10s'")
    await client.query('insert into sehat.migrations (module, name, checksum) values ($1, $2, $3)', [
      module,
      name,
      checksum,
    ])
    if (name.startsWith(PLATFORM)) {
      // A migration for every module names no schema, so set the search path to the schema of this module.
      await client.query(`create schema if not exists ${client.escapeIdentifier(module)}`)
      await client.query(`set local search_path to ${client.escapeIdentifier(module)}`)
    }
    await client.query(sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${module}/${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
