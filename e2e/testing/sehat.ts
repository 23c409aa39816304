// Sehat for browser tests: the one that all files of a run share, or one of a file's own.
import type { Role } from '../../server/src/platform/powers.ts'
import type { WithAfter } from '../../server/src/testing/database.ts'
import { type Demo, type DemoAccount, openDemo, serveDemo } from '../../server/src/testing/demo.ts'
import { askOverHttp, type ServeProcess } from '../../server/src/testing/process.ts'

export type { DemoAccount }

let own: Promise<Demo> | undefined

/** The demo of the run; a file that is run by hand opens one for itself. */
function openedDemo(t: WithAfter): Promise<Demo> {
  const ofRun = process.env.SEHAT_TEST_DEMO
  own ??= ofRun ? Promise.resolve(JSON.parse(ofRun) as Demo) : openDemo(t)
  return own
}

/**
 * The Sehat of the run, which other files use at the same time: a test speaks of people and a centre of its own there,
 * and counts nothing that others may add to.
 */
export async function shareSehat(t: WithAfter) {
  const demo = await openedDemo(t)
  const { port, databaseUrl } = demo.shared
  return toSehat(demo, databaseUrl, port, (method, url, asked) => askOverHttp(port, method, url, asked))
}

/** One of the file's own, with the demo as it was made: for other settings, and for what is true of a whole country. */
export async function startSehat(t: WithAfter, env: Record<string, string> = {}): Promise<Sehat> {
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
    /** The newest code that was sent to a phone. */
    async codeOf(phone: string): Promise<string> {
      const { body } = await ask<{ messages: { to: string; text: string }[] }>('GET', '/dev/inbox')
      const codes = body.messages.filter(({ to }) => to.endsWith(phone.slice(-10)))
      return codes.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []).at(-1) ?? ''
    },
  }
}
