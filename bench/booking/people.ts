// The people of a booking run: signed in, and known to a process of Sehat before they book.
import { packRequests, postText } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import { type Person, type Sehat, signIn } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { seededRandom } from '../statistics.ts'
import { type Ground, usualTiming } from './contenders.ts'

/** People for a whole run, this many a second, in districts by chance. */
export function gatherPeople({ options }: Stage, cells: readonly number[], perSecond: number): Promise<Person[]> {
  const count = Math.ceil((perSecond * (options.warmUpMs + options.measureMs)) / 1000)
  const random = seededRandom(1)
  return signIn(Array.from({ length: count }, () => cells[Math.floor(random() * cells.length)] as number))
}

/** Everybody asks something once before booking, as every app does; the token's signature is checked then. */
export async function introduce({ stage, people }: Ground, sehat: Sehat): Promise<void> {
  stage.say('everybody asks something once')
  const headers = people.map(({ token }) => ({ authorization: `Bearer ${token}` }))
  const texts = headers.map((header) => postText('/v1/vaccination/bookings', header, '{}'))
  await runLoad(stage, sehat, {
    ...usualTiming(stage),
    warmUpMs: 0,
    measureMs: 0,
    requests: packRequests(texts, texts.length),
    order: 'once',
    expected: [{ status: 400 }],
  })
}
