// `npm run db`: psql on the database of the Sehat that runs here, or of DATABASE_URL. What follows `--` goes to psql.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { databaseUrlOf, toPsql } from './database-url.mjs'
import { handOver } from './handover.mjs'
import { giveUp, root } from './install.mjs'

const home = resolve(root, process.env.SEHAT_HOME || '.sehat')
const url = process.env.DATABASE_URL || databaseUrlOf(join(home, 'postgres'))

if (url === undefined)
  giveUp(`no database was ever made in ${home}.`, 'Run npm start (or npm run dev) once, then this.')
if (spawnSync('psql', ['--version']).status !== 0) {
  giveUp(
    `there is no psql here; the packages bring PostgreSQL without it. The database is at\n       ${url}`,
    'Install psql (Debian: apt-get install postgresql-client; macOS: brew install libpq), or use any other client.',
  )
}
const { args, env } = toPsql(url)
const code = await handOver('psql', [...args, ...process.argv.slice(2)], { env: { ...process.env, ...env } })
// What psql says when nobody listens; it is its exit code for a connection that could not be made.
if (code === 2) console.error('Sehat: is it running? npm start (or npm run dev) starts the database too.')
process.exitCode = code
