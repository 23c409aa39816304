// A process that does one thing with documents and dies at a chosen point, for the tests of kills.
import { readFileSync } from 'node:fs'
import { armPoint, type Point } from '../../testing/dying.ts'
import { type Person, setup } from '../../testing/setup.ts'
import { BYTES } from './testing.ts'

/** What the process does: begin an upload, send a chunk that lies in a file, complete or abort it. */
export interface Deed {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly by: Person
  readonly key?: string
  readonly body?: object
  readonly chunkFile?: string
}

const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
const { method, url, chunkFile, body, ...asked } = JSON.parse(stated) as Deed
const { clock, ask } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)
armPoint(point)

if (chunkFile === undefined) await ask(method, url, { ...asked, ...(body && { body }) })
else await ask(method, url, { ...asked, body: readFileSync(chunkFile), headers: BYTES })
process.exit(0)
