// Makes the queues of the parts calling and board, which share one database with its hospitals and doctors.
import { wants } from '../options.ts'
import type { Findings } from '../report.ts'
import type { Stage } from '../stage.ts'
import { measureBoards } from './boards.ts'
import { measureCalling } from './calling.ts'
import { seedDoctors } from './seed.ts'

const QUEUES = 200
const QUICK_QUEUES = 20

export async function measureQueues(stage: Stage): Promise<Findings[]> {
  const count = stage.options.quick ? QUICK_QUEUES : QUEUES
  stage.say(`making ${count} doctors with queues`)
  const database = await stage.createDatabase('queues')
  const ground = { stage, database, doctors: await seedDoctors(database.pool, count) }
  const findings: Findings[] = []
  if (wants(stage.options, 'board')) findings.push(await measureBoards(ground))
  if (wants(stage.options, 'calling')) findings.push(await measureCalling(ground))
  await stage.dropDatabase(database)
  return findings
}
