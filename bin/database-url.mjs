// Finds the address of the embedded database, as its last start wrote it down, and hands an address to psql.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The address with user name and password; undefined when no server has run on this folder. */
export function databaseUrlOf(folder) {
  const password = read(join(folder, 'password'))
  const port = Number(read(join(folder, 'port')))
  return password && port > 0 ? `postgresql://sehat:${password}@127.0.0.1:${port}/sehat` : undefined
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

/** Passes the password in the environment: every user of the machine can read the arguments of a process. */
export function toPsql(url) {
  const stated = new URL(url)
  const password = decodeURIComponent(stated.password)
  stated.password = ''
  return { args: [stated.href], env: password === '' ? {} : { PGPASSWORD: password } }
}
