// Signs in the people of a booking run, and makes them known to a process of Sehat before they book.
import { packRequests, postText } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import { type Person, type Sehat, signIn } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { seededRandom } from '../statistics.ts'
import { type Ground, usualTiming } from './contenders.ts'
import { brief } from './figures.ts'

/** Signs in people for a whole run, `perSecond` for each second, in random districts. */
export function gatherPeople({ options }: Stage, cells: readonly number[], perSecond: number): Promise<Person[]> {
  const count = Math.ceil((perSecond * (options.warmUpMs + options.measureMs)) / 1000)
  const random = seededRandom(1)
  return signIn(Array.from({ length: count }, () => cells[Math.floor(random() * cells.length)] as number))
}

/** Each person sends one request before booking, as every app does. Sehat checks the token's signature then. */
export async function introduce({ stage, people }: Ground, sehat: Sehat): Promise<void> {
  stage.say('each person sends one request')
  const headers = people.map(({ token }) => ({ authorization: `Bearer ${token}` }))
  const texts = headers.map((header) => postText('/v1/vaccination/bookings', header, '{}'))
  const outcome = await runLoad(stage, sehat, {
    ...usualTiming(stage),
    warmUpMs: 0,
    measureMs: 0,
    requests: packRequests(texts, texts.length),
    order: 'once',
    expected: [{ status: 400 }],
  })
  stage.say(`${people.length} people: ${brief(outcome)}`)
}
