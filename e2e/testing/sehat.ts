// A real Sehat for browser tests: a process of its own on a free port, with the demo's people and centres.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seedDemo } from '../../server/src/demo.ts'
import { modules } from '../../server/src/modules.ts'
import { readConfig } from '../../server/src/platform/config.ts'
import { openLog } from '../../server/src/platform/log.ts'
import type { Role } from '../../server/src/platform/powers.ts'
import { openProgram } from '../../server/src/platform/program.ts'
import type { WithAfter } from '../../server/src/testing/database.ts'
import { startServe } from '../../server/src/testing/process.ts'
import { setupDatabase, TEST_SECRETS } from '../../server/src/testing/setup.ts'

export interface DemoAccount {
  readonly role: Role
  readonly name: string
  readonly phone: string
  readonly password: string
  readonly facilityId?: string
}

/** Starts it and stops it after the tests. Its places are the small country of server/src/testing/places.ts. */
export async function startSehat(t: WithAfter, env: Record<string, string> = {}) {
  const cleanUps: (() => Promise<void>)[] = []
  t.after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp()
  })
  const later = { after: (cleanUp: () => Promise<void>) => void cleanUps.push(cleanUp) }
  const databaseUrl = await setupDatabase(later)
  const accounts = await seed(databaseUrl)
  const server = await startServe(databaseUrl, env)
  later.after(() => server.stop())
  return {
    databaseUrl,
    ask: server.ask,
    kill: server.kill,
    url: `http://localhost:${server.port}`,
    account: (role: Role): DemoAccount => accounts.find((account) => account.role === role) as DemoAccount,
    /** The newest code that was sent to a phone. */
    async codeOf(phone: string): Promise<string> {
      const { body } = await server.ask<{ messages: { to: string; text: string }[] }>('GET', '/dev/inbox')
      const codes = body.messages.filter(({ to }) => to.endsWith(phone.slice(-10)))
      return codes.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []).at(-1) ?? ''
    },
  }
}

export type Sehat = Awaited<ReturnType<typeof startSehat>>

async function seed(databaseUrl: string): Promise<readonly DemoAccount[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'sehat-e2e-'))
  const config = readConfig(
    { NODE_ENV: 'test', PORT: '0', SEHAT_RATE_LIMITS: 'off', SEHAT_HOME: home, ...TEST_SECRETS },
    home,
  )
  const log = openLog({ logLevel: 'silent', environment: 'test' })
  const program = await openProgram({ config, databaseUrl, log, modules })
  try {
    await program.start()
    await seedDemo(program, config)
    return JSON.parse(readFileSync(path.join(home, 'demo-accounts.json'), 'utf8'))
  } finally {
    await program.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
