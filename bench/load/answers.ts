// Fetches Sehat's answer for each address once, and serves the same bytes as a baseline.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Server } from '../processes.ts'
import type { Stage } from '../stage.ts'

export interface KeptAnswer {
  readonly url: string
  readonly etag: string
  readonly bytes: Buffer
}

const AT_ONCE = 32

export async function fetchAnswers(port: number, urls: readonly string[]): Promise<KeptAnswer[]> {
  const answers: KeptAnswer[] = []
  const queue = urls.values()
  const work = async (): Promise<void> => {
    for (const url of queue) {
      const response = await fetch(`http://127.0.0.1:${port}${url}`)
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
      const bytes = Buffer.from(await response.arrayBuffer())
      answers.push({ url, etag: response.headers.get('etag') ?? '', bytes })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return answers
}

/** Starts the bare server of Node with the answers that Sehat gives at these addresses now. */
export function startBytes(
  { folder, processes }: Stage,
  sehat: Server,
  name: string,
  addresses: readonly string[],
): Promise<Server> {
  const file = path.join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(addresses))
  return processes.serve({
    name,
    file: path.join(import.meta.dirname, 'bytes-server.ts'),
    env: { ADDRESSES_FILE: file, SEHAT_PORT: String(sehat.port) },
    readyPath: '/ready',
  })
}
