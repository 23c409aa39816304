// Opens a database with doctors and a process of Sehat, for the parts that book slots spread over many doctors.
import { introduce } from '../booking/people.ts'
import { readCells, SPREAD_SESSIONS } from '../booking/seed.ts'
import { type Person, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import type { Desk } from './booking.ts'
import { type Doctor, seedPractices } from './seed.ts'

export interface Site {
  readonly name: string
  readonly desk: Desk
  readonly doctors: readonly Doctor[]
}

/** `prepare` fills the database before Sehat starts. */
export async function openSite(
  stage: Stage,
  name: string,
  people: readonly Person[],
  prepare: (database: Database, doctors: readonly Doctor[]) => Promise<void> = async () => {},
): Promise<Site> {
  const database = await stage.createDatabase(name)
  // A benchmark books one slot more often than any doctor could see people.
  await database.pool.query('alter table appointments.slots drop constraint slots_capacity_range')
  const cells = readCells()
  const doctors = await seedPractices(database.pool, cells, SPREAD_SESSIONS)
  await prepare(database, doctors)
  const sehat = await startSehat(stage, database, `sehat-${name}`)
  const ground = { stage, database, cells, people }
  await introduce(ground, sehat)
  return { name, desk: { ground, sehat, nth: 0 }, doctors }
}

export async function closeSite({ desk: { ground, sehat } }: Site): Promise<void> {
  await sehat.stop()
  await ground.stage.dropDatabase(ground.database)
}
