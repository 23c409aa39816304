// Where the embedded database is, as its last start wrote it down, and how psql is told.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The address with name and password; undefined where no server ever ran. */
export function databaseUrlOf(folder) {
  const password = read(join(folder, 'password'))
  const port = Number(read(join(folder, 'port')))
  return password && port > 0 ? `postgresql://sehat:${password}@127.0.0.1:${port}/sehat` : undefined
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

/** The password goes in the environment: what stands in arguments, everybody on the machine can read. */
export function toPsql(url) {
  const stated = new URL(url)
  const password = decodeURIComponent(stated.password)
  stated.password = ''
  return { args: [stated.href], env: password === '' ? {} : { PGPASSWORD: password } }
}
