// Brings the database to the newest schema: numbered SQL files of each module, forward only, guarded by checksums.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

export interface Migration {
  readonly module: string
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/

/** The migrations of one module's folder, in number order. */
export function readMigrations(module: string, folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .map((file, index) => {
      const match = FILE_NAME.exec(file)
      if (!match || Number(match[1]) !== index + 1) {
        throw new Error(`${module}/migrations/${file}: names run 0001-what-it-does.sql, 0002-..., without a gap`)
      }
      const sql = readFileSync(path.join(folder, file), 'utf8')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { module, number: index + 1, name: file, sql, checksum }
    })
}

// Any number will do as long as all servers of an installation take the same one.
const MIGRATION_LOCK = 7_302_113

/** Applies what is missing. Several servers may start at once: one works, the others wait and find nothing to do. */
export async function migrate(
  databaseUrl: string,
  migrations: readonly Migration[],
  onApplied: (migration: Migration) => void = () => {},
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`
      create schema if not exists sehat;
      create table if not exists sehat.migrations (
        module text not null, number int not null, name text not null, checksum text not null,
        applied_at timestamptz not null default now(), constraint migrations_pk primary key (module, number))`)
    const { rows } = await client.query('select module, number, name, checksum from sehat.migrations')
    const applied = new Map(rows.map((row) => [`${row.module}/${row.number}`, row]))
    refuseUnknownFuture(rows, migrations)
    let count = 0
    for (const migration of migrations) {
      const before = applied.get(`${migration.module}/${migration.number}`)
      if (before && before.checksum !== migration.checksum) {
        throw new Error(
          `${migration.module}/migrations/${migration.name} was changed after it had been applied: ` +
            'restore it, and put the change into a new migration',
        )
      }
      if (before) continue
      await apply(client, migration)
      onApplied(migration)
      count++
    }
    return count
  } finally {
    await client.end()
  }
}

function refuseUnknownFuture(rows: { module: string; number: number }[], migrations: readonly Migration[]): void {
  const modules = new Set(migrations.map((migration) => migration.module))
  const known = new Set(migrations.map((migration) => `${migration.module}/${migration.number}`))
  const unknown = rows.find((row) => modules.has(row.module) && !known.has(`${row.module}/${row.number}`))
  if (!unknown) return
  throw new Error(
    `The database has migration ${unknown.number} of ${unknown.module}, which this version of Sehat does not know: ` +
      'start the newer version',
  )
}

// The version row goes in first, in the same transaction: of two runners one waits on it and then finds it there.
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query("set local lock_timeout = '10s'")
    await client.query('insert into sehat.migrations (module, number, name, checksum) values ($1, $2, $3, $4)', [
      migration.module,
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query(migration.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.module}/${migration.name} failed: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
