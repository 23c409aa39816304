// The route of verifications: auditors see whether the trail was found as it was written.
import { Day, Instant, object, oneOf, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { may } from '../access.ts'
import { FaultView, VerificationId } from '../contract.ts'
import type { AuditContext, VerificationRow } from '../tables.ts'
import type { Fault } from './links.ts'
import { findLastDay, listVerifications } from './store.ts'

const LISTED_MAX = 30

const Verification = object({
  verificationId: VerificationId,
  endedAt: Instant,
  from: Day,
  until: Day,
  rows: Type.Integer({ description: 'How many rows Sehat checked.' }),
  outcome: oneOf(['intact', 'broken'], { description: '`broken`: somebody changed the trail. See `fault`.' }),
  fault: Type.Optional(FaultView),
})

const toView = (row: VerificationRow) => ({
  verificationId: row.id,
  endedAt: row.ended_at.toISOString(),
  from: row.from_day,
  until: row.until_day,
  rows: Number(row.rows_checked),
  outcome: row.outcome,
  ...(row.fault && { fault: row.fault as Fault }),
})

export const verificationRoutes =
  ({ db }: AuditContext) =>
  (app: App) => {
    app.get(
      '/v1/audit/verifications',
      {
        config: { access: may('trail.watch').at('anywhere') },
        schema: {
          summary: 'See whether the audit trail is as Sehat wrote it',
          description: 'The last 30 verifications, the newest first. Sehat verifies the trail each night.',
          response: {
            200: object({
              items: Type.Array(Verification),
              sealedUntil: Type.Optional({ ...Day, description: 'The last day that Sehat has signed.' }),
            }),
          },
        },
      },
      async () => {
        const last = await findLastDay(db)
        const found = await listVerifications(db, LISTED_MAX)
        return { items: found.map(toView), ...(last && { sealedUntil: last.day }) }
      },
    )
  }
