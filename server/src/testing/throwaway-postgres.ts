// Starts a PostgreSQL server for tests in a temporary folder, and leaves neither server nor folder behind.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import {
  findPrograms,
  isAlive,
  occupantOf,
  signal,
  startOf,
  stopServer,
} from '../platform/embedded-postgres-process.ts'

export interface ThrowawayPostgres {
  url: string
  pid: number
  folder: string
  stop(): Promise<void>
}

const prefix = 'sehat-test-'

/** Fast and forgetful: a power cut may destroy the data, which nobody will miss. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
}

export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  await removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  try {
    const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), settings })
    const removeOnExit = () => {
      // Nothing can be waited for here, so the server gets no time to write to the folder either.
      signal(server.pid, 'SIGKILL')
      remove()
    }
    process.once('exit', removeOnExit)
    return {
      url: server.url,
      pid: server.pid,
      folder,
      async stop() {
        await server.stop()
        process.off('exit', removeOnExit)
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** A killed test run could not clean up. Its server and folder go when the next run begins. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    try {
      if (statSync(folder).uid !== process.getuid?.() || !isAbandoned(join(folder, 'postgres', 'lock'))) continue
      const data = join(folder, 'postgres', 'data')
      const pid = serverOf(data)
      if (pid !== undefined && occupantOf(pid, data) === 'our server') {
        await stopServer(pid, data, await findPrograms())
      }
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another run may be removing the same folder; what is left is tried again next time.
    }
  }
}

function isAbandoned(lockFile: string): boolean {
  const text = readFileSync(lockFile, 'utf8')
  const pid = Number.parseInt(text, 10)
  return pid > 0 && !(isAlive(pid) && text === `${pid} ${startOf(pid)}\n`)
}

function serverOf(data: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}
