// The log: JSON lines. Callers log only allowed fields: never a name, phone, token, national id or body.
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from './config.ts'

export type { Logger }

/** Opens the log. It writes blocks of 4 kB, at most a second late: a write for each line costs more than a request. */
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

/** The time of a line. It formats each millisecond once, because under load many lines have the same millisecond. */
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
 * The members of an error that the log may contain. A message of the database can repeat the refused value (a phone, a
 * name), so the log gets its code, table and constraint instead.
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
