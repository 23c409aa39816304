// What an operator does at the console: the first administrator, and the import of a directory.
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { importHospitals } from './modules/facilities/import.ts'
import { createAdmin } from './modules/identity/admin.ts'
import { modules } from './modules.ts'
import type { Config } from './platform/config.ts'
import { readEmbeddedUrl } from './platform/embedded-postgres.ts'
import { openLog } from './platform/log.ts'
import { Problem } from './platform/problem.ts'
import { openProgram, type Program, StartError } from './platform/program.ts'

/** Opens the modules on the running installation's database, without listening. */
export async function withProgram(config: Config, work: (program: Program) => Promise<void>): Promise<void> {
  const databaseUrl = config.databaseUrl ?? readEmbeddedUrl(path.join(config.home, 'postgres'))
  if (!databaseUrl) throw new StartError('Sehat is not running here: start it (npm start), or set DATABASE_URL')
  const log = openLog({ ...config, logLevel: 'silent' })
  const program = await openProgram({ config, databaseUrl, log, modules })
  try {
    await work(program)
  } catch (error) {
    if (error instanceof Problem) throw new StartError(error.message)
    throw error
  } finally {
    await program.stop()
  }
}

export async function createAdminCommand(config: Config, options: { phone: string; name: string }): Promise<void> {
  const password = config.adminPassword ?? (await askPassword())
  await withProgram(config, async (program) => {
    await createAdmin(program.context('identity'), { ...options, password })
    console.log('The administrator can sign in: POST /v1/auth/login')
  })
}

async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) throw new StartError('Set SEHAT_ADMIN_PASSWORD, or run this at a terminal')
  process.stdout.write('Password (at least 8 characters): ')
  // What is typed is not shown.
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: process.stdin, output: hidden, terminal: true })
  const password = await prompt.question('')
  prompt.close()
  process.stdout.write('\n')
  return password
}

export async function importHospitalsCommand(
  config: Config,
  { file, source, report: reportFile }: { file: string; source: string; report?: string },
): Promise<void> {
  await withProgram(config, async (program) => {
    const onProgress = (step: string, rows: number): void => console.log(`${step}: ${rows}`)
    const options = { file, source, onProgress, ...(reportFile && { reportFile }) }
    const report = await importHospitals(program.context('facilities').pool, options)
    for (const [what, count] of Object.entries(report.loaded)) console.log(`loaded: ${count} ${what}`)
    for (const [reason, count] of Object.entries(report.repairedCounts)) console.log(`repaired: ${count} of ${reason}`)
    for (const [reason, count] of Object.entries(report.refusedCounts)) console.log(`refused: ${count} of ${reason}`)
    if (report.refused.length > 0 && !reportFile) console.log('--report <file> writes down each of them')
  })
}
