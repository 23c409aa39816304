// The way to and from the modules that run in other processes: calls go out over HTTP, and come in on their own port.
import type { Config } from './config.ts'
import { buildCallsServer } from './http/calls.ts'
import type { Keys } from './keys.ts'
import type { Logger } from './log.ts'
import type { Module } from './module.ts'
import { closePersonOf, exportPersonOf } from './personal.ts'
import { platformProblems } from './problem.ts'
import { openServiceTokens } from './service-tokens.ts'
import { type Calls, createCalls } from './work/calls.ts'
import { createRemoteCalls } from './work/remote-calls.ts'

export interface Neighbours {
  readonly calls: Calls
  /** Answers the calls of other processes, if the settings name a port. */
  listen(): Promise<void>
  close(): Promise<void>
}

interface NeighboursOptions {
  readonly config: Config
  readonly keys: Keys
  readonly log: Logger
  /** All modules of the installation. */
  readonly modules: readonly Module[]
}

export function openNeighbours({ config, keys, log, modules }: NeighboursOptions): Neighbours {
  const { callsPort, callsHost, callsUrls } = config.apart
  const tokens = openServiceTokens(keys)
  const problems = [...platformProblems, ...modules.flatMap((module) => module.problems)]
  const isApart = Object.keys(callsUrls).length > 0
  const remote = isApart ? createRemoteCalls({ urls: callsUrls, tokens, problems }) : undefined
  const calls = createCalls({ timeoutMsMin: config.callTimeoutMsMin, ...(remote && { remote }) })
  const server =
    callsPort === undefined
      ? undefined
      : buildCallsServer({ answers: calls.answers, tokens, mayAsk: allowedCalls(modules), log })
  return {
    calls,
    async listen() {
      if (!server) return
      await server.listen({ port: callsPort ?? 0, host: callsHost })
      log.info({ callsAt: server.server.address() }, 'answering the calls of other processes')
    },
    async close() {
      await server?.close()
      await remote?.close()
    },
  }
}

/** What each module may ask: what it declares, and for the one that asks for persons the calls about a person. */
function allowedCalls(modules: readonly Module[]): (by: string, call: string) => boolean {
  const personal = modules.flatMap(({ name }) => [exportPersonOf(name).name, closePersonOf(name).name])
  const allowed = new Map(
    modules.map(({ name, asks = [], standInAsks = [], asksForPersons }) => [
      name,
      new Set([...asks, ...standInAsks].map((call) => call.name).concat(asksForPersons ? personal : [])),
    ]),
  )
  return (by, call) => allowed.get(by)?.has(call) ?? false
}
