// Doctors: those of a hospital or a chain for its administrators, those of a district or the country for officials.
import { Link } from 'wouter'
import { oneOf, reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getDoctorsRegistrations } from '../../api/limits/get-doctors-registrations.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useMay, useWorkplace } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Choice, Filters, PlaceChoice, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { DoctorState, HospitalName, Registration } from './words.tsx'

const of = getDoctorsRegistrations
const STATUSES = of.status.enum
const readers = {
  q: reader(of.q),
  status: oneOf(...STATUSES),
  state: reader(getFacilities.state),
  district: reader(of.district),
}

export default function DoctorsPage() {
  const { t } = useText()
  const place = useWorkplace()
  const mayRegister = useMay('doctor.register') && place?.kind === 'facility'
  const mayVerify = useMay('doctor.verify')
  const { filters, change, clear } = useFilters(readers)
  const { q, status, state, district } = filters
  const list = useList('GET /v1/doctors/registrations', { q, status, district, limit: 50 })
  const add = (
    <ButtonLink href="/staff/doctors/new">
      <Icon name="plus" />
      {t('staff.doctors.add')}
    </ButtonLink>
  )
  return (
    <StaffPage
      title={t('staff.doctors.title')}
      actions={
        <div className="list-actions no-print">
          {mayVerify && (
            <ButtonLink kind="quiet" href="/staff/doctors/verification">
              <Icon name="certificate" />
              {t('staff.doctors.queue.menu')}
            </ButtonLink>
          )}
          {mayRegister && add}
        </div>
      }
    >
      {state !== undefined && district === undefined && <p>{t('staff.doctors.chooseDistrict')}</p>}
      <Listing
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ q: values('q') || undefined })}>
            <SearchField name="q" label={t('staff.doctors.q')} value={q} limits={of.q} />
            <Choice
              id="status"
              label={t('staff.doctors.state')}
              all={t('staff.doctors.allStates')}
              value={status}
              options={STATUSES.map((value) => ({ value, text: t(`staff.doctors.status.${value}`) }))}
              onChoose={(chosen) => change({ status: STATUSES.find((each) => each === chosen) })}
            />
            {place?.kind === 'nation' && <PlaceChoice state={state} district={district} onChoose={change} />}
          </Filters>
        }
        onClear={clear}
        none={{
          icon: 'stethoscope',
          title: t('staff.doctors.none'),
          text: t(mayRegister ? 'staff.doctors.noneNext' : 'staff.doctors.noneWhy'),
          action: mayRegister ? add : undefined,
        }}
        stacks
        caption={t('staff.doctors.title')}
        list={list}
        keyOf={({ doctorId }) => doctorId}
        file="doctors"
        columns={place?.kind === 'facility' ? COLUMNS : [...COLUMNS, REGISTERED_BY]}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Answer<'GET /v1/doctors/registrations'>['items'][number]>[] = [
  { key: 'doctorId', text: ({ doctorId }) => doctorId },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.doctors.name',
    draw: ({ doctorId, name }) => <Link href={`/staff/doctors/${doctorId}`}>{name}</Link>,
  },
  {
    key: 'specialities',
    text: ({ specialities }) => specialities.join(' '),
    header: 'staff.doctors.specialities',
    draw: ({ specialities }, { t }) => specialities.map((each) => t(`staff.doctors.speciality.${each}`)).join(', '),
  },
  {
    key: 'qualifications',
    text: ({ qualifications }) => qualifications.join(', '),
    header: 'staff.doctors.qualifications',
    isDim: true,
  },
  {
    key: 'registrationNo',
    text: ({ registrationNo }) => registrationNo,
    header: 'staff.doctors.registration',
    draw: (doctor) => <Registration {...doctor} />,
  },
  { key: 'council', text: ({ council }) => council },
  { key: 'gender', text: ({ gender }) => gender },
  { key: 'languages', text: ({ languages }) => languages.join(' ') },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.doctors.state',
    draw: ({ status }) => <DoctorState status={status} />,
  },
]

/** For those who see the doctors of many hospitals. */
const REGISTERED_BY: (typeof COLUMNS)[number] = {
  key: 'facilityId',
  text: ({ facilityId }) => facilityId,
  header: 'staff.doctors.registeredBy',
  isDim: true,
  draw: ({ facilityId }) => <HospitalName facilityId={facilityId} />,
}
