// Decides which documents of a patient somebody sees in a list: all as the family, otherwise each by its own right.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import type { PatientId } from '../../patients/contract.ts'
import { mayRead } from '../../visits/care/contract.ts'
import type { DocumentRow, DocumentsContext } from '../tables.ts'
import { findReader, isHere, readerOf } from './access.ts'
import type { Owners } from './owners.ts'
import { decideReading, type Right } from './rules.ts'

/** Filters the rows of one page of a patient's list, and permits the request. Who sees nothing of it gets 404. */
export async function permitListed(
  context: DocumentsContext,
  owners: Owners,
  request: FastifyRequest,
  asked: { readonly patientId: PatientId; readonly rows: readonly DocumentRow[] },
): Promise<readonly DocumentRow[]> {
  const { accountId, facilityId } = actorOf(request)
  const person = await owners.person(asked.patientId)
  if (person.accountIds.includes(accountId)) {
    request.permit({ accountId })
    return asked.rows
  }
  const grants = await owners.grants(person.patientIds)
  const reader = await findReader(context, request)
  const nowMs = context.clock.now().getTime()
  const rights = asked.rows.map((owned) => decideReading(reader, { owned, person, grants, nowMs }))
  const care = await readCare(context, request, asked.patientId, asked.rows)
  const opens = {
    ...{ grant: true, uploader: true },
    dispensing: reader.dispenses && (await isHere(context, reader, person)),
  }
  const shown = asked.rows.filter((_, nth) => isReadable(rights[nth] as Right, opens, care.bases[nth]))
  const isTreated = care.own !== undefined
  if (shown.length > 0 || isTreated) request.permit({ accountId, facilityId })
  else request.permit({})
  if (isTreated) request.readBasis = care.own ?? null
  else if (rights.includes('grant')) request.readBasis = 'grant'
  return shown
}

type Opens = Partial<Readonly<Record<Right, boolean>>>

const isReadable = (right: Right, opens: Opens, basis: 'care' | 'emergency' | undefined): boolean =>
  right === 'care' ? basis !== undefined : (opens[right] ?? false)

/** What care opens: the own facility's records of the patient, and each row. */
async function readCare(
  { call }: DocumentsContext,
  request: FastifyRequest,
  patientId: PatientId,
  rows: readonly DocumentRow[],
) {
  const reader = readerOf(request)
  if (!reader.treats || !reader.facilityId) return { own: undefined, bases: [] }
  const records = [
    { patientId, facilityId: reader.facilityId },
    ...rows.map(({ patient_id, facility_id }) => ({
      patientId: patient_id,
      ...(facility_id !== null && { facilityId: facility_id }),
    })),
  ]
  const [own, ...each] = await call(mayRead, { reader, records })
  return { own: own?.basis, bases: each.map(({ basis }) => basis) }
}
