// The doctors who wait for verification: an official compares each registration with the register of its council.
import { Link } from 'wouter'
import { reader, useFilters } from '../../address.ts'
import { getDoctorsRegistrations } from '../../api/limits/get-doctors-registrations.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useWorkplace } from '../../session/session.ts'
import type { Column } from '../../ui/columns.ts'
import { Filters, PlaceChoice, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Move, MoveButtons, MoveDialog, useMove } from './Moves.tsx'
import { type Doctor, HospitalName, Registration } from './words.tsx'

const of = getDoctorsRegistrations
const readers = { q: reader(of.q), state: reader(getFacilities.state), district: reader(of.district) }

export default function VerificationPage() {
  const { t } = useText()
  const place = useWorkplace()
  const { filters, change, clear } = useFilters(readers)
  const { q, state, district } = filters
  const list = useList('GET /v1/doctors/registrations', { status: 'draft', q, district, limit: 50 })
  const { doctor, move, ask, close } = useMove()
  return (
    <StaffPage title={t('staff.doctors.queue.title')}>
      <p className="soft">{t('staff.doctors.queue.what')}</p>
      {state !== undefined && district === undefined && <p>{t('staff.doctors.chooseDistrict')}</p>}
      <Listing
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ q: values('q') || undefined })}>
            <SearchField name="q" label={t('staff.doctors.q')} value={q} limits={of.q} />
            {place?.kind === 'nation' && <PlaceChoice state={state} district={district} onChoose={change} />}
          </Filters>
        }
        onClear={clear}
        none={{ icon: 'circle-check', title: t('staff.doctors.queue.none'), text: t('staff.doctors.queue.noneWhy') }}
        stacks
        caption={t('staff.doctors.queue.title')}
        list={list}
        keyOf={({ doctorId }) => doctorId}
        file="doctors-waiting"
        columns={columnsOf((chosen, asked) => ask({ doctor: chosen, move: asked }))}
      />
      <MoveDialog doctor={doctor} move={move} onClose={close} />
    </StaffPage>
  )
}

const columnsOf = (onMove: (doctor: Doctor, move: Move) => void): readonly Column<Doctor>[] => [
  { key: 'doctorId', text: ({ doctorId }) => doctorId },
  {
    key: 'registrationNo',
    text: ({ registrationNo }) => registrationNo,
    header: 'staff.doctors.registration',
    draw: (doctor) => <Registration {...doctor} />,
  },
  { key: 'council', text: ({ council }) => council },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.doctors.name',
    draw: ({ doctorId, name }) => <Link href={`/staff/doctors/${doctorId}`}>{name}</Link>,
  },
  {
    key: 'qualifications',
    text: ({ qualifications }) => qualifications.join(', '),
    header: 'staff.doctors.qualifications',
  },
  {
    key: 'gender',
    text: ({ gender }) => gender,
    header: 'staff.doctors.gender',
    draw: ({ gender }, { t }) => t(`staff.centre.gender.${gender}`),
  },
  {
    key: 'facilityId',
    text: ({ facilityId }) => facilityId,
    header: 'staff.doctors.registeredBy',
    isDim: true,
    draw: ({ facilityId }) => <HospitalName facilityId={facilityId} />,
  },
  {
    header: 'staff.people.change',
    isControl: true,
    draw: (doctor) => (
      <div className="row-actions">
        <MoveButtons isInRow doctor={doctor} onMove={(move) => onMove(doctor, move)} />
      </div>
    ),
  },
]
