// Work at set times: sign the day that has ended, then verify the trail. Metrics show the last verification.
import { addDays, dayInIndia } from '../../platform/clock.ts'
import type { Schedule } from '../../platform/work/jobs.ts'
import { createLoop, type Loop } from '../../platform/work/loop.ts'
import { sealDays } from './chain/sealing.ts'
import { listVerifications } from './chain/store.ts'
import { verifyAndKeep } from './chain/verifying.ts'
import type { AuditContext, VerificationRow } from './tables.ts'

/** Each night Sehat checks all signatures, and the rows of so many days. On Sundays it checks all rows. */
const NIGHTLY_DAYS = 8
const SUNDAY = 0

export function schedules(context: AuditContext): Schedule[] {
  return [
    // 18:45 UTC is 00:15 in India. The seal of a day that was missed is made the next time.
    { name: 'seal-days', cron: '45 18 * * *', run: async () => void (await sealDays(context)) },
    // 22:00 UTC is 03:30 in India.
    { name: 'verify', cron: '0 22 * * *', run: () => verifyNightly(context) },
  ]
}

export async function verifyNightly(context: AuditContext): Promise<void> {
  const today = dayInIndia(context.clock.now())
  const isSunday = new Date(`${today}T00:00:00Z`).getUTCDay() === SUNDAY
  await verifyAndKeep(context, isSunday ? {} : { from: addDays(today, -NIGHTLY_DAYS) })
}

const LOOK_MS = 60_000

/** Shows the last verification as metrics in every process, whichever process made it. */
export function watchVerifications({ db, log, clock, metrics }: AuditContext): Loop {
  let last: VerificationRow | undefined
  metrics.gauge('audit_intact', '1: the last verification found the trail intact; 0: broken; -1: none was made', () =>
    last ? Number(last.outcome === 'intact') : -1,
  )
  metrics.gauge('audit_verification_age_seconds', 'Seconds since the last verification; -1: none was made', () =>
    last ? (clock.now().getTime() - last.ended_at.getTime()) / 1_000 : -1,
  )
  return createLoop({
    name: 'audit verifications',
    log,
    pauseMs: LOOK_MS,
    turn: async () => {
      last = (await listVerifications(db, 1))[0]
      return false
    },
  })
}
