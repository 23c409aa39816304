// Verifies the signed versions each night: somebody with the database in hand may have changed one.
import type { PrescriptionId } from '../contract.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { findBroken } from './sealing.ts'
import { listIdsAfter, listVersions } from './store.ts'

const AT_ONCE = 500

export interface Broken {
  readonly prescriptionId: PrescriptionId
  readonly version: number
}

/** The prescriptions whose versions are not as they were signed. */
export async function verifyVersions({ db, log }: PrescriptionsContext): Promise<Broken[]> {
  const broken: Broken[] = []
  let after: PrescriptionId | undefined
  for (;;) {
    const ids = await listIdsAfter(db, after, AT_ONCE)
    if (ids.length === 0) break
    after = ids.at(-1)
    const versions = await listVersions(db, ids)
    for (const prescriptionId of ids) {
      const own = versions.filter((one) => one.prescription_id === prescriptionId)
      const version = findBroken(own)
      if (version !== undefined) broken.push({ prescriptionId, version })
    }
  }
  for (const one of broken) log.error({ ...one }, 'a signed prescription was changed')
  return broken
}
