// Opens Sehat for browser tests: one that all files of a run share, or a separate one for a file.
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, dayInIndia, startOfDayInIndia } from '../../server/src/platform/clock.ts'
import type { Role } from '../../server/src/platform/powers.ts'
import type { WithAfter } from '../../server/src/testing/database.ts'
import { type Demo, type DemoAccount, openDemo, serveDemo } from '../../server/src/testing/demo.ts'
import { codeFor, type InboxMessage } from '../../server/src/testing/inbox.ts'
import { askOverHttp, type ServeProcess } from '../../server/src/testing/process.ts'

export type { DemoAccount }

/** A file that makes sessions of today needs so much of the day. It waits for tomorrow when less is left. */
const DAY_LEFT_MS_MIN = 15 * 60_000

/** Waits until the day in India is long enough for a file: after midnight, its sessions would be of yesterday. */
async function untilDayIsLong(): Promise<void> {
  const now = new Date()
  const leftMs = startOfDayInIndia(addDays(dayInIndia(now), 1)).getTime() - now.getTime()
  if (leftMs < DAY_LEFT_MS_MIN) await sleep(leftMs + 1_000)
}

let own: Promise<Demo> | undefined

/** Gives the demo of the run. If somebody runs one file by hand, the file opens its own demo. */
function openedDemo(t: WithAfter): Promise<Demo> {
  const ofRun = process.env.SEHAT_TEST_DEMO
  own ??= ofRun ? Promise.resolve(JSON.parse(ofRun) as Demo) : openDemo(t)
  return own
}

/**
 * Opens the Sehat of the run. Other files use it at the same time. So a test uses only its own people and its own
 * centre there, and counts nothing that others may add to.
 */
export async function shareSehat(t: WithAfter) {
  await untilDayIsLong()
  const demo = await openedDemo(t)
  const { port, databaseUrl } = demo.shared
  return toSehat(demo, databaseUrl, port, (method, url, asked) => askOverHttp(port, method, url, asked))
}

/** Starts a separate Sehat with a fresh demo: for other settings, and for tests about the whole country. */
export async function startSehat(t: WithAfter, env: Record<string, string> = {}): Promise<Sehat> {
  await untilDayIsLong()
  const demo = await openedDemo(t)
  const { databaseUrl, port, ask } = await serveDemo(t, demo.template, env)
  return toSehat(demo, databaseUrl, port, ask)
}

export type Sehat = Awaited<ReturnType<typeof shareSehat>>

function toSehat({ accounts }: Demo, databaseUrl: string, port: number, ask: ServeProcess['ask']) {
  return {
    databaseUrl,
    ask,
    url: `http://localhost:${port}`,
    account: (role: Role): DemoAccount => accounts.find((account) => account.role === role) as DemoAccount,
    /** Gives the newest code that was sent to this phone. */
    async codeOf(phone: string): Promise<string> {
      const { body } = await ask<{ messages: InboxMessage[] }>('GET', '/dev/inbox')
      return codeFor(body.messages, phone.slice(-10))
    },
  }
}
