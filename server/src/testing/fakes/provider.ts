// Starts a real identity provider for tests, and walks through its pages as a browser does.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { WithAfter } from '../database.ts'

const SCRIPT = path.resolve(import.meta.dirname, 'provider-process.mjs')
const STEPS_MAX = 10

interface Wish {
  /** Who signs in next. */
  readonly subject?: string
  readonly agrees?: boolean
  readonly skewSeconds?: number
  readonly publishes?: 'own' | 'other'
  readonly isBroken?: boolean
}

export interface FakeProvider {
  readonly issuer: string
  wish(wish: Wish): Promise<void>
  /** Follows the redirects of the provider from this address, and gives the address at Sehat to which it leads back. */
  walk(address: string): Promise<URL>
  stop(): Promise<void>
}

export async function startProvider(t: WithAfter, redirectUri: string): Promise<FakeProvider> {
  // The provider warns about its own defaults, such as keys in memory.
  const child = spawn(process.execPath, [SCRIPT, redirectUri], { stdio: ['ignore', 'pipe', 'ignore'] })
  const issuer = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"issuer"')) resolve((JSON.parse(line) as { issuer: string }).issuer)
    })
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  t.after(stop)
  return {
    issuer,
    stop,
    wish: async (wish) => void (await fetch(`${issuer}/wish?json=${encodeURIComponent(JSON.stringify(wish))}`)),
    walk: (address) => walk(issuer, address),
  }
}

async function walk(issuer: string, address: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let next = new URL(address)
  for (let step = 0; step < STEPS_MAX && next.href.startsWith(issuer); step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
    next = new URL(location, next)
  }
  return next
}
