// `npm run db`: opens psql on the database of this installation, or of DATABASE_URL. Arguments after `--` go to psql.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { databaseUrlOf, toPsql } from './database-url.mjs'
import { handOver } from './handover.mjs'
import { giveUp, root } from './install.mjs'

const home = resolve(root, process.env.SEHAT_HOME || '.sehat')
const url = process.env.DATABASE_URL || databaseUrlOf(join(home, 'postgres'))

if (url === undefined)
  giveUp(`there is no database in ${home} yet.`, 'Run npm start (or npm run dev) once, then this command again.')
if (spawnSync('psql', ['--version']).status !== 0) {
  giveUp(
    `psql is not installed; the npm packages contain PostgreSQL without psql. The database is at\n       ${url}`,
    'Install psql (Debian: apt-get install postgresql-client; macOS: brew install libpq), or use any other client.',
  )
}
const { args, env } = toPsql(url)
const code = await handOver('psql', [...args, ...process.argv.slice(2)], { env: { ...process.env, ...env } })
// psql exits with 2 when it cannot connect.
if (code === 2) console.error('Sehat: is Sehat running? npm start (or npm run dev) starts the database too.')
process.exitCode = code
