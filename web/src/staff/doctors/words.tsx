// The words for doctors: their state, council, specialities, languages, and the names of their hospitals.
import type { Answer } from '../../api/client.ts'
import { useAnswer, useAnswers } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { stateName } from '../../i18n/state-names.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { Tag, type TagKind } from '../../ui/Tag.tsx'

export type Doctor = Answer<'GET /v1/doctors/{doctorId}/registration'>
export type DoctorStatus = Doctor['status']

const UNCHANGING = { freshMs: Number.POSITIVE_INFINITY }
const HOUR = { freshMs: 3_600_000 }

const LOOKS: Readonly<Record<DoctorStatus, { readonly kind: TagKind; readonly icon: IconName }>> = {
  draft: { kind: 'warning', icon: 'hourglass' },
  verified: { kind: 'good', icon: 'check' },
  suspended: { kind: 'error', icon: 'alert-triangle' },
  ended: { kind: 'plain', icon: 'x' },
}

export function DoctorState({ status }: { status: DoctorStatus }) {
  const { t } = useText()
  const { kind, icon } = LOOKS[status]
  return (
    <Tag kind={kind}>
      <Icon name={icon} sizePx={13} />
      {t(`staff.doctors.status.${status}`)}
    </Tag>
  )
}

/** The names of the councils: NMC by its own name, each other one by its state. */
export function useCouncilName(): (council: string) => string {
  const { t, language } = useText()
  const { data } = useAnswer('GET /v1/states', { query: { limit: 100 } }, UNCHANGING)
  return (council) => {
    if (council === 'NMC') return t('staff.doctors.nmc')
    const state = data?.items.find(({ code }) => code === council)
    return state ? stateName(state.name, language) : council
  }
}

export function Registration({ council, registrationNo }: Pick<Doctor, 'council' | 'registrationNo'>) {
  const nameOf = useCouncilName()
  return (
    <span>
      <span className="nowrap">{registrationNo}</span> <span className="soft">{nameOf(council)}</span>
    </span>
  )
}

export function HospitalName({ facilityId }: { facilityId: string }) {
  const { data } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } }, HOUR)
  return data ? `${data.name}, ${data.district}` : '…'
}

/** The names of hospitals by their ids. */
export function useHospitalNames(facilityIds: readonly string[]): (facilityId: string) => string {
  const asked = [...new Set(facilityIds)]
  const answers = useAnswers(
    'GET /v1/facilities/{facilityId}',
    asked.map((facilityId) => ({ path: { facilityId } })),
  )
  return (facilityId) => answers[asked.indexOf(facilityId)]?.data?.name ?? '…'
}
