// The log: JSON lines of an allow-list of fields; never a name, phone, token, national id or body.
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from './config.ts'

export type { Logger }

/** Opens the log. Lines go out in blocks of 4 kB, at most a second late: a write a request would cost more than it. */
export function openLog(config: Pick<Config, 'logLevel' | 'environment'>, destination?: DestinationStream): Logger {
  const stream = destination ?? pino.destination({ sync: false, minLength: 4096, periodicFlush: 1_000 })
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: createTimestamp(),
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
    },
    stream,
  )
}

/** The instant of a line; written out once a millisecond, as under load many lines fall into one. */
function createTimestamp(): () => string {
  let writtenMs = 0
  let written = ''
  return () => {
    const nowMs = Date.now()
    if (nowMs !== writtenMs) {
      writtenMs = nowMs
      written = `,"time":"${new Date(nowMs).toISOString()}"`
    }
    return written
  }
}

/**
 * What may be said of an error. A database's message can repeat the value it refused (a phone, a name), so its code,
 * table and constraint stand for it.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, table, constraint, routine } = error as Error & Record<string, unknown>
  const isDatabase = routine !== undefined || (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code))
  return {
    name: error.name,
    ...(isDatabase ? { code, table, constraint, routine } : { code, message: error.message }),
    stack: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
  }
}
