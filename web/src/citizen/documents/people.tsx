// Names of those who read documents: a hospital, a doctor, or a phone of which only the end is known.
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'

export type Grant = Answer<'GET /v1/documents/grants'>['items'][number]

const HOUR = { freshMs: 3_600_000 }

export function Place({ facilityId }: { facilityId: string }) {
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } }, HOUR)
  return data ? `${data.name}, ${data.pin}` : '…'
}

function Doctor({ doctorId }: { doctorId: string }) {
  const { data } = useAnswer('GET /v1/doctors/{doctorId}', { path: { doctorId } }, HOUR)
  return data?.name ?? '…'
}

/** To whom the family gave it. */
export function Receiver({ grant }: { grant: Grant }) {
  const { t } = useText()
  const { toFacilityId, toDoctorId, toPhoneLast4 = '' } = grant
  if (toFacilityId !== undefined) return <Place facilityId={toFacilityId} />
  if (toDoctorId !== undefined) return <Doctor doctorId={toDoctorId} />
  return t('files.shares.phone', { last4: toPhoneLast4 })
}
